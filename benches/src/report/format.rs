//! The formats of numbers, names and Markdown tables.

use crate::measure::Time;
use crate::session::Case;

/// `16,384`.
pub(super) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `512 x 512`.
pub(super) fn shape(shape: &[usize]) -> String {
    let lens: Vec<String> = shape.iter().copied().map(length).collect();
    lens.join(" x ")
}

/// `16,384`, or `64 M` for multiples of 2^20.
fn length(len: usize) -> String {
    if len >= 1 << 20 && len.is_multiple_of(1 << 20) {
        format!("{} M", len >> 20)
    } else {
        count(len)
    }
}

/// The name of a case, different from that of any other case of its section.
pub(super) fn case(case: &Case) -> String {
    let parts = [
        format!("{} {}", case.operation, case.dtype),
        shape(&case.shape),
        case.variant.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A number with three digits.
pub(super) fn digits(number: f64) -> String {
    match number.abs() {
        ..9.995 => format!("{number:.2}"),
        ..99.95 => format!("{number:.1}"),
        _ => count(number.round() as usize),
    }
}

/// The unit for a time in nanoseconds, and the nanoseconds in it.
fn unit(nanoseconds: f64) -> (&'static str, f64) {
    match nanoseconds {
        ..999.5 => ("ns", 1.0),
        ..999_500.0 => ("µs", 1e3),
        _ => ("ms", 1e6),
    }
}

/// Minimum and median: `1.20 / 1.31 µs`.
pub(super) fn time(time: Time) -> String {
    let (name, length) = unit(time.min);
    format!(
        "{} / {} {name}",
        digits(time.min / length),
        digits(time.median / length)
    )
}

/// A row of a Markdown table.
pub(super) fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let mut line = "|".to_owned();
    for cell in cells {
        line += " ";
        line += cell.as_ref();
        line += " |";
    }
    line + "\n"
}

/// The head of a Markdown table. The first `text` columns are text, the others are numbers.
pub(super) fn head(columns: &[&str], text: usize) -> String {
    let rule = (0..columns.len()).map(|column| if column < text { "---" } else { "---:" });
    line(columns) + &line(rule)
}

/// Text that is folded under its summary.
pub(super) fn folded(summary: &str, text: &str) -> String {
    format!("<details><summary>{summary}</summary>\n\n{text}</details>\n\n")
}
