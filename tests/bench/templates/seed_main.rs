//! Reads the seed's type, for the harness.

#![allow(dead_code)]

mod harness;
mod model;

use model::ConnectSessionCreate;

const CASES: [harness::Case; 2] = [
    ("seed-compact", "seed-compact", |t| /* read */.is_ok()),
    ("seed-spaced", "seed-spaced", |t| /* read */.is_ok()),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !harness::run(&arguments, &CASES) {
        let text = arguments.first().map(std::fs::read_to_string);
        let t = &*text.and_then(Result::ok).unwrap_or_default();
        // The members of the value, so that both crates show that they read the same.
        let value = /* read */.ok();
        println!("{}", value.map_or(0, |v| model_size(&v)));
    }
}

/// How many of the thirteen fields have a value, and how many categories there are.
fn model_size(v: &ConnectSessionCreate) -> usize {
    let present = [
        v.account_id.is_some(),
        v.categories.is_some(),
        v.expires_in.is_some(),
        v.integration_id.is_some(),
        v.label.is_some(),
        v.metadata.is_some(),
        v.multiple.is_some(),
        !v.origin_owner_id.is_empty(),
        !v.origin_owner_name.is_empty(),
        v.origin_username.is_some(),
        v.provider.is_some(),
        v.provider_version.is_some(),
        v.type_.is_some(),
    ];
    let categories = v.categories.as_ref().map_or(0, Vec::len);
    present.iter().filter(|is| **is).count() * 100 + categories
}
