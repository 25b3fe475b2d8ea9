//! Measures this crate and its peers in turn, and writes `benches/report.md` and `benches/charts/`.

use argwhere_benches::report::{OPERATIONS, write};
use argwhere_benches::session::Options;
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
Usage: report [--quick] [--only OPERATION]... [--to DIRECTORY]

  --quick           a few cases of each kind, in less than two minutes
  --only OPERATION  argmax, argmin, nonzero, where or dispatch; may be repeated
  --to DIRECTORY    where report.md and charts/ go: benches/ after a full run, target/report/ after any other";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut options = Options::default();
    let mut to = None;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("quick") => options.quick = true,
            Long("only") => {
                let operation = arguments.value()?.string()?;
                if !OPERATIONS.contains(&operation.as_str()) {
                    return Err(format!("there is no operation {operation:?}").into());
                }
                options.only.push(operation);
            }
            Long("to") => to = Some(PathBuf::from(arguments.value()?)),
            Short('h') | Long("help") => {
                println!("{HELP}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let whole = !options.quick && options.only.is_empty();
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = to.unwrap_or_else(|| {
        if whole {
            benches.to_owned()
        } else {
            benches.join("../target/report")
        }
    });
    write(options, &directory)?;
    println!("{}", directory.join("report.md").display());
    Ok(())
}
