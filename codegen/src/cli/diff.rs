//! `fieldwright diff` and `fieldwright check --base`: the report of changes.

use std::path::Path;

use fieldwright::{Comparison, Diagnostics, Levels, Project};

use super::arguments::{Diff, DiffReport};
use super::commands::{configuration, observed, prefix};
use super::{Console, Outcome};

/// Of how many compatible changes of a code each is shown.
const FEW: usize = 5;

/// `fieldwright diff`: two files.
pub(super) fn diff(arguments: &Diff, levels: &Levels, console: &Console) -> Outcome {
    let generator = |path: &Path| {
        let generator = arguments.mapped.apply(arguments.settings.generator());
        generator.input(path)
    };
    let bar = console.progress();
    let shown = bar.clone();
    let observed = move |path: &Path| {
        let shown = shown.clone();
        generator(path).observe(move |at| shown.show(at))
    };
    let (old, new) = (observed(&arguments.old), observed(&arguments.new));
    let compared = old
        .compare(&new)
        .map(|comparison| comparison.leveled(levels));
    bar.finish();
    report(compared, &arguments.report, Path::new(""), console)
}

/// `fieldwright check --base`: the inputs of the configuration, since a revision.
pub(super) fn since(
    base: &str,
    config: Option<&Path>,
    arguments: &DiffReport,
    levels: &Levels,
    console: &Console,
) -> Outcome {
    let config = configuration(config);
    let folder = config.parent().unwrap_or(Path::new("")).to_owned();
    let bar = console.progress();
    let projects = Project::load_revision(&config, base);
    let projects = projects.and_then(|old| Ok((old, Project::load(&config)?)));
    let compared = projects.and_then(|(old, new)| {
        let (old, new) = (observed(old, &bar), observed(new, &bar));
        new.compare_at(&old, levels)
    });
    bar.finish();
    report(compared, arguments, &folder, console)
}

fn report(
    compared: Result<Comparison, Diagnostics>,
    arguments: &DiffReport,
    folder: &Path,
    console: &Console,
) -> Outcome {
    let folder = prefix(console).join(folder);
    let comparison = match compared {
        Ok(comparison) => comparison.below(&folder),
        Err(diagnostics) => {
            console.diagnostics(&diagnostics.below(&folder), true);
            return Outcome::Wrong;
        }
    };
    let few = if console.verbose { usize::MAX } else { FEW };
    console.result(&comparison.render(arguments.format(console.format), few));
    match comparison.fails(arguments.fail_on.into()) {
        true => Outcome::Drift,
        false => Outcome::Success,
    }
}
