//! Measures the functions on one thread and on two, and writes `threads.md` and its chart to the processor's folder in
//! `benches/reports/`, or to the directory that is given.

use argwhere_benches::report;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let given = std::env::args_os().nth(1).map(PathBuf::from);
    let directory = given.unwrap_or_else(report::directory);
    report::threads(&directory)?;
    println!("{}", directory.join("threads.md").display());
    Ok(())
}
