//! Equal inline types are one type: what the report and the references say of it, and what is not
//! equal. What the code looks like is reviewed in `cases/inline_*`.

use fieldwright::{Coverage, Generator, Inline, Output};

fn generate(table: &str, inline: Inline) -> Output {
    let generator = Generator::new().html(true).inline(inline);
    let output = generator.text("shop.yaml", table).generate();
    output.unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

fn coverage(table: &str, inline: Inline) -> Coverage {
    generate(table, inline).coverage()[0].clone()
}

/// The paths of shared types, each with its others.
fn paths(coverage: &Coverage) -> Vec<Vec<&str>> {
    let types = coverage.shared.iter();
    let all = types.map(|ty| {
        let others = ty.others.iter().map(|other| other.path.as_str());
        std::iter::once(ty.path.as_str()).chain(others).collect()
    });
    all.collect()
}

const TABLE: &str = "fieldwright: 1\ntypes:\n\
    \x20 Order: { fields: { total: { fields: { amount: { type: number, description: In cents } } }, state: { enum: [new, paid] } } }\n\
    \x20 Bill: { fields: { total: { fields: { amount: { type: number, description: In cents } } }, state: State } }\n\
    \x20 Offer: { fields: { total: { fields: { amount: { type: number, description: In euros } } }, state: { enum: [paid, new] } } }\n\
    \x20 State: { enum: [new, paid] }\n";

#[test]
fn the_report_lists_the_locations() {
    let coverage = coverage(TABLE, Inline::Shared);
    assert_eq!(
        paths(&coverage),
        [
            vec!["order::Total", "bill::Total"],
            vec!["State", "order::State"]
        ]
    );
    assert_eq!(coverage.shared[1].pointer, "#/$defs/State");
    let other = &coverage.shared[1].others[0];
    assert_eq!(other.pointer, "#/$defs/Order/properties/state");
    let text = coverage.to_string();
    let lines = "  shared: 2 types, at 2 other places\n    order::Total (#/$defs/Order/properties/total)\n      bill::Total (#/$defs/Bill/properties/total)\n";
    assert!(text.contains(lines), "{text}");
    assert_eq!((coverage.properties, coverage.not_fields.len()), (9, 0));
}

#[test]
fn merged_types_drop_what_only_others_say() {
    let coverage = coverage(TABLE, Inline::Merged);
    assert_eq!(
        paths(&coverage)[0],
        ["order::Total", "bill::Total", "offer::Total"]
    );
    let others = &coverage.shared[0].others;
    assert!(others[0].dropped.is_empty());
    let dropped = &others[1].dropped[0];
    let pointer = "#/$defs/Offer/properties/total/properties/amount/description";
    assert_eq!(
        (dropped.pointer.as_str(), dropped.text.as_str()),
        (pointer, "In euros")
    );
    let text = coverage.to_string();
    assert!(text.contains(&format!("        dropped {pointer}: \"In euros\"\n")));
}

#[test]
fn separate_types_share_nothing() {
    let coverage = coverage(TABLE, Inline::Separate);
    assert!(coverage.shared.is_empty());
    assert_eq!(coverage.types.len(), 9);
}

#[test]
fn references_list_the_locations() {
    let output = generate(TABLE, Inline::Shared);
    let text = |path: &str| {
        let mut artifacts = output.artifacts().iter();
        let found = artifacts.find(|artifact| artifact.path == path);
        found.unwrap().contents.clone()
    };
    assert!(text("docs/shop.md").contains("Also: `bill::Total`."));
    assert!(
        text("html/shop/index.html")
            .contains("<p class=\"others\">Also <code>bill::Total</code></p>")
    );
}

/// A title that something else in the module is called by, or that is a sentence, is no name; nor
/// does a shared type take the name of what its module has.
#[test]
fn titles_are_names_where_they_are_free() {
    let ty = |title: &str| format!("{{ title: {title}, fields: {{ x: string }} }}");
    let table = |title: &str| {
        let ty = ty(title);
        format!(
            "fieldwright: 1\ntypes:\n  A: {{ fields: {{ one: {ty}, other: {{ enum: [a] }} }} }}\n  B: {{ fields: {{ two: {ty} }} }}\n"
        )
    };
    let cases = [
        ("Some thing", "a::SomeThing"),
        ("Other", "a::One"),
        ("This is what we have called it so far", "a::One"),
    ];
    for (title, path) in cases {
        let coverage = coverage(&table(title), Inline::Shared);
        assert_eq!(paths(&coverage), [[path, "b::Two"]], "{title}");
    }
}

/// Types that contain each other end, and so does what is equal at every level.
#[test]
fn deep_and_wide_types_are_shared_once() {
    let mut inner = "string".to_owned();
    for _ in 0..24 {
        inner = format!("{{ fields: {{ a: {inner}, b: integer }} }}");
    }
    let table = format!(
        "fieldwright: 1\ntypes:\n  A: {{ fields: {{ x: {inner}, y: {inner} }} }}\n  B: {{ fields: {{ x: {inner} }} }}\n"
    );
    let output = generate(&table, Inline::Shared);
    let coverage = &output.coverage()[0];
    assert_eq!(coverage.types.len(), 26);
    let rust = output.artifacts().iter().find(|a| a.path == "src/shop.rs");
    // One for each location and one for each module: what lies deeper comes with it.
    assert_eq!(rust.unwrap().contents.matches("pub use ").count(), 4 + 2);
}
