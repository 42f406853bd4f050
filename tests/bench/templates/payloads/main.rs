//! How fast payloads are read: ours with every constraint, beside serde derive without any, beside serde
//! and garde, and beside `serde_json::Value`, the validator of `jsonschema`'s macro and serde.
//! Prints one line a comparison: what, peer, megabytes a second of ours and of theirs, and
//! the least ratio of the two that is good enough.

#![allow(dead_code)]

use std::hint::black_box;

use fieldwright_runtime as rt;

mod best;
mod filter;
mod instances;
mod layout;
mod peers;
mod pull_request;
mod repositories;
mod session;

use best::best;
use instances::Payload;

type Check = fn(&[u8]) -> bool;

struct Readers {
    ours: Check,
    /// Whether the value that was read is valid, asked again and again.
    again: fn(&[u8]) -> Box<dyn Fn() -> bool>,
    serde: Check,
    garde: Check,
    made: Check,
}

macro_rules! readers {
    ($ours:ty, $peer:ty, $made:ty) => {
        Readers {
            ours: |bytes| rt::from_json::<$ours>(bytes).is_ok(),
            again: |bytes| {
                let value = rt::from_json::<$ours>(bytes);
                Box::new(move || {
                    value
                        .as_ref()
                        .is_ok_and(|value| rt::validate(black_box(value)).is_ok())
                })
            },
            serde: |bytes| serde_json::from_slice::<$peer>(bytes).is_ok(),
            garde: |bytes| {
                serde_json::from_slice::<$peer>(bytes)
                    .is_ok_and(|value| garde::Validate::validate(&value).is_ok())
            },
            made: |bytes| {
                serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|value| {
                    <$made>::is_valid(&value) && serde_json::from_value::<$peer>(value).is_ok()
                })
            },
        }
    };
}

macro_rules! validator {
    ($name:ident, $path:literal) => {
        #[jsonschema::validator(
                            path = $path,
                            validate_formats = true,
                            methods = { is_valid = true, validate = false, iter_errors = false },
                            pattern_options = { engine = regex }
                        )]
        struct $name;
    };
}

validator!(PullRequest, "schemas/pull_request.json");
validator!(Repositories, "schemas/repositories.json");
validator!(Session, "schemas/session.json");
validator!(Layout, "schemas/layout.json");
validator!(Filter, "schemas/filter.json");

fn main() {
    let all: [(&str, fn() -> Payload, Readers); 5] = [
        (
            "session request",
            instances::session,
            readers!(session::Session, peers::Session, Session),
        ),
        (
            "pull request",
            instances::pull_request,
            readers!(pull_request::PullRequest, peers::PullRequest, PullRequest),
        ),
        (
            "10 MB of repositories",
            instances::repositories,
            readers!(
                repositories::Repositories,
                peers::Repositories,
                Repositories
            ),
        ),
        (
            "tagged unions, 20 deep",
            instances::layout,
            readers!(layout::Layout, peers::Layout, Layout),
        ),
        (
            "untagged unions, 20 deep",
            instances::filter,
            readers!(filter::Filter, peers::Filter, Filter),
        ),
    ];
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        // For callgrind: the payloads whose name begins so, read so often by one of the readers.
        [wanted, text, reader, times] => {
            let times = times.parse().unwrap_or(1);
            for (_, payload, readers) in all.iter().filter(|(name, ..)| name.starts_with(wanted)) {
                let read = match &**reader {
                    "serde" => readers.serde,
                    "garde" => readers.garde,
                    "jsonschema" => readers.made,
                    _ => readers.ours,
                };
                count(&payload(), read, text, times);
            }
        }
        _ => all
            .iter()
            .for_each(|(name, payload, readers)| compare(name, &payload(), readers)),
    }
}

fn count(payload: &Payload, read: Check, text: &str, times: usize) {
    let text = match text {
        "one" => &payload.one,
        "many" => &payload.many,
        _ => &payload.valid,
    };
    for _ in 0..times {
        black_box(read(black_box(text.as_bytes())));
    }
}

fn compare(name: &str, payload: &Payload, readers: &Readers) {
    let valid = payload.valid.as_bytes();
    let Readers {
        ours,
        serde,
        garde,
        made,
        again,
    } = readers;
    let again = again(valid);
    assert!(again(), "{name}: what was read is valid");
    for (reader, read) in [
        ("ours", ours),
        ("serde", serde),
        ("garde", garde),
        ("jsonschema", made),
    ] {
        assert!(read(valid), "{name}: {reader} takes what is valid");
    }
    for (reader, read) in [("ours", ours), ("jsonschema", made)] {
        for text in [&payload.one, &payload.many] {
            assert!(!read(text.as_bytes()), "{name}: {reader} refuses the rest");
        }
    }
    let times = best(&mut [
        &mut || ours(black_box(valid)),
        &mut || serde(black_box(valid)),
        &mut || garde(black_box(valid)),
        &mut || made(black_box(valid)),
        &mut || ours(black_box(payload.one.as_bytes())),
        &mut || ours(black_box(payload.many.as_bytes())),
        &mut || again(),
    ]);
    // Of the valid text's bytes, whatever was read.
    let speed = |seconds: f64| valid.len() as f64 / seconds / 1e6;
    let row = |what: &str, peer: &str, ours: f64, theirs: f64, least: f64| {
        let (ours, theirs) = (speed(ours), speed(theirs));
        println!("{name}{what}|{peer}|{ours}|{theirs}|{least}");
    };
    row("", "serde derive", times[0], times[1], 1.0);
    row("", "serde + garde", times[0], times[2], 1.0);
    row("", "Value + jsonschema + serde", times[0], times[3], 3.0);
    row(", validate", "ours, read", times[6], times[0], 0.5);
    row(", one wrong", "ours, valid", times[4], times[0], 0.25);
    row(", many wrong", "ours, valid", times[5], times[0], 0.25);
}
