//! Which charts there are, and what they show of the rows.

use super::format::shape;
use super::svg::{DotRow, Panel, curves, dots};
use crate::measure::{Role, Who};
use crate::session::{Row, Section};

/// A chart, ready to be written.
pub(super) struct Chart {
    name: &'static str,
    alt: &'static str,
    /// Its text.
    pub(super) svg: String,
}

impl Chart {
    /// Where it is, seen from the report.
    pub(super) fn path(&self) -> String {
        format!("charts/{}.svg", self.name)
    }
}

/// The charts in Markdown.
pub(super) fn links(charts: &[Chart]) -> String {
    let links: Vec<String> = charts
        .iter()
        .map(|chart| format!("![{}]({})\n\n", chart.alt, chart.path()))
        .collect();
    format!("## Charts\n\n{}", links.concat())
}

/// All charts that the rows are enough for.
pub(super) fn all(rows: &[Row]) -> Vec<Chart> {
    let charts = [
        overview(rows),
        lengths(rows),
        axes(rows),
        nonzero(rows),
        where_(rows),
    ];
    charts.into_iter().flatten().collect()
}

const SLOWER: &str = "time, in times of this crate's (left of 1: faster, right of 1: slower)";

/// The rows of the chart that README shows: operation, dtype, shape, variant.
const OVERVIEW: [(&str, &str, &[usize], &str); 14] = [
    ("argmax", "float32", &[65_536], "random"),
    ("argmax", "int8", &[262_144], "random"),
    ("argmin", "int32", &[16_384], "random"),
    ("argmax", "float64", &[1_000], "random"),
    ("argmax", "float32", &[64 << 20], "random"),
    ("argmax", "float32", &[512, 512], "axis 0"),
    ("argmax", "float32", &[1_000, 10_000], "axis 0"),
    ("argmax", "float32", &[10_000, 100], "axis 1"),
    ("nonzero", "bool", &[262_144], "density 0.5"),
    ("nonzero", "float32", &[262_144], "density 0.5"),
    ("nonzero", "float32", &[512, 512], "density 0.5"),
    ("where", "float32", &[16_384], "given, random"),
    ("where", "float32, float64", &[16_384], "fresh, random"),
    ("where", "float32", &[64 << 20], "fresh, random"),
];

fn overview(rows: &[Row]) -> Option<Chart> {
    let shown: Vec<DotRow> = OVERVIEW
        .iter()
        .filter_map(|(operation, dtype, shape, variant)| {
            let row = rows.iter().find(|row| {
                let case = &row.case;
                let first = matches!(
                    case.section,
                    Section::Flat
                        | Section::Axis
                        | Section::Nonzero
                        | Section::Where
                        | Section::Mixed
                );
                first
                    && case.operation == *operation
                    && case.dtype == *dtype
                    && case.shape == *shape
                    && case.variant == *variant
            });
            relative(row?, &wording(row?))
        })
        .collect();
    (!shown.is_empty()).then(|| Chart {
        name: "overview",
        alt: "Times of argwhere and its peers on one case of each kind",
        svg: dots(
            "argwhere and what else does the same",
            "One thread; each case in one run; the grey bar is what the machine can do at most (reading, copying)",
            SLOWER,
            &shown,
        ),
    })
}

/// `argmax float32, 512 x 512 along axis 0`.
fn wording(row: &Row) -> String {
    let case = &row.case;
    let what = match case.variant.as_str() {
        "random" => String::new(),
        "density 0.5" => ", half set".to_owned(),
        variant if variant.starts_with("axis") => format!(" along {variant}"),
        variant => format!(
            ", {}",
            variant
                .replace(", random", "")
                .replace("given", "into given")
        ),
    };
    format!(
        "{} {}, {}{what}",
        case.operation,
        case.dtype,
        shape(&case.shape)
    )
}

/// Times relative to this crate's.
fn relative(row: &Row, name: &str) -> Option<DotRow> {
    let own = row.time(Who::Typed)?.min;
    let shown = Who::ALL.into_iter().filter(|who| {
        *who == Who::Typed || who.role() == Role::Peer || matches!(who, Who::Reading | Who::Copying)
    });
    Some(DotRow {
        name: name.to_owned(),
        dots: shown
            .filter_map(|who| Some((who, row.time(who)?.min / own)))
            .collect(),
    })
}

/// argmax by length, in bytes a nanosecond.
fn lengths(rows: &[Row]) -> Option<Chart> {
    let panels: Vec<Panel> = ["int8", "int32", "float32", "float64"]
        .iter()
        .filter_map(|dtype| {
            let of_dtype: Vec<&Row> = rows
                .iter()
                .filter(|row| {
                    let case = &row.case;
                    case.section == Section::Flat
                        && case.operation == "argmax"
                        && case.dtype == *dtype
                })
                .collect();
            panel(dtype, &of_dtype, |row| {
                (row.case.shape[0] as f64, row.case.bytes as f64)
            })
        })
        .collect();
    (!panels.is_empty()).then(|| Chart {
        name: "argmax",
        alt: "Speed of argmax by number of elements",
        svg: curves(
            "argmax of a whole array",
            "Random elements, one thread; higher is faster",
            ["elements", "GB/s"],
            &panels,
        ),
    })
}

/// Curves of a work's amount by time; `point` tells the place and the amount.
fn panel(name: &str, rows: &[&Row], point: fn(&Row) -> (f64, f64)) -> Option<Panel> {
    let shown = Who::ALL.into_iter().filter(|who| {
        !matches!(
            who,
            Who::Dynamic | Who::Kernel | Who::ArgminmaxIgnoringNan | Who::Maximum
        )
    });
    let curves: Vec<_> = shown
        .filter_map(|who| {
            let points: Vec<(f64, f64)> = rows
                .iter()
                .filter_map(|row| {
                    let (place, amount) = point(row);
                    Some((place, amount / row.time(who)?.min))
                })
                .collect();
            (points.len() > 1).then_some((who, points))
        })
        .collect();
    (!curves.is_empty()).then(|| Panel {
        name: name.to_owned(),
        curves,
    })
}

/// Every axis of every shape.
fn axes(rows: &[Row]) -> Option<Chart> {
    let shown: Vec<DotRow> = rows
        .iter()
        .filter(|row| {
            let case = &row.case;
            case.section == Section::Axis && case.operation == "argmax" && case.dtype == "float32"
        })
        .filter_map(|row| {
            let name = format!("{} along {}", shape(&row.case.shape), row.case.variant);
            relative(row, &name)
        })
        .collect();
    (!shown.is_empty()).then(|| Chart {
        name: "axes",
        alt: "Times of argmax along an axis",
        svg: dots(
            "argmax of float32 along an axis",
            "One thread; the grey bar is reading the input once",
            SLOWER,
            &shown,
        ),
    })
}

/// nonzero by density, in elements a nanosecond.
fn nonzero(rows: &[Row]) -> Option<Chart> {
    let shown: Vec<DotRow> = rows
        .iter()
        .filter(|row| {
            let case = &row.case;
            case.section == Section::Nonzero
                && matches!(case.dtype.as_str(), "bool" | "float32")
                && case.shape.len() < 3
        })
        .filter_map(|row| {
            let case = &row.case;
            let name = format!("{} {}, {}", case.dtype, shape(&case.shape), case.variant);
            relative(row, &name)
        })
        .collect();
    (!shown.is_empty()).then(|| Chart {
        name: "nonzero",
        alt: "Times of nonzero by dtype, rank and density",
        svg: dots(
            "nonzero",
            "262,144 elements, set at random, one thread; the grey bar is reading the input once",
            SLOWER,
            &shown,
        ),
    })
}

/// where of float32 by length and result, and of stretched operands.
fn where_(rows: &[Row]) -> Option<Chart> {
    let shown: Vec<DotRow> = rows
        .iter()
        .filter(|row| {
            let case = &row.case;
            let lengths = case.section == Section::Where && case.dtype == "float32";
            let stretched = case.section == Section::Broadcast && case.dtype == "float32";
            let mixed = case.section == Section::Mixed && case.dtype == "float32, float64";
            lengths || stretched || mixed
        })
        .filter_map(|row| {
            let case = &row.case;
            let mixed = if case.section == Section::Mixed {
                "float32, float64, "
            } else {
                ""
            };
            let name = format!("{mixed}{}, {}", shape(&case.shape), case.variant);
            relative(row, &name)
        })
        .collect();
    (!shown.is_empty()).then(|| Chart {
        name: "where",
        alt: "Times of where by length, result and broadcast operands",
        svg: dots(
            "where of float32",
            "One thread; the grey bar is copying as many bytes as the result has",
            SLOWER,
            &shown,
        ),
    })
}
