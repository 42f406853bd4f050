//! Two generators -> the changes between their inputs.

use super::{Front, Generator, Input, Named, printed, stem};
use crate::compare::{Comparison, Side, compare, comparison};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::name;
use crate::source::{SourceId, Sources};

impl Generator {
    /// The changes from the inputs of this generator to those of `new`: their impact on requests,
    /// on responses and on Rust code that uses the types.
    ///
    /// Inputs are compared by the names of their modules; one input on each side is compared
    /// whatever its name is.
    ///
    /// # Errors
    /// All errors of the inputs of either side.
    pub fn compare(&self, new: &Self) -> Result<Comparison, Diagnostics> {
        let mut sources = new.sources();
        let mut collector = Collector::default();
        collector.extend(new.problems.iter().cloned());
        let news = new.fronts(&mut sources, &mut collector);
        // Notes on the old side were reported before.
        let mut before = Collector::default();
        before.extend(self.problems.iter().cloned());
        let store = sources.read_from(self.store.clone());
        let olds = self.fronts(&mut sources, &mut before);
        sources.read_from(store);
        // Settings were read when their file was the first text of a run.
        let (first, own) = (SourceId(0), self.configuration.as_ref());
        let own = own.map(|(name, text)| sources.add(name, text.clone()));
        let before = before.finish().map_err(|list| {
            let moved = { list.into_iter() }
                .map(|one| own.iter().fold(one, |one, own| one.moved(first, *own)));
            moved.collect::<Vec<_>>()
        });
        let after = collector.finish();
        let warnings = match (before, after) {
            (Ok(_), Ok(warnings)) => warnings,
            (before, after) => {
                let mut all = before.err().unwrap_or_default();
                all.extend(after.err().unwrap_or_default());
                return Err(Diagnostics::new(all, sources));
            }
        };
        let mut changes = Vec::new();
        let is_one = self.inputs.len() == 1 && new.inputs.len() == 1;
        let mut olds: Vec<(String, Option<Side>)> = olds
            .into_iter()
            .map(|(name, side)| (name, Some(side)))
            .collect();
        for (name, side) in news {
            let mut found = olds
                .iter_mut()
                .filter(|(old, side)| side.is_some() && (is_one || *old == name));
            let old = found.next().and_then(|(_, old)| old.take());
            let progress = |number, count| {
                let phase = "judging changes of";
                new.observer.report(phase, &name, (number, count));
            };
            let old = old.unwrap_or_else(Side::empty);
            changes.extend(compare(old, side, &progress));
        }
        for old in olds.into_iter().filter_map(|(_, side)| side) {
            changes.extend(compare(old, Side::empty(), &|_, _| ()));
        }
        Ok(comparison(changes, warnings, sources))
    }

    /// The inputs up to the gate, each with the name of its module.
    fn fronts(&self, sources: &mut Sources, collector: &mut Collector) -> Vec<(String, Side)> {
        let fronts = self.inputs.iter().map(|input| {
            let settings = input.settings.as_ref().unwrap_or(&self.defaults);
            let front = self.front(input, settings, sources, collector);
            (module_name(input), front)
        });
        let fronts: Vec<(String, Front)> = fronts.collect();
        if self.inputs.is_empty() {
            let message = "there is nothing to compare";
            collector.add(Diagnostic::general("missing-setting", message).help("name two schemas"));
        }
        let sides = fronts.into_iter().filter_map(|(name, front)| {
            let Named { model, names } = front.passed?;
            Some((
                name,
                Side::new(
                    front.graph,
                    model,
                    names,
                    Box::new(printed::print_with_patterns),
                ),
            ))
        });
        sides.collect()
    }
}

fn module_name(input: &Input) -> String {
    name::file_module(&stem(&input.path))
}
