//! Surveys an array: the positions of its extremes, its nonzero elements, its elements above a level, and a
//! picture of it.
//!
//! ```text
//! cargo run --release --example survey                               # an elevation raster of Tennessee
//! cargo run --release --example survey -- --png relief.png           # and its picture
//! cargo run --release --example survey -- FILE.npy --axis 0 --above 3.5
//! ```
//!
//! A file may hold any dtype of the standard table. The array is an [`argwhere::Array`], which
//! [`argwhere::argmax`], [`argwhere::argmin`], [`argwhere::nonzero`] and [`argwhere::where_`] accept directly.
//! Only code that reads elements from a file or compares them with a level needs their type.
//!
//! Start with `terrain.rs`, which surveys the raster, or `report.rs`, which surveys any file. `stream.rs` surveys a file that is
//! larger than memory: it reads the file in blocks, and [`argwhere::partial`] merges the results.

mod cli;
mod file;
mod level;
mod picture;
mod real;
mod relief;
mod report;
mod stream;
mod terrain;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Every error is printed as one line on standard error, so any type that can be printed is enough. It may come from another
/// thread.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed too, there is nowhere to report the error.
            let _ = writeln!(io::stderr(), "survey: {}", printable(&error));
            ExitCode::from(2)
        }
    }
}

/// Prints the report only when it is complete, so that an error leaves no partial report.
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
        // The reader has closed the pipe, as in `survey | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(format!("standard output: {error}").into()),
        Ok(()) => Ok(()),
    }
}

/// Replaces line breaks and escape sequences, which a file's name or header may contain, to get one line of text.
fn printable(text: impl Display) -> String {
    text.to_string().replace(char::is_control, "?")
}
