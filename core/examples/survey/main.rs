//! The main job, on real input: where are the extremes of an array, which of its elements are not zero,
//! which lie above a level, and what does it look like?
//!
//! ```text
//! cargo run --release --example survey                               # an elevation raster of Tennessee
//! cargo run --release --example survey -- --png relief.png           # and its picture
//! cargo run --release --example survey -- FILE.npy --axis 0 --above 3.5
//! ```
//!
//! A file may hold any dtype of the standard table. The array is an [`argwhere::Array`], which
//! [`argwhere::argmax`], [`argwhere::argmin`], [`argwhere::nonzero`] and [`argwhere::where_`] take as it is:
//! only reading elements from a file and comparing them with a level asks for their type.
//!
//! Start with `terrain.rs`, which surveys the raster, or `report.rs`, which surveys any file.

mod cli;
mod level;
mod npy;
mod picture;
mod real;
mod relief;
mod report;
mod terrain;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Every failure ends in one line on standard error, so one that can be printed is all that is needed.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // When standard error is closed too, nobody is left to tell.
            let _ = writeln!(io::stderr(), "survey: {}", printable(&error));
            ExitCode::from(2)
        }
    }
}

/// Prints nothing before all of it is known, so a failure leaves no half report behind.
fn run() -> Result<()> {
    let report = match cli::parse()? {
        cli::Command::Help => cli::USAGE.to_owned(),
        cli::Command::Survey(options) => match &options.file {
            None => terrain::survey(&options)?,
            Some(path) => report::survey(path, &options)?,
        },
    };
    let mut out = io::stdout().lock();
    match out.write_all(report.as_bytes()).and_then(|()| out.flush()) {
        // The reader has seen enough, as in `survey | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(format!("standard output: {error}").into()),
        Ok(()) => Ok(()),
    }
}

/// One line of text, although a file's name or header may hold line breaks and escape sequences.
fn printable(text: impl Display) -> String {
    text.to_string().replace(char::is_control, "?")
}
