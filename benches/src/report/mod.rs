//! The report: everything in one run, as Markdown and as charts.

mod charts;
mod format;
mod machine;
mod svg;
mod tables;
mod targets;

use crate::session::{Options, Session};
use crate::{dispatch, extremum, nonzero, where_};
use std::fs;
use std::io;
use std::path::Path;

/// The names that `only` takes.
pub const OPERATIONS: [&str; 5] = ["argmax", "argmin", "nonzero", "where", "dispatch"];

/// Measures, and writes `report.md` and `charts/` into a directory.
///
/// # Errors
///
/// Where the files cannot be written.
pub fn write(options: Options, directory: &Path) -> io::Result<()> {
    let before = machine::load();
    let mut session = Session::new(options);
    extremum::cases(&mut session);
    nonzero::cases(&mut session);
    where_::cases(&mut session);
    dispatch::cases(&mut session);

    let charts = charts::all(&session.rows);
    let mut report = machine::describe(&session, &before);
    report += &tables::losses(&session.rows);
    report += &targets::table(&session.rows);
    report += &charts::links(&charts);
    report += &tables::all(&session.rows);
    report += &tables::differences(&session.rows);

    fs::create_dir_all(directory.join("charts"))?;
    for chart in charts {
        fs::write(directory.join(chart.path()), &chart.svg)?;
    }
    fs::write(directory.join("report.md"), report)
}
