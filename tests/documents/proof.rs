//! One document -> its instances, the evaluator's verdicts, those of its types, and the counts.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use fieldwright::{Files, Generator, UnknownProperties};
use fieldwright_runtime::{Schema, Subschema, Value};

use super::breaks::broken;
use super::examples::examples;
use super::maker::{Maker, Style};
use super::oracle::Sample;
use super::program::Programs;

const SEED: u64 = 7;
/// Types of a document that a validator of others evaluates, too.
const SAMPLED: usize = 40;
/// Types whose first difference is listed.
const MOST_LISTED: usize = 40;

/// Documents with their instances, evaluated together.
pub(crate) struct Proofs {
    programs: Programs,
    documents: Vec<Document>,
}

struct Document {
    name: String,
    /// The types, by their names in the normalised schema.
    types: Vec<String>,
    /// How many of them are parameters or forms.
    carried: usize,
    cases: Vec<Case>,
    sample: Sample,
    seconds: f64,
}

struct Case {
    /// The type's index.
    ty: usize,
    text: String,
    /// What the evaluator says.
    is_valid: bool,
}

impl Proofs {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            programs: Programs::new(name),
            documents: Vec::new(),
        }
    }

    /// Generates a document's types, keeping unknown properties, and makes its instances.
    pub(crate) fn add(&mut self, file: &Path) {
        let started = Instant::now();
        let name = file.file_stem().unwrap().to_string_lossy();
        let name = name.replace(['.', '-'], "_");
        let generator = Generator::new()
            .root(file.parent().unwrap())
            .input(file.file_name().unwrap())
            .unknown(UnknownProperties::Keep)
            .files(Files::One)
            .builders(false);
        let output = generator.generate().unwrap_or_else(|e| panic!("{e}"));
        let schema = generator.normalised_schema().unwrap();
        let evaluator: &'static Schema = Box::leak(Box::new(generator.evaluator().unwrap()));
        let any = Value::Bool(true);
        let mut maker = Maker::new(&schema, &any, SEED);
        let names: Vec<&str> = maker.names(&schema).collect();
        let coverage = &output.coverage()[0];
        let own = coverage.types.iter().map(|ty| (&ty.pointer, &ty.path));
        // A type that is one with another has a path of its own all the same.
        let others = coverage.shared.iter().flat_map(|ty| &ty.others);
        let others = others.map(|other| (&other.pointer, &other.path));
        let mut known: HashMap<&String, &String> = HashMap::new();
        for (pointer, path) in own.chain(others) {
            // The value of a named type may have its pointer; it lies deeper.
            let depth = |path: &str| path.matches("::").count();
            let known = known.entry(pointer).or_insert(path);
            if depth(path) < depth(known) {
                *known = path;
            }
        }
        let mut types = Vec::new();
        let mut paths = Vec::new();
        for name in &names {
            let pointer = pointer(name);
            let found = known.get(&pointer);
            let found = found.unwrap_or_else(|| panic!("{pointer} is a type"));
            types.push((*name).to_owned());
            paths.push((*found).clone());
        }
        let module = output.artifacts().iter();
        let mut module = module
            .filter(|artifact| artifact.path.starts_with("src/") && artifact.path != "src/lib.rs");
        let rust = &module.next().unwrap().contents;
        let carried = Programs::count_carried(rust);
        self.programs.add(&name, rust, &paths);
        assert!(module.next().is_none(), "a document is one module");
        let mut given: HashMap<String, Vec<Value>> = HashMap::new();
        let known = names.iter().copied().collect();
        for (name, example) in examples(&text(file), &known) {
            given.entry(name).or_default().push(example);
        }
        let cases = cases(&mut maker, &names, &given, evaluator);
        let mut sample = Sample::default();
        for index in (0..names.len()).step_by(names.len() / SAMPLED + 1) {
            let own = cases.iter().filter(|case| case.ty == index);
            sample.add(&maker, names[index], own.map(|case| case.text.as_str()));
        }
        self.documents.push(Document {
            name,
            types,
            carried,
            cases,
            sample,
            seconds: started.elapsed().as_secs_f64(),
        });
    }

    /// Compares the verdicts of all types; nothing may differ.
    pub(crate) fn finish(self) {
        let started = Instant::now();
        self.programs.build();
        println!("built in {:.0} s", started.elapsed().as_secs_f64());
        println!(
            "{:20} {:>6} {:>8} {:>10} {:>11} {:>15} {:>6} {:>10} {:>11} {:>7}",
            "document",
            "types",
            "no valid",
            "instances",
            "round trips",
            "shared refusals",
            "beyond",
            "jsonschema",
            "differences",
            "seconds"
        );
        let mut differing = 0;
        for document in &self.documents {
            differing += document.compare(&self.programs);
        }
        let instances: usize = self.documents.iter().map(|d| d.cases.len()).sum();
        println!(
            "all: {} documents, {instances} instances, differences: {differing}",
            self.documents.len()
        );
        assert_eq!(
            differing, 0,
            "types and evaluator differ, or something is lost"
        );
    }
}

/// Instances of every type, with the evaluator's verdicts.
fn cases(
    maker: &mut Maker<'_>,
    names: &[&str],
    given: &HashMap<String, Vec<Value>>,
    evaluator: &'static Schema,
) -> Vec<Case> {
    let mut cases = Vec::new();
    for (ty, name) in names.iter().enumerate() {
        let pointer: &'static str = Box::leak(pointer(name).into());
        let evaluate = Subschema::new(evaluator, pointer);
        let mut seen = HashSet::new();
        let mut add = |value: &Value| {
            let text = value.to_string();
            if seen.insert(text.clone()) {
                let is_valid = evaluate.holds_value(value);
                cases.push(Case { ty, text, is_valid });
            }
        };
        let given = given.get(*name).into_iter().flatten().cloned();
        for value in given.chain(instances(maker, name)) {
            add(&value);
            for _ in 0..3 {
                add(&broken(&value, &mut maker.random));
            }
        }
    }
    cases
}

/// Whole instances of a type.
fn instances(maker: &mut Maker<'_>, name: &str) -> Vec<Value> {
    let Some(schema) = maker.definition(name) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let examples = schema.get("examples").and_then(Value::as_array);
    found.extend(examples.into_iter().flatten().cloned());
    let mut styles = vec![
        Style::Minimal,
        Style::Full,
        Style::Examples,
        Style::Low,
        Style::High,
        Style::Mixed,
        Style::Mixed,
    ];
    for index in 0..maker.choices(schema) {
        styles.push([Style::Minimal, Style::Full, Style::Mixed][index % 3]);
    }
    for style in styles {
        found.extend(maker.make(schema, style));
    }
    found
}

/// A document as a value. Numbers of YAML beyond 64 bits are written as floats first, because its
/// reader refuses them.
fn text(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).unwrap();
    if file
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        return fieldwright_runtime::from_json(text.as_bytes()).unwrap();
    }
    let lines = text.lines().map(|line| {
        let last = line.rsplit(' ').next().unwrap_or_default();
        let digits = last.trim_start_matches('-');
        let is_long = digits.len() > 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
        format!("{line}{}\n", if is_long { ".0" } else { "" })
    });
    let value: serde_json::Value = serde_yaml::from_str(&lines.collect::<String>()).unwrap();
    Value::from(value)
}

/// Where a definition stands, as a URI fragment.
pub(crate) fn pointer(name: &str) -> String {
    let mut pointer = String::from("#/$defs/");
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        let c = char::from(byte);
        match c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@?".contains(c) {
            true => pointer.push(c),
            false => pointer.push_str(&format!("%{byte:02X}")),
        }
    }
    pointer
}

impl Document {
    /// How many differences there are, which are listed.
    fn compare(&self, programs: &Programs) -> usize {
        let started = Instant::now();
        let cases = self.cases.iter().map(|case| (case.ty, case.text.as_str()));
        let output = programs.run(&self.name, cases);
        assert_eq!(output.lines().count(), self.cases.len());
        let valid = self.cases.iter().filter(|case| case.is_valid);
        let seen: HashSet<usize> = valid.map(|case| case.ty).collect();
        let (mut round_trips, mut refusals, mut beyond) = (0, 0, 0);
        let mut differences = Vec::new();
        let (mut carried, mut types) = (0, HashSet::new());
        let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
        for (case, verdict) in self.cases.iter().zip(output.lines()) {
            let (verdict, travel) = verdict.split_once('\t').unwrap_or((verdict, ""));
            carried += usize::from(travel == "carried");
            if let Some(why) = travel.strip_prefix("refused ") {
                *refused.entry(why).or_default() += 1;
            }
            types.extend((travel == "carried").then_some(case.ty));
            let is_refusal = verdict.starts_with("invalid") || verdict.starts_with("held");
            match case.is_valid {
                true if verdict == "valid" => round_trips += 1,
                true if verdict.starts_with("held") || verdict == "rounded" => beyond += 1,
                false if is_refusal => refusals += 1,
                _ => differences.push((case, verdict)),
            }
        }
        println!(
            "{:20} {:>6} {:>8} {:>10} {round_trips:>11} {refusals:>15} {beyond:>6} {:>10} {:>11} {:>7.1}",
            self.name,
            self.types.len(),
            self.types.len() - seen.len(),
            self.cases.len(),
            self.sample.evaluated,
            differences.len() + self.sample.differing.len(),
            self.seconds + started.elapsed().as_secs_f64()
        );
        if self.carried > 0 {
            // All properties are kept here; a path or a header has no place for those without a name.
            let unknown = |why: &str| why.starts_with("unknown property");
            let nowhere: usize = refused
                .iter()
                .filter(|(why, _)| unknown(why))
                .map(|(_, n)| n)
                .sum();
            let all = refused.values().sum::<usize>() - nowhere;
            println!(
                "  parameters and forms: {} types, {} carried, {carried} values read back, {all} refused ({:.1} %), {nowhere} have unknown properties",
                self.carried,
                types.len(),
                100.0 * all as f64 / (carried + all).max(1) as f64
            );
            for (why, count) in refused.iter().filter(|(why, _)| !unknown(why)) {
                println!("    {count:>6} {why}");
            }
            assert!(
                types.len() * 10 >= self.carried * 9,
                "nearly all parameters have a value that travels"
            );
        }
        assert!(
            round_trips * 4 > self.cases.len(),
            "instances are valid or nearly so"
        );
        assert!(
            beyond * 50 < round_trips,
            "few numbers are beyond Rust's types"
        );
        let mut printed = HashSet::new();
        for (case, verdict) in &differences {
            if !printed.insert(case.ty) || printed.len() > MOST_LISTED {
                continue; // one of each type will do
            }
            let ty = &self.types[case.ty];
            let evaluated = if case.is_valid { "valid" } else { "invalid" };
            println!(
                "  {ty}: {evaluated}, but {}\n    {}",
                short(verdict),
                short(&case.text)
            );
        }
        if self.sample.unchecked > 0 {
            println!(
                "  {} types not given to jsonschema: generation tells of patterns that are not checked",
                self.sample.unchecked
            );
        }
        for case in self.sample.differing.iter().take(MOST_LISTED) {
            println!("  jsonschema says the other of {}", short(case));
        }
        differences.len() + self.sample.differing.len()
    }
}

fn short(text: &str) -> String {
    let end = text
        .char_indices()
        .nth(500)
        .map_or(text.len(), |(at, _)| at);
    text[..end].to_owned()
}
