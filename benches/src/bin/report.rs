//! Measures argwhere and its peers, and writes `report.md` and `charts/` to the processor's folder in `benches/reports/`.

use argwhere_benches::report;
use argwhere_benches::session::{OPERATIONS, Options};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
Usage: report [--quick] [--only OPERATION]... [--to DIRECTORY]

  --quick           measure a few cases of each kind, in less than two minutes
  --only OPERATION  measure only argmax, argmin, nanargmax, argminmax, nonzero, count_nonzero, extract, where,
                    searchsorted, top_k, half, small or dispatch; may be repeated
  --to DIRECTORY    the directory of report.md and charts/ [default: the processor's folder in benches/reports/ for a full
                    run, target/report/ for a partial run]";

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
                    return Err(format!(
                        "there is no operation {operation:?}; the operations are {}",
                        OPERATIONS.join(", ")
                    )
                    .into());
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
    let full = !options.quick && options.only.is_empty();
    let directory = to.unwrap_or_else(|| {
        if full {
            report::directory()
        } else {
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/report")
        }
    });
    report::write(options, &directory)?;
    println!("{}", directory.join("report.md").display());
    Ok(())
}
