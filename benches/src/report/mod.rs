//! The report: every measurement of one run, as Markdown and as charts.

mod charts;
mod format;
mod machine;
mod plot;
mod read;
mod readme;
mod tables;
mod targets;
#[cfg(feature = "threads")]
mod threads;

use crate::cases::{
    count_nonzero, dispatch, extract, extremum, halves, nan_skipping, nonzero, searchsorted, small,
    top_k, where_,
};
use crate::session::{Options, Session};
use charts::Chart;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The directory of the committed reports: one folder per processor.
const REPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports");

/// The directory of the committed report of this processor.
#[must_use]
pub fn directory() -> PathBuf {
    Path::new(REPORTS).join(machine::folder())
}

#[cfg(feature = "threads")]
pub use threads::write as threads;

/// Measures, and writes `report.md` and `charts/` into a directory.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write(options: Options, directory: &Path) -> io::Result<()> {
    let load_before = machine::load();
    let mut session = Session::new(options);
    extremum::cases(&mut session);
    nonzero::cases(&mut session);
    where_::cases(&mut session);
    nan_skipping::cases(&mut session);
    count_nonzero::cases(&mut session);
    extract::cases(&mut session);
    searchsorted::cases(&mut session);
    top_k::cases(&mut session);
    halves::cases(&mut session);
    small::cases(&mut session);
    dispatch::cases(&mut session);

    let all_times = tables::all(&session.rows);
    let charts = charts_of(&all_times)?;
    let mut report = machine::describe(&session, &load_before);
    report += &tables::losses(&session.rows);
    report += &targets::table(&session.rows);
    report += &tables::levels(&session.rows);
    report += &charts::links(&charts);
    report += &all_times;
    report += &tables::differences(&session.rows);

    fs::create_dir_all(directory)?;
    fs::write(directory.join("report.md"), report)?;
    write_charts(&charts, directory)
}

/// Draws the charts of all committed reports again, without measuring.
///
/// # Errors
///
/// If a report cannot be read, or a chart cannot be written.
pub fn draw() -> io::Result<()> {
    for directory in committed()? {
        let report = fs::read_to_string(directory.join("report.md"))?;
        write_charts(&charts_of(&report)?, &directory)?;
    }
    Ok(())
}

/// The directories of all committed reports.
fn committed() -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(REPORTS)?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// The charts show the numbers of the report's tables, as they are rounded there.
fn charts_of(report: &str) -> io::Result<Vec<Chart>> {
    charts::all(&read::rows(report).map_err(io::Error::other)?)
}

fn write_charts(charts: &[Chart], directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory.join("charts"))?;
    for chart in charts {
        fs::write(directory.join(chart.path()), &chart.svg)?;
    }
    if pictures().any(|(_, picture)| picture.starts_with(directory)) {
        let definition = |(name, picture)| {
            let svg = fs::read_to_string(picture)?;
            Ok::<_, io::Error>(readme::link_definition(name, &svg))
        };
        fs::write(
            readme::PATH,
            pictures().map(definition).collect::<Result<String, _>>()?,
        )?;
    }
    Ok(())
}

/// The names and the files of README's pictures.
fn pictures() -> impl Iterator<Item = (&'static str, PathBuf)> {
    readme::PICTURES.iter().map(|&(name, folder)| {
        let charts = Path::new(REPORTS).join(folder).join("charts");
        (name, charts.join("overview.svg"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The remedy for a chart that was not drawn from the committed report.
    const REMEDY: &str =
        "is not drawn from report.md; run `cargo run -p argwhere-benches --bin charts`";

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    #[test]
    fn the_committed_charts_show_the_committed_reports() {
        let directories = committed().expect("reports");
        for directory in directories {
            let charts = charts_of(&read(&directory.join("report.md"))).expect("a report");
            assert_eq!(charts.len(), 5);
            for chart in charts {
                let path = directory.join(chart.path());
                assert!(read(&path) == chart.svg, "{} {REMEDY}", path.display());
            }
        }
        let definitions =
            pictures().map(|(name, file)| readme::link_definition(name, &read(&file)));
        assert!(
            read(Path::new(readme::PATH)) == definitions.collect::<String>(),
            "{} {REMEDY}",
            readme::PATH
        );
    }
}
