//! The list of charts, and the rows of the report that each of them shows.

use super::format::shape;
use super::plot::{self, DotRow, Heading, Panel};
use crate::measure::{Role, Who};
use crate::session::{Row, Section};
use std::io;

/// A chart, ready to be written.
pub(super) struct Chart {
    name: &'static str,
    alt: &'static str,
    /// The text of the file.
    pub(super) svg: String,
}

impl Chart {
    /// The path of the file, relative to the report.
    pub(super) fn path(&self) -> String {
        format!("charts/{}.svg", self.name)
    }
}

/// The section of the report with the charts, in Markdown.
pub(super) fn links(charts: &[Chart]) -> String {
    let links: Vec<String> = charts
        .iter()
        .map(|chart| format!("![{}]({})\n\n", chart.alt, chart.path()))
        .collect();
    format!("## Charts\n\n{}", links.concat())
}

/// Every chart that has rows to show.
pub(super) fn all(rows: &[Row]) -> io::Result<Vec<Chart>> {
    let charts = [
        overview(rows)?,
        lengths(rows)?,
        axes(rows)?,
        nonzero(rows)?,
        where_(rows)?,
    ];
    Ok(charts.into_iter().flatten().collect())
}

/// The rows of the chart in README: operation, dtype, shape, variant.
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
    ("where", "float32", &[16_384], "existing result, random"),
    ("where", "float32, float64", &[16_384], "new result, random"),
    ("where", "float32", &[64 << 20], "new result, random"),
];

fn overview(rows: &[Row]) -> io::Result<Option<Chart>> {
    let shown = OVERVIEW
        .iter()
        .filter_map(|(operation, dtype, shape, variant)| {
            let row = rows.iter().find(|row| {
                let case = &row.case;
                let main_table = matches!(
                    case.section,
                    Section::Flat
                        | Section::Axis
                        | Section::Nonzero
                        | Section::Where
                        | Section::Mixed
                );
                main_table
                    && case.operation == *operation
                    && case.dtype == *dtype
                    && case.shape == *shape
                    && case.variant == *variant
            })?;
            relative(row, &overview_name(row))
        });
    dots(
        "overview",
        "Times of argwhere and its peers on one case of each kind",
        &Heading {
            title: "argwhere and its alternatives",
            subtitle: "One thread, all in one run. The gray bar is the limit of the machine: reading the input, or copying the result.",
        },
        shown.collect(),
    )
}

/// `argmax float32, 512 x 512 along axis 0`.
fn overview_name(row: &Row) -> String {
    let case = &row.case;
    let variant = match case.variant.as_str() {
        "random" => String::new(),
        "density 0.5" => ", half nonzero".to_owned(),
        variant if variant.starts_with("axis") => format!(" along {variant}"),
        variant => format!(", {}", variant.replace(", random", "")),
    };
    let shape = shape(&case.shape);
    format!("{} {}, {shape}{variant}", case.operation, case.dtype)
}

/// The time of each contender divided by argwhere's.
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

/// A chart of relative times, if there are any.
fn dots(
    name: &'static str,
    alt: &'static str,
    heading: &Heading,
    shown: Vec<DotRow>,
) -> io::Result<Option<Chart>> {
    const UNIT: &str = "time relative to argwhere (below 1: faster, above 1: slower)";
    if shown.is_empty() {
        return Ok(None);
    }
    let svg = plot::dots(heading, UNIT, &shown)?;
    Ok(Some(Chart { name, alt, svg }))
}

/// argmax of a whole array by its length, in bytes per nanosecond.
fn lengths(rows: &[Row]) -> io::Result<Option<Chart>> {
    let dtypes = [
        ("int8", 1.0),
        ("int32", 4.0),
        ("float32", 4.0),
        ("float64", 8.0),
    ];
    let panels: Vec<Panel> = dtypes
        .into_iter()
        .filter_map(|(dtype, item_size)| {
            let of_dtype = rows.iter().filter(|row| {
                let case = &row.case;
                case.section == Section::Flat && case.operation == "argmax" && case.dtype == dtype
            });
            panel(dtype, item_size, &of_dtype.collect::<Vec<_>>())
        })
        .collect();
    if panels.is_empty() {
        return Ok(None);
    }
    let heading = Heading {
        title: "argmax of a whole array",
        subtitle: "Random elements, one thread. Higher is faster.",
    };
    Ok(Some(Chart {
        name: "argmax",
        alt: "Throughput of argmax by number of elements",
        svg: plot::curves(&heading, ["elements", "GB/s"], &panels)?,
    }))
}

/// The throughput of each contender by number of elements.
fn panel(name: &str, item_size: f64, rows: &[&Row]) -> Option<Panel> {
    let shown = Who::ALL.into_iter().filter(|who| {
        !matches!(
            who,
            Who::Dynamic | Who::Baseline | Who::Kernel | Who::ArgminmaxIgnoringNan | Who::Maximum
        )
    });
    let curves: Vec<_> = shown
        .filter_map(|who| {
            let points: Vec<(f64, f64)> = rows
                .iter()
                .filter_map(|row| {
                    let len = row.case.shape[0] as f64;
                    Some((len, len * item_size / row.time(who)?.min))
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

/// argmax along each axis of each shape.
fn axes(rows: &[Row]) -> io::Result<Option<Chart>> {
    let shown = rows.iter().filter(|row| {
        let case = &row.case;
        case.section == Section::Axis && case.operation == "argmax" && case.dtype == "float32"
    });
    let shown = shown.filter_map(|row| {
        let name = format!("{} along {}", shape(&row.case.shape), row.case.variant);
        relative(row, &name)
    });
    dots(
        "axes",
        "Times of argmax along an axis",
        &Heading {
            title: "argmax of float32 along an axis",
            subtitle: "One thread. The gray bar is reading the input once.",
        },
        shown.collect(),
    )
}

/// nonzero by dtype, rank and density.
fn nonzero(rows: &[Row]) -> io::Result<Option<Chart>> {
    let shown = rows.iter().filter(|row| {
        let case = &row.case;
        case.section == Section::Nonzero
            && matches!(case.dtype.as_str(), "bool" | "float32")
            && case.shape.len() < 3
    });
    let shown = shown.filter_map(|row| {
        let case = &row.case;
        let name = format!("{} {}, {}", case.dtype, shape(&case.shape), case.variant);
        relative(row, &name)
    });
    dots(
        "nonzero",
        "Times of nonzero by dtype, rank and density",
        &Heading {
            title: "nonzero",
            subtitle: "262,144 elements, the nonzero ones at random places, one thread. The gray bar is reading the input once.",
        },
        shown.collect(),
    )
}

/// `where_` of float32: by length and kind of result, with float64, and with broadcast operands.
fn where_(rows: &[Row]) -> io::Result<Option<Chart>> {
    let shown = rows.iter().filter(|row| {
        let case = &row.case;
        match case.section {
            Section::Where | Section::Broadcast => case.dtype == "float32",
            Section::Mixed => case.dtype == "float32, float64",
            _ => false,
        }
    });
    let shown = shown.filter_map(|row| {
        let case = &row.case;
        let dtypes = match case.section {
            Section::Mixed => "float32, float64, ",
            _ => "",
        };
        let name = format!("{dtypes}{}, {}", shape(&case.shape), case.variant);
        relative(row, &name)
    });
    dots(
        "where",
        "Times of where by length, kind of result and broadcast operands",
        &Heading {
            title: "where of float32",
            subtitle: "One thread. The gray bar is copying as many bytes as the result has.",
        },
        shown.collect(),
    )
}
