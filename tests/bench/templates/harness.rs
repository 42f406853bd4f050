//! `bench <folder>`: each case once -> lines of `case bytes-per-second`.
//! `count <folder> <case> <times>`: reads the case that often, for callgrind.
//!
//! The same file in every crate, so that the loops around the readers are the same.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The name of a text and the reader to give it to.
pub type Case = (&'static str, &'static str, fn(&str) -> bool);

/// Long enough for the clock, short enough for many rounds.
const ROUND: Duration = Duration::from_millis(120);

/// Does what the arguments say; `false` where they are none of ours.
pub fn run(arguments: &[String], cases: &[Case]) -> bool {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bench", folder] => {
            for (name, file, read) in cases {
                println!("{name} {}", speed(&text(folder, file), *read));
            }
        }
        ["count", folder, case, times] => {
            let times: u64 = times.parse().unwrap_or(1);
            for (_, file, read) in cases.iter().filter(|(name, ..)| name == case) {
                repeat(&text(folder, file), *read, times);
            }
        }
        _ => return false,
    }
    true
}

fn text(folder: &str, file: &str) -> String {
    let path = format!("{folder}/{file}.json");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn speed(text: &str, read: fn(&str) -> bool) -> f64 {
    let mut times = 1;
    // The first turns warm up and find out how many fit into a round.
    let mut took = repeat(text, read, times);
    while took < ROUND / 4 {
        times *= 2;
        took = repeat(text, read, times);
    }
    let scale = ROUND.as_secs_f64() / took.as_secs_f64();
    times = ((times as f64 * scale) as u64).max(1);
    let took = repeat(text, read, times);
    text.len() as f64 * times as f64 / took.as_secs_f64()
}

fn repeat(text: &str, read: fn(&str) -> bool, times: u64) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        assert!(read(black_box(text)), "the text is valid");
    }
    start.elapsed()
}
