//! The tables: first what this crate loses, at the end all times.

use super::format::{self, head, line};
use crate::measure::{Role, Who};
use crate::session::{Cell, Row, Section};
use std::collections::BTreeMap;

/// How many losses are shown before the rest is folded.
const SHOWN: usize = 40;

/// The cells where a peer is faster, the worst first.
pub(super) fn losses(rows: &[Row]) -> String {
    let mut compared = 0;
    let mut lost: Vec<(f64, &Row)> = Vec::new();
    for row in rows {
        if let Some(ratio) = row.ratio() {
            compared += 1;
            if ratio < 1.0 {
                lost.push((ratio, row));
            }
        }
    }
    lost.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut text = format!(
        "## Where this crate loses\n\n{} of {} cases.\n\n",
        format::count(lost.len()),
        format::count(compared)
    );
    let table = |part: &[(f64, &Row)]| {
        let mut text = head(&["case", "argwhere", "best peer", "its time", "ratio"], 1);
        for (ratio, row) in part {
            let (Some(own), Some((who, peer))) = (row.time(Who::Typed), row.best_peer(|_| true))
            else {
                continue;
            };
            text += &line([
                format::case(&row.case),
                format::time(own),
                who.name().to_owned(),
                format::time(peer),
                format::digits(*ratio),
            ]);
        }
        text + "\n"
    };
    let (first, rest) = lost.split_at(lost.len().min(SHOWN));
    if !first.is_empty() {
        text += &table(first);
    }
    if !rest.is_empty() {
        let count = format::count(rest.len());
        text += &format::folded(&format!("{count} more"), &table(rest));
    }
    text
}

/// All times, a table for each section.
pub(super) fn all(rows: &[Row]) -> String {
    let sections = [
        (
            Section::Flat,
            "argmax and argmin of a whole array, random elements",
        ),
        (Section::Order, "the same, elements in order"),
        (Section::Nan, "the same, with a NaN"),
        (Section::Axis, "argmax and argmin along an axis"),
        (Section::Layout, "argmax of arrays that are not contiguous"),
        (Section::Nonzero, "nonzero by dtype, rank and density"),
        (
            Section::NonzeroForms,
            "nonzero by length and layout, half set at random",
        ),
        (Section::Where, "where, one dtype"),
        (Section::Mixed, "where, two dtypes"),
        (Section::Broadcast, "where, operands that stretch"),
        (Section::Dispatch, "what the faces cost on few elements"),
    ];
    let mut text = "## All times\n\n".to_owned();
    text += "Into a *given* array this crate writes with its named kernels, ndarray with `Zip`, NumPy with `copyto`; candle \
        and arrow cannot, and stand there with the time of a new array. The lanes of argminmax are rows alone. Random \
        integers leave out the least and the largest of their dtype, at which a search could stop. NumPy and bottleneck \
        read inputs that are mapped from files in memory, of the same page size as the others'.\n\n";
    for (section, title) in sections {
        let rows: Vec<&Row> = rows
            .iter()
            .filter(|row| row.case.section == section)
            .collect();
        if rows.is_empty() {
            continue;
        }
        let table = match section {
            Section::Order | Section::Nan => by_length(&rows),
            _ => by_contender(&rows),
        };
        let count = format::count(rows.len());
        text += &format::folded(&format!("{title}: {count} cases"), &table);
    }
    text
}

/// A line a case, a column a contender.
fn by_contender(rows: &[&Row]) -> String {
    let present: Vec<Who> = Who::ALL
        .into_iter()
        .filter(|who| {
            rows.iter()
                .any(|row| row.cells.iter().any(|(w, _)| w == who))
        })
        .collect();
    let compared = rows.iter().any(|row| row.ratio().is_some());
    let mut columns = vec!["case"];
    if compared {
        columns.push("ratio");
    }
    columns.extend(present.iter().map(|who| who.name()));
    let mut text = head(&columns, 1);
    for row in rows {
        let mut cells = vec![format::case(&row.case)];
        if compared {
            cells.push(row.ratio().map_or("-".to_owned(), format::digits));
        }
        cells.extend(present.iter().map(|who| {
            let cell = row.cells.iter().find(|(other, _)| other == who);
            match cell {
                None => "-".to_owned(),
                Some((_, Cell::Differs(_))) => "≠".to_owned(),
                Some((_, Cell::Timed(time))) => format::time(*time),
            }
        }));
        text += &line(cells);
    }
    text + "\n"
}

/// A line for each operation, dtype and variant, a column a length: this crate's time, and the ratio.
fn by_length(rows: &[&Row]) -> String {
    let mut lens: Vec<usize> = rows.iter().map(|row| row.case.shape[0]).collect();
    lens.sort_unstable();
    lens.dedup();
    let mut lines: Vec<(String, BTreeMap<usize, &Row>)> = Vec::new();
    for row in rows {
        let case = &row.case;
        let name = format!("{} {}, {}", case.operation, case.dtype, case.variant);
        let at = lines.iter().position(|(other, _)| *other == name);
        let at = at.unwrap_or_else(|| {
            lines.push((name, BTreeMap::new()));
            lines.len() - 1
        });
        lines[at].1.insert(case.shape[0], row);
    }
    let titles: Vec<String> = lens.iter().map(|&len| format::shape(&[len])).collect();
    let mut columns = vec!["time of argwhere, **ratio**, best peer"];
    columns.extend(titles.iter().map(String::as_str));
    let mut text = head(&columns, 1);
    for (name, row) in lines {
        let mut cells = vec![name];
        cells.extend(lens.iter().map(|len| {
            let row = row.get(len);
            let parts = row.and_then(|row| {
                Some((
                    row.time(Who::Typed)?,
                    row.ratio()?,
                    row.best_peer(|_| true)?,
                ))
            });
            parts.map_or("-".to_owned(), |(time, ratio, (peer, _))| {
                let (time, ratio) = (format::time(time), format::digits(ratio));
                format!("{time}, **{ratio}**, {}", peer.name())
            })
        }));
        text += &line(cells);
    }
    text + "\n"
}

/// The peers that answered otherwise.
pub(super) fn differences(rows: &[Row]) -> String {
    let mut found: BTreeMap<(Who, bool), (usize, String)> = BTreeMap::new();
    for row in rows {
        let with_nan = row.case.section == Section::Nan;
        for (who, cell) in &row.cells {
            let Cell::Differs(answer) = cell else {
                continue;
            };
            debug_assert!(who.role() == Role::Peer, "others are not let through");
            let example = format!("{}: {answer}", format::case(&row.case));
            found.entry((*who, with_nan)).or_insert((0, example)).0 += 1;
        }
    }
    if found.is_empty() {
        return "## Answers that differ\n\nNone.\n".to_owned();
    }
    let mut text = "## Answers that differ\n\n\
        These were not timed. Among elements with a NaN the first NaN is the answer; peers with another rule for NaN are \
        compared only where that makes no difference.\n\n"
        .to_owned();
    text += &head(&["peer", "elements", "for example", "cases"], 3);
    for ((who, with_nan), (count, example)) in found {
        let elements = if with_nan { "with NaN" } else { "without NaN" };
        let count = format::count(count);
        text += &line([who.name(), elements, &example, &count]);
    }
    text
}
