//! The targets for speed, and whether they are met.

use super::format::{self, digits, head, line};
use crate::measure::{Time, Who};
use crate::session::{Row, Section};
use std::collections::BTreeSet;

/// What is asked of the cases of a target.
enum Need {
    /// Of each.
    AtLeast(f64),
    /// Of the geometric mean.
    MeanAtLeast(f64),
    /// Of each, in nanoseconds.
    AtMost(f64),
}

struct Target {
    name: &'static str,
    need: Need,
    /// The number that is judged, for cases that the target is about.
    value: fn(&Row) -> Option<f64>,
}

/// The name of the target of all cases.
const ANY: &str = "any case";

/// The name of targets like the one before, with more peers.
const ALL_PEERS: &str = "the same, against all peers";

const TARGETS: [Target; 19] = [
    Target {
        name: "argmax, argmin flat, 16,384 to 262,144, numeric, against peers where NaN wins",
        need: Need::AtLeast(2.0),
        value: |row| in_cache(row)?.ratio_to(Who::propagates_nan),
    },
    Target {
        name: ALL_PEERS,
        need: Need::AtLeast(2.0),
        value: |row| in_cache(row)?.ratio(),
    },
    Target {
        name: "argmax, argmin flat, 64 and 1,000, numeric, against peers where NaN wins",
        need: Need::AtLeast(1.2),
        value: |row| short(row)?.ratio_to(Who::propagates_nan),
    },
    Target {
        name: ALL_PEERS,
        need: Need::AtLeast(1.2),
        value: |row| short(row)?.ratio(),
    },
    Target {
        name: "argmax, argmin flat, 64 M, numeric, against the limit of reading",
        need: Need::AtLeast(0.95),
        value: |row| {
            let row = flat(row, &[64 << 20])?;
            Some(row.time(Who::Reading)?.min / row.time(Who::Typed)?.min)
        },
    },
    Target {
        name: "along axis 0 of 512 x 512",
        need: Need::AtLeast(10.0),
        value: |row| axis(row, &[512, 512], 0)?.ratio(),
    },
    Target {
        name: "along axis 0 of 1,000 x 10,000",
        need: Need::AtLeast(4.0),
        value: |row| axis(row, &[1_000, 10_000], 0)?.ratio(),
    },
    Target {
        name: "along the last axis of 10,000 x 100",
        need: Need::AtLeast(3.0),
        value: |row| axis(row, &[10_000, 100], 1)?.ratio(),
    },
    Target {
        name: "along every other axis",
        need: Need::AtLeast(1.0),
        value: other_axis,
    },
    Target {
        name: "along every other axis, geometric mean",
        need: Need::MeanAtLeast(3.0),
        value: other_axis,
    },
    Target {
        name: "nonzero bool, 262,144, random half, against arrow",
        need: Need::AtLeast(4.0),
        value: |row| {
            nonzero(row, 1, &["bool"])?.ratio_to(|who| matches!(who, Who::Arrow | Who::ArrowFilter))
        },
    },
    Target {
        name: "nonzero bool, 262,144, random half, against NumPy",
        need: Need::AtLeast(30.0),
        value: |row| nonzero(row, 1, &["bool"])?.ratio_to(|who| who == Who::Numpy),
    },
    Target {
        name: "nonzero float32, float64, int32, the same",
        need: Need::AtLeast(20.0),
        value: |row| {
            nonzero(row, 1, &["float32", "float64", "int32"])?.ratio_to(|who| who == Who::Numpy)
        },
    },
    Target {
        name: "nonzero of rank 2 and 3, random half, against NumPy",
        need: Need::AtLeast(20.0),
        value: |row| {
            let row = nonzero(row, 2, &[]).or_else(|| nonzero(row, 3, &[]));
            row?.ratio_to(|who| who == Who::Numpy)
        },
    },
    Target {
        name: "where same dtype, 16,384, result given",
        need: Need::AtLeast(1.6),
        value: |row| {
            let wanted = row.case.section == Section::Where
                && row.case.shape == [16_384]
                && row.case.variant.starts_with("given");
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: "where mixed dtypes, 16,384",
        need: Need::AtLeast(1.5),
        value: |row| {
            let wanted = row.case.section == Section::Mixed && row.case.shape == [16_384];
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: "where, 64 M, fresh result",
        need: Need::AtLeast(2.0),
        value: |row| {
            let wanted = row.case.operation == "where"
                && row.case.shape == [64 << 20]
                && row.case.variant.starts_with("fresh");
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: ANY,
        need: Need::AtLeast(1.0),
        value: Row::ratio,
    },
    Target {
        name: "the dynamic face over the typed one, 8 elements",
        need: Need::AtMost(30.0),
        value: |row| {
            let few = row.case.shape.last() == Some(&8);
            let row = only(row, row.case.section == Section::Dispatch && few)?;
            let least = |time: Time| time.min;
            Some(row.time(Who::Dynamic).map(least)? - row.time(Who::Typed).map(least)?)
        },
    },
];

fn only(row: &Row, wanted: bool) -> Option<&Row> {
    wanted.then_some(row)
}

/// The row if it is a flat search of random numbers of one of the lengths.
fn flat<'a>(row: &'a Row, lens: &[usize]) -> Option<&'a Row> {
    let case = &row.case;
    let wanted = case.section == Section::Flat && case.dtype != "bool";
    only(row, wanted && lens.contains(&case.shape[0]))
}

fn in_cache(row: &Row) -> Option<&Row> {
    flat(row, &[16_384, 65_536, 262_144])
}

fn short(row: &Row) -> Option<&Row> {
    flat(row, &[64, 1_000])
}

fn axis<'a>(row: &'a Row, shape: &[usize], axis: usize) -> Option<&'a Row> {
    let case = &row.case;
    let wanted = case.section == Section::Axis && case.shape == shape;
    only(row, wanted && case.variant == format!("axis {axis}"))
}

fn other_axis(row: &Row) -> Option<f64> {
    let listed: [(&[usize], usize); 3] =
        [(&[512, 512], 0), (&[1_000, 10_000], 0), (&[10_000, 100], 1)];
    let named = listed
        .iter()
        .any(|(shape, along)| axis(row, shape, *along).is_some());
    only(row, row.case.section == Section::Axis && !named)?.ratio()
}

/// The row if it is a nonzero of 262,144 elements, half of them set, of that rank, and of those dtypes if some are named.
fn nonzero<'a>(row: &'a Row, rank: usize, dtypes: &[&str]) -> Option<&'a Row> {
    let case = &row.case;
    let wanted = case.section == Section::Nonzero
        && case.shape.len() == rank
        && case.variant == "density 0.5"
        && (dtypes.is_empty() || dtypes.contains(&case.dtype.as_str()));
    only(row, wanted)
}

/// The table of targets.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = "## Targets\n\n".to_owned();
    text += &head(
        &[
            "ratio of",
            "met",
            "asked",
            "worst",
            "geometric mean",
            "cases",
            "cases that meet it",
        ],
        2,
    );
    for Target { name, need, value } in &TARGETS {
        let values: Vec<f64> = rows.iter().filter_map(value).collect();
        text += &judged(name, need, &values);
    }
    text + "\n" + &missed(rows)
}

/// The cases that do not reach what is asked of each, with what reading alone would reach.
fn missed(rows: &[Row]) -> String {
    let mut text = String::new();
    let mut listed = BTreeSet::new();
    // What is asked of any case is told by the losses.
    let asked_once = |target: &&Target| ![ANY, ALL_PEERS].contains(&target.name);
    for target in TARGETS.iter().filter(asked_once) {
        let Need::AtLeast(asked) = target.need else {
            continue;
        };
        for row in rows {
            let (Some(value), Some(own)) = ((target.value)(row), row.time(Who::Typed)) else {
                continue;
            };
            let case = format::case(&row.case);
            if value >= asked || !listed.insert(case.clone()) {
                continue;
            }
            let reading = row.time(Who::Reading);
            text += &line([
                case,
                digits(asked),
                digits(value),
                reading.map_or("-".to_owned(), |time| digits(value * own.min / time.min)),
                format::time(own),
                reading.map_or("-".to_owned(), format::time),
            ]);
        }
    }
    if listed.is_empty() {
        return text;
    }
    let columns = [
        "case",
        "asked",
        "reached",
        "by reading",
        "argwhere",
        "reading",
    ];
    let summary = format!(
        "The {} cases that do not reach the ratio asked of each",
        format::count(listed.len())
    );
    let table = head(&columns, 1) + &text + "\n";
    "*By reading* is the ratio of something that only reads the input once, from its start to its end, and does nothing \
        with it. A row that fits the first cache in part may be read faster, in another order. Of `where`, which writes \
        as well, it is not told.\n\n"
        .to_owned()
        + &format::folded(&summary, &table)
}

fn judged(name: &str, need: &Need, values: &[f64]) -> String {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp();
    let meets = |holds: &dyn Fn(f64) -> bool| values.iter().filter(|&&value| holds(value)).count();
    let (asked, met, worst, meeting) = match *need {
        Need::AtLeast(asked) => (
            digits(asked),
            least >= asked,
            digits(least),
            meets(&|value| value >= asked),
        ),
        Need::MeanAtLeast(asked) => (
            digits(asked),
            mean >= asked,
            digits(least),
            meets(&|value| value >= asked),
        ),
        Need::AtMost(asked) => (
            format!("at most {asked} ns"),
            largest <= asked,
            format!("{} ns", digits(largest)),
            meets(&|value| value <= asked),
        ),
    };
    if values.is_empty() {
        return line([name, "not measured", &asked, "", "", "0", ""]);
    }
    let mean = match need {
        Need::AtMost(_) => String::new(),
        _ => digits(mean),
    };
    line([
        name,
        if met { "met" } else { "**not met**" },
        &asked,
        &worst,
        &mean,
        &format::count(values.len()),
        &format::count(meeting),
    ])
}
