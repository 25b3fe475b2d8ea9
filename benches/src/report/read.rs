//! Reads the rows back from the tables of a report, so that the charts show exactly the numbers of the report.

use super::tables::SECTIONS;
use crate::measure::{Time, Who};
use crate::session::{Case, Cell, OPERATIONS, Row, Section};

/// The rows of every table that has a column per contender.
///
/// # Errors
///
/// The line that cannot be read.
pub(super) fn rows(report: &str) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for (section, title) in SECTIONS {
        let summary = format!("<summary>{title}: ");
        let Some((_, rest)) = report.split_once(&summary) else {
            continue;
        };
        let (text, _) = rest.split_once("</details>").unwrap_or((rest, ""));
        let mut lines = text.lines().filter(|line| line.starts_with('|'));
        let columns = cells(lines.next().unwrap_or_default());
        if columns.first() != Some(&"case") {
            continue;
        }
        // The first line under the columns' names is the rule.
        for line in lines.skip(1) {
            let row = row(section, &columns, &cells(line));
            rows.push(
                row.ok_or_else(|| format!("this line of the report cannot be read: {line}"))?,
            );
        }
    }
    Ok(rows)
}

/// The cells of a line of a Markdown table.
fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_matches('|');
    inner.split('|').map(str::trim).collect()
}

fn row(section: Section, columns: &[&str], cells: &[&str]) -> Option<Row> {
    let mut measured = Vec::new();
    for (column, text) in columns.iter().zip(cells) {
        let who = Who::ALL.into_iter().find(|who| who.name() == *column);
        let (Some(who), text) = (who, *text) else {
            continue;
        };
        match text {
            "-" => {}
            "≠" => measured.push((who, Cell::Differs(String::new()))),
            text => measured.push((who, Cell::Timed(time(text)?))),
        }
    }
    Some(Row {
        case: case(section, cells.first()?)?,
        cells: measured,
    })
}

/// `where float32, float64, 16,384, new result, random`: an operation, one dtype or two, a shape, and a variant.
fn case(section: Section, text: &str) -> Option<Case> {
    let (operation, rest) = text.split_once(' ')?;
    let operation = OPERATIONS.into_iter().find(|name| *name == operation)?;
    let parts: Vec<&str> = rest.split(", ").collect();
    let at = parts.iter().position(|part| shape(part).is_some())?;
    Some(Case {
        section,
        operation,
        dtype: parts[..at].join(", "),
        shape: shape(parts[at])?,
        variant: parts[at + 1..].join(", "),
    })
}

/// `512 x 512`, `16,384`, `64 M`.
fn shape(text: &str) -> Option<Vec<usize>> {
    let length = |text: &str| {
        let (digits, factor) = match text.strip_suffix(" M") {
            Some(millions) => (millions, 1 << 20),
            None => (text, 1),
        };
        Some(digits.replace(',', "").parse::<usize>().ok()? * factor)
    };
    text.split(" x ").map(length).collect()
}

/// `1.20 / 1.31 µs`.
fn time(text: &str) -> Option<Time> {
    let (times, unit) = text.rsplit_once(' ')?;
    let nanoseconds = match unit {
        "ns" => 1.0,
        "µs" => 1e3,
        "ms" => 1e6,
        _ => return None,
    };
    let (min, median) = times.split_once(" / ")?;
    let number = |text: &str| Some(text.replace(',', "").parse::<f64>().ok()? * nanoseconds);
    Some(Time {
        min: number(min)?,
        median: number(median)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::format;

    #[test]
    fn a_case_reads_as_it_was_written() {
        for (operation, dtype, shape, variant) in [
            ("argmax", "float32", vec![64 << 20], "random"),
            ("argmin", "int8", vec![1_000, 10_000], "axis 0"),
            ("nonzero", "bool", vec![8], ""),
            (
                "where",
                "float32, float64",
                vec![16_384],
                "new result, random",
            ),
            ("where", "uint8", vec![512, 512], "x1: row, x2: column"),
        ] {
            let written = Case {
                section: Section::Flat,
                operation,
                dtype: dtype.to_owned(),
                shape,
                variant: variant.to_owned(),
            };
            let text = format::case(&written);
            assert_eq!(
                case(Section::Flat, &text).as_ref(),
                Some(&written),
                "{text}"
            );
        }
    }

    #[test]
    fn a_time_reads_as_it_was_written() {
        for text in ["1.20 / 1.31 µs", "2.28 / 2.32 ns", "31.0 / 1,250 ms"] {
            let time = time(text).expect("a time");
            assert!(time.min <= time.median, "{text}");
        }
        let written = format::time(Time {
            min: 1_234.0,
            median: 45_600.0,
        });
        let read = time(&written).expect("a time");
        assert!((read.min - 1_230.0).abs() < 1e-9 && (read.median - 45_600.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_table_has_no_rows() {
        assert_eq!(rows("no table").map(|rows| rows.len()), Ok(0));
        let broken = "<summary>where, one dtype: 1 cases</summary>\n\n| case | argwhere |\n| --- | ---: |\n| where | 1 |\n";
        assert!(rows(broken).is_err());
    }
}
