//! The evaluator: reasons, output formats, numbers, and what is hostile.

mod hostile;
mod names;
mod outputs;
mod reasons;
mod sizes;

use super::Schema;
use crate::Value;

fn value(json: &str) -> Value {
    crate::from_json(json.as_bytes()).unwrap()
}

fn schema(json: &str) -> Schema {
    Schema::compile(&value(json)).unwrap()
}
