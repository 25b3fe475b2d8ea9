//! The speed targets, and whether they are met.

use super::format::{self, digits, head, line};
use crate::measure::{Time, Who};
use crate::session::{Row, Section};
use std::collections::BTreeSet;

/// The value that the cases of a target must reach.
enum Need {
    /// The ratio of every case.
    AtLeast(f64),
    /// The geometric mean of the ratios.
    MeanAtLeast(f64),
    /// The nanoseconds of every case.
    AtMost(f64),
}

struct Target {
    name: &'static str,
    need: Need,
    /// Whether the table of missed targets lists the cases of this one.
    listed: bool,
    /// The ratio or the nanoseconds of a case; `None` for cases outside the target.
    value: fn(&Row) -> Option<f64>,
}

const TARGETS: [Target; 23] = [
    Target {
        name: "argmax, argmin flat, 16,384 to 262,144, numeric, against peers where NaN wins",
        need: Need::AtLeast(2.0),
        listed: true,
        value: |row| in_cache(row)?.ratio_to(Who::propagates_nan),
    },
    Target {
        name: "argmax, argmin flat, 16,384 to 262,144, numeric, against all peers",
        need: Need::AtLeast(2.0),
        listed: false,
        value: |row| in_cache(row)?.ratio(),
    },
    Target {
        name: "argmax, argmin flat, 64 and 1,000, numeric, against peers where NaN wins",
        need: Need::AtLeast(1.2),
        listed: true,
        value: |row| short(row)?.ratio_to(Who::propagates_nan),
    },
    Target {
        name: "argmax, argmin flat, 64 and 1,000, numeric, against all peers",
        need: Need::AtLeast(1.2),
        listed: false,
        value: |row| short(row)?.ratio(),
    },
    Target {
        name: "argmax, argmin flat, 64 M, numeric, against the limit: reading",
        need: Need::AtLeast(0.95),
        listed: true,
        value: |row| {
            let row = flat(row, &[64 << 20])?;
            Some(row.time(Who::Reading)?.min / row.time(Who::Typed)?.min)
        },
    },
    Target {
        name: "along axis 0 of 512 x 512",
        need: Need::AtLeast(10.0),
        listed: true,
        value: |row| axis(row, &[512, 512], 0)?.ratio(),
    },
    Target {
        name: "along axis 0 of 1,000 x 10,000",
        need: Need::AtLeast(4.0),
        listed: true,
        value: |row| axis(row, &[1_000, 10_000], 0)?.ratio(),
    },
    Target {
        name: "along the last axis of 10,000 x 100",
        need: Need::AtLeast(3.0),
        listed: true,
        value: |row| axis(row, &[10_000, 100], 1)?.ratio(),
    },
    Target {
        name: "along every other axis",
        need: Need::AtLeast(1.0),
        listed: true,
        value: other_axis,
    },
    Target {
        name: "along every other axis, geometric mean",
        need: Need::MeanAtLeast(3.0),
        listed: true,
        value: other_axis,
    },
    Target {
        name: "nonzero bool, 262,144, half nonzero, against arrow",
        need: Need::AtLeast(4.0),
        listed: true,
        value: |row| {
            nonzero(row, 1, &["bool"])?.ratio_to(|who| matches!(who, Who::Arrow | Who::ArrowFilter))
        },
    },
    Target {
        name: "nonzero bool, 262,144, half nonzero, against NumPy",
        need: Need::AtLeast(30.0),
        listed: true,
        value: |row| nonzero(row, 1, &["bool"])?.ratio_to(|who| who == Who::Numpy),
    },
    Target {
        name: "nonzero float32, float64, int32, 262,144, half nonzero, against NumPy",
        need: Need::AtLeast(20.0),
        listed: true,
        value: |row| {
            nonzero(row, 1, &["float32", "float64", "int32"])?.ratio_to(|who| who == Who::Numpy)
        },
    },
    Target {
        name: "nonzero of rank 2 and 3, 262,144, half nonzero, against NumPy",
        need: Need::AtLeast(20.0),
        listed: true,
        value: |row| {
            let row = nonzero(row, 2, &[]).or_else(|| nonzero(row, 3, &[]));
            row?.ratio_to(|who| who == Who::Numpy)
        },
    },
    Target {
        name: "where, one dtype, 16,384, existing result",
        need: Need::AtLeast(1.6),
        listed: true,
        value: |row| {
            let wanted = row.case.section == Section::Where
                && row.case.shape == [16_384]
                && row.case.variant.starts_with("existing result");
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: "where, two dtypes, 16,384",
        need: Need::AtLeast(1.5),
        listed: true,
        value: |row| {
            let wanted = row.case.section == Section::Mixed && row.case.shape == [16_384];
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: "where, 64 M, new result",
        need: Need::AtLeast(2.0),
        listed: true,
        value: |row| {
            let wanted = row.case.operation == "where"
                && row.case.shape == [64 << 20]
                && row.case.variant.starts_with("new result");
            only(row, wanted)?.ratio()
        },
    },
    Target {
        name: "small arrays",
        need: Need::AtLeast(1.0),
        listed: false,
        value: |row| small(row)?.ratio(),
    },
    Target {
        name: "small arrays, geometric mean",
        need: Need::MeanAtLeast(1.5),
        listed: false,
        value: |row| small(row)?.ratio(),
    },
    Target {
        name: "small arrays, where with x2 a row, a column or an element, from 16 x 16 on",
        need: Need::AtLeast(1.5),
        listed: false,
        value: |row| {
            let row = small(row)?;
            let is_broadcast =
                row.case.variant.starts_with("x2") && !row.case.variant.ends_with("shape");
            let elements: usize = row.case.shape.iter().product();
            only(row, is_broadcast && elements >= 256)?.ratio()
        },
    },
    Target {
        name: "small arrays, nanoseconds of the dynamic function over the typed one",
        need: Need::AtMost(30.0),
        listed: false,
        value: |row| {
            let row = small(row)?;
            Some(row.time(Who::Dynamic)?.min - row.time(Who::Typed)?.min)
        },
    },
    Target {
        name: "any case but those of small arrays",
        need: Need::AtLeast(1.0),
        listed: false,
        value: |row| only(row, row.case.section != Section::Small)?.ratio(),
    },
    Target {
        name: "dynamic call minus typed call, 8 elements",
        need: Need::AtMost(30.0),
        listed: true,
        value: |row| {
            let few = row.case.shape.last() == Some(&8);
            let row = only(row, row.case.section == Section::Dispatch && few)?;
            let least = |time: Time| time.min;
            Some(row.time(Who::Dynamic).map(least)? - row.time(Who::Typed).map(least)?)
        },
    },
];

fn small(row: &Row) -> Option<&Row> {
    only(row, row.case.section == Section::Small)
}

fn only(row: &Row, wanted: bool) -> Option<&Row> {
    wanted.then_some(row)
}

/// The row, if it is argmax or argmin of a whole array of random numbers with one of the lengths.
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

/// The row, if it is nonzero of 262,144 elements of a rank, half nonzero. An empty list of dtypes stands for all.
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
            "ratio",
            "met",
            "target",
            "worst",
            "geometric mean",
            "cases",
            "cases that meet it",
        ],
        2,
    );
    for target in &TARGETS {
        let values: Vec<f64> = rows.iter().filter_map(target.value).collect();
        text += &line_of(target.name, &target.need, &values);
    }
    text + "\n" + &missed(rows)
}

/// The cases below their target, with the ratio that reading alone would reach.
fn missed(rows: &[Row]) -> String {
    let mut text = String::new();
    let mut listed = BTreeSet::new();
    for target in TARGETS.iter().filter(|target| target.listed) {
        let Need::AtLeast(needed) = target.need else {
            continue;
        };
        for row in rows {
            let (Some(value), Some(own)) = ((target.value)(row), row.time(Who::Typed)) else {
                continue;
            };
            let case = format::case(&row.case);
            if value >= needed || !listed.insert(case.clone()) {
                continue;
            }
            let reading = row.time(Who::Reading);
            text += &line([
                case,
                digits(needed),
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
        "target",
        "ratio",
        "ratio of reading",
        "argwhere",
        "reading",
    ];
    let summary = format!(
        "The {} cases below their target",
        format::count(listed.len())
    );
    let table = head(&columns, 1) + &text + "\n";
    "The *ratio of reading* is what a loop would reach that reads the input once from start to end and does nothing else. An \
        input that fits partly into L1 may be read faster in another order. `where` also writes, so it has no such ratio.\n\n"
        .to_owned()
        + &format::folded(&summary, &table)
}

fn line_of(name: &str, need: &Need, values: &[f64]) -> String {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp();
    let meets = |holds: &dyn Fn(f64) -> bool| values.iter().filter(|&&value| holds(value)).count();
    let (target, met, worst, meeting) = match *need {
        Need::AtLeast(needed) => (
            digits(needed),
            least >= needed,
            digits(least),
            meets(&|value| value >= needed),
        ),
        Need::MeanAtLeast(needed) => (
            digits(needed),
            mean >= needed,
            digits(least),
            meets(&|value| value >= needed),
        ),
        Need::AtMost(needed) => (
            format!("at most {needed} ns"),
            largest <= needed,
            format!("{} ns", digits(largest)),
            meets(&|value| value <= needed),
        ),
    };
    if values.is_empty() {
        return line([name, "not measured", &target, "", "", "0", ""]);
    }
    let mean = match need {
        Need::AtMost(_) => String::new(),
        _ => digits(mean),
    };
    line([
        name,
        if met { "met" } else { "**not met**" },
        &target,
        &worst,
        &mean,
        &format::count(values.len()),
        &format::count(meeting),
    ])
}
