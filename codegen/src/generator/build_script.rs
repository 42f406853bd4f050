//! The entry point for `build.rs`: modules into `OUT_DIR`, directives to cargo.

use std::path::Path;

use super::Generator;
use crate::artifact::{self, Artifact, Comment};
use crate::emit::rust;
use crate::settings::Files;

impl Generator {
    /// For `build.rs`: writes `OUT_DIR/<stem>.rs` for each input and tells cargo when
    /// to run again. On wrong input it prints every diagnostic and ends the process
    /// with status 1, which cargo shows as the failure of the build script.
    pub fn build_script(mut self) {
        // Nobody reads the files in OUT_DIR, and `include!` takes one file.
        self = self.files(Files::One).docs(false).modules();
        // Printed first, so that a change makes the script run again even if the inputs are wrong.
        for folder in &self.watched {
            println!(
                "cargo::rerun-if-changed={}",
                self.root.join(folder).display()
            );
        }
        for input in &self.inputs {
            let settings = input.settings.as_ref().unwrap_or(&self.defaults);
            let own = input.text.is_none().then_some(&input.path);
            for path in own.into_iter().chain(&settings.overlays) {
                println!("cargo::rerun-if-changed={}", self.root.join(path).display());
            }
        }
        let outcome = std::env::var_os("OUT_DIR")
            .ok_or_else(|| "OUT_DIR is not set: call build_script from a build.rs".to_owned())
            .and_then(|folder| self.build_into(Path::new(&folder)));
        if let Err(message) = outcome {
            eprintln!("{message}");
            std::process::exit(1);
        }
    }

    fn build_into(&self, folder: &Path) -> Result<(), String> {
        let output = self
            .generate()
            .map_err(|diagnostics| diagnostics.to_string())?;
        for path in &output.read {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        for warning in &output.warnings {
            // A line break would end the directive.
            let message = warning.message.replace(['\n', '\r'], " ");
            let place = output.warnings.place(warning);
            let place = place.map(|(file, at)| format!("{file}:{}:{}: ", at.line, at.column));
            println!("cargo::warning={}{message}", place.unwrap_or_default());
        }
        let modules = output.artifacts.into_iter().filter(|a| a.path != "mod.rs");
        let files: Vec<Artifact> = modules.flat_map(with_guard).collect();
        artifact::write(&files, folder, &[]).map_err(|error| error.to_string())?;
        Ok(())
    }
}

/// A module, and the file that is included instead: it includes the module only if the runtime
/// fits.
fn with_guard(mut module: Artifact) -> [Artifact; 2] {
    let included = module.path;
    module.path = included.replace(".rs", ".items.rs");
    let guard = rust::guarded(&module.path);
    [Artifact::new(included, Comment::Root, None, &guard), module]
}
