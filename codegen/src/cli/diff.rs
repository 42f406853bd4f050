//! `fieldwright diff` and `fieldwright check --base`: what changed.

use std::path::Path;

use fieldwright::{Comparison, Diagnostics, Levels, Project};

use super::arguments::{Diff, DiffReport};
use super::commands::{configuration, prefix};
use super::{Console, Outcome};

/// Of how many compatible changes of a code each is shown.
const FEW: usize = 5;

/// `fieldwright diff`: two files.
pub(super) fn diff(arguments: &Diff, levels: &Levels, console: &Console) -> Outcome {
    let generator = |path: &Path| {
        let generator = arguments.mapped.apply(arguments.settings.generator());
        generator.input(path)
    };
    let progress = console.progress("comparing");
    let (old, new) = (generator(&arguments.old), generator(&arguments.new));
    let compared = old
        .compare(&new)
        .map(|comparison| comparison.leveled(levels));
    progress.finish_and_clear();
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
    let progress = console.progress("comparing");
    let projects = Project::load_revision(&config, base);
    let projects = projects.and_then(|old| Ok((old, Project::load(&config)?)));
    let compared = projects.and_then(|(old, new)| new.compare_at(&old, levels));
    progress.finish_and_clear();
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
