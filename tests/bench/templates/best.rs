//! Calls -> seconds a call.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The best of so many rounds counts.
const ROUNDS: usize = 9;

/// Long enough for the clock.
const TURN: Duration = Duration::from_millis(8);

/// Each in turn, the best round of each.
pub fn best(calls: &mut [&mut dyn FnMut() -> bool]) -> Vec<f64> {
    let mut best = vec![f64::INFINITY; calls.len()];
    for _ in 0..ROUNDS {
        for (call, best) in calls.iter_mut().zip(&mut best) {
            let mut count = 1u32;
            let time = loop {
                let start = Instant::now();
                for _ in 0..count {
                    black_box(call());
                }
                let time = start.elapsed();
                if time > TURN {
                    break time;
                }
                count *= 2;
            };
            *best = best.min(time.as_secs_f64() / f64::from(count));
        }
    }
    best
}
