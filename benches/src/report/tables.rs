//! The tables: the cases where argwhere loses, all times, and answers that differ.

use super::format::{self, head, line};
use crate::measure::{Role, Who};
use crate::session::{Cell, Row, Section};
use std::collections::BTreeMap;

/// The number of losses that are shown before the folded part.
const SHOWN: usize = 40;

/// The tables of all times, in order, with their titles.
pub(super) const SECTIONS: [(Section, &str); 18] = [
    (
        Section::Flat,
        "argmax and argmin of a whole array, random elements",
    ),
    (
        Section::Order,
        "argmax and argmin of a whole array, sorted or constant elements",
    ),
    (
        Section::Nan,
        "argmax and argmin of a whole array, with a NaN",
    ),
    (Section::Axis, "argmax and argmin along an axis"),
    (Section::Layout, "argmax of arrays that are not contiguous"),
    (Section::Nonzero, "nonzero by dtype, rank and density"),
    (
        Section::NonzeroLayout,
        "nonzero by length and layout, half nonzero at random",
    ),
    (Section::Where, "where, one dtype"),
    (Section::Mixed, "where, two dtypes"),
    (Section::Broadcast, "where, broadcast operands"),
    (Section::Skipping, "nanargmax and argminmax"),
    (Section::Count, "count_nonzero, half nonzero at random"),
    (Section::Extract, "extract, by density"),
    (
        Section::Sorted,
        "searchsorted, by number and order of the keys",
    ),
    (Section::TopK, "top_k of rows"),
    (Section::Halves, "float16 and bfloat16"),
    (
        Section::Small,
        "small arrays, beside a loop written by hand",
    ),
    (Section::Dispatch, "call overhead on few elements"),
];

/// The cases where a peer is faster, the worst first. Small arrays have a list of their own.
pub(super) fn losses(rows: &[Row]) -> String {
    let (small, others): (Vec<&Row>, Vec<&Row>) = rows
        .iter()
        .partition(|row| row.case.section == Section::Small);
    let mut text = "## Where argwhere loses\n\n".to_owned();
    text += &losses_of(&others, "cases");
    if !small.is_empty() {
        text += "Small arrays are compared with a loop written by hand for the case.\n\n";
        text += &losses_of(&small, "cases of small arrays");
    }
    text
}

fn losses_of(rows: &[&Row], cases: &str) -> String {
    let mut compared = 0;
    let mut lost: Vec<(f64, &Row)> = Vec::new();
    for &row in rows {
        if let Some(ratio) = row.ratio() {
            compared += 1;
            if ratio < 1.0 {
                lost.push((ratio, row));
            }
        }
    }
    lost.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut text = format!(
        "{} of {} {cases}.\n\n",
        format::count(lost.len()),
        format::count(compared)
    );
    let table = |part: &[(f64, &Row)]| {
        let mut text = head(
            &[
                "case",
                "argwhere",
                "best peer",
                "time of the best peer",
                "ratio",
            ],
            1,
        );
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

/// All times, one table per section.
pub(super) fn all(rows: &[Row]) -> String {
    let mut text = "## All times\n\n".to_owned();
    text += "With an *existing result*, argwhere uses its named kernels, ndarray `Zip`, and NumPy `copyto`. candle, \
        ferray, burn-flex and arrow cannot write into one; their time is that of a new result. Along an axis, argminmax is \
        measured only where the lanes are contiguous rows. Random integers exclude the smallest and the largest of their \
        dtype, at which a search may stop early. NumPy and bottleneck read their inputs from files mapped from memory, with \
        the same page size as the other inputs.\n\n";
    for (section, title) in SECTIONS {
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

/// One line per case, one column per contender.
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

/// One line per operation, dtype and variant, one column per length: argwhere's time, the ratio and the best peer.
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

/// How many times as fast the typed functions are as without the SIMD levels.
pub(super) fn levels(rows: &[Row]) -> String {
    let mut found: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in rows {
        if let (Some(own), Some(baseline)) = (row.time(Who::Typed), row.time(Who::Baseline)) {
            let ratios = found.entry(row.case.operation).or_default();
            ratios.push(baseline.min / own.min);
        }
    }
    if found.is_empty() {
        return String::new();
    }
    let mut text = "## What the SIMD levels bring\n\n\
        The time of the typed function at the baseline level, which every processor of the architecture has, divided by its time \
        at the level of this run.\n\n"
        .to_owned();
    let columns = [
        "operation",
        "geometric mean",
        "least",
        "most",
        "cases",
        "cases below 1",
    ];
    text += &head(&columns, 1);
    for (operation, ratios) in found {
        let logarithms: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
        let mean = (logarithms / ratios.len() as f64).exp();
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ratios.iter().copied().fold(0.0, f64::max);
        let below = ratios.iter().filter(|&&ratio| ratio < 1.0).count();
        text += &line([
            operation.to_owned(),
            format::digits(mean),
            format::digits(least),
            format::digits(most),
            format::count(ratios.len()),
            format::count(below),
        ]);
    }
    text + "\n"
}

/// The peers whose answers differ.
pub(super) fn differences(rows: &[Row]) -> String {
    let mut found: BTreeMap<(Who, bool), (usize, String)> = BTreeMap::new();
    for row in rows {
        let with_nan = row.case.section == Section::Nan;
        for (who, cell) in &row.cells {
            let Cell::Differs(answer) = cell else {
                continue;
            };
            debug_assert!(who.role() == Role::Peer, "only peers may differ");
            let example = format!("{}: {answer}", format::case(&row.case));
            found.entry((*who, with_nan)).or_insert((0, example)).0 += 1;
        }
    }
    if found.is_empty() {
        return "## Answers that differ\n\nNone.\n".to_owned();
    }
    let mut text = "## Answers that differ\n\n\
        These peers were not timed. If there is a NaN, the standard answer is the first NaN. Peers with another rule for NaN \
        are timed only where their answer is the same.\n\n"
        .to_owned();
    text += &head(&["peer", "elements", "example", "cases"], 3);
    for ((who, with_nan), (count, example)) in found {
        let elements = if with_nan { "with NaN" } else { "without NaN" };
        let count = format::count(count);
        text += &line([who.name(), elements, &example, &count]);
    }
    text
}
