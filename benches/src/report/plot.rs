//! Draws the two kinds of chart with plotters: one line of marks per case, and panels of curves.
//!
//! Every axis with numbers is logarithmic. The background is opaque, so that a chart reads the same on a light page and
//! on a dark one. Contenders differ in shape as well as in color; the colors are those of Okabe and Ito, and of Tol.

use crate::measure::Who;
use plotters::coord::Shift;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::io;
use std::iter;
use std::ops::Range;

type Failure = DrawingAreaErrorKind<io::Error>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const WIDTH: u32 = 900;
/// The height of title and subtitle.
const HEAD: u32 = 62;
const LEGEND_COLUMNS: usize = 4;
const LEGEND_LINE: u32 = 23;

const INK: RGBColor = RGBColor(0x24, 0x29, 0x2f);
const FAINT: RGBColor = RGBColor(0x57, 0x60, 0x6a);
const GRID: RGBColor = RGBColor(0xd0, 0xd7, 0xde);
const LIGHT_GRID: RGBColor = RGBColor(0xec, 0xef, 0xf2);
const PAPER: RGBColor = RGBColor(0xfb, 0xfb, 0xfa);

/// The heading of a chart.
pub(super) struct Heading {
    /// The content of the chart.
    pub(super) title: &'static str,
    /// How the numbers were measured.
    pub(super) subtitle: &'static str,
}

/// The marks of one case.
pub(super) struct DotRow {
    /// The case.
    pub(super) name: String,
    /// The value of each contender.
    pub(super) dots: Vec<(Who, f64)>,
}

/// A chart with a line of marks per case, over one scale.
pub(super) fn dots(heading: &Heading, unit: &str, rows: &[DotRow]) -> io::Result<String> {
    let shown = || rows.iter().flat_map(|row| row.dots.iter().copied());
    let longest = rows.iter().map(|row| row.name.chars().count()).max();
    let names = 7 * longest.unwrap_or(0) as u32 + 16;
    let height = 28 * rows.len() as u32 + 62;
    let draw = |area: &Area<'_>| {
        let range = around(shown().map(|(_, value)| value));
        let last = rows.len() - 1;
        let mut chart = ChartBuilder::on(area)
            .margin_right(30)
            .margin_left(10)
            .margin_bottom(10)
            .x_label_area_size(44)
            .y_label_area_size(names)
            .build_cartesian_2d(range.clone().log_scale(), (0..last).into_segmented())?;
        // The axis counts from the bottom, and the rows from the top.
        let name = |segment: &SegmentValue<usize>| match segment {
            SegmentValue::CenterOf(at) if *at <= last => rows[last - at].name.clone(),
            _ => String::new(),
        };
        chart
            .configure_mesh()
            .bold_line_style(GRID)
            .light_line_style(LIGHT_GRID)
            .axis_style(GRID)
            .label_style(text(13, FAINT))
            .axis_desc_style(text(13, FAINT))
            .x_desc(unit)
            .x_labels(decades(&range))
            .x_max_light_lines(10)
            .x_label_formatter(&|value| label(*value))
            .y_labels(rows.len())
            .y_max_light_lines(1)
            .y_label_style(text(13, INK))
            .y_label_formatter(&name)
            .draw()?;
        let one = [(1.0, SegmentValue::Exact(0)), (1.0, SegmentValue::Last)];
        chart.draw_series([PathElement::new(one, INK)])?;
        for (index, row) in rows.iter().enumerate() {
            let marks = own_last(&row.dots).map(|(who, value)| Mark {
                who: *who,
                at: (*value, SegmentValue::CenterOf(last - index)),
            });
            chart.draw_series(marks)?;
        }
        Ok(())
    };
    canvas(heading, &present(shown().map(|(who, _)| who)), height, draw)
}

/// The curves of one panel.
pub(super) struct Panel {
    /// The content of the panel.
    pub(super) name: String,
    /// The points of each contender.
    pub(super) curves: Vec<(Who, Vec<(f64, f64)>)>,
}

/// Curves in panels, two side by side, all with the same scale.
pub(super) fn curves(
    heading: &Heading,
    [x_name, y_name]: [&str; 2],
    panels: &[Panel],
) -> io::Result<String> {
    let shown = || panels.iter().flat_map(|panel| &panel.curves);
    let points = || shown().flat_map(|(_, points)| points.iter().copied());
    let lines = panels.len().div_ceil(2);
    let draw = |area: &Area<'_>| {
        let x = around(points().map(|(x, _)| x));
        let y = around(points().map(|(_, y)| y));
        for (area, panel) in area.split_evenly((lines, 2)).iter().zip(panels) {
            let mut chart = ChartBuilder::on(area)
                .margin_right(16)
                .margin_left(10)
                .margin_bottom(6)
                .caption(&panel.name, text(15, INK))
                .x_label_area_size(44)
                .y_label_area_size(52)
                .build_cartesian_2d(x.clone().log_scale(), y.clone().log_scale())?;
            chart
                .configure_mesh()
                .bold_line_style(GRID)
                .light_line_style(LIGHT_GRID)
                .axis_style(GRID)
                .label_style(text(13, FAINT))
                .axis_desc_style(text(13, FAINT))
                .x_desc(x_name)
                .x_labels(decades(&x))
                .x_max_light_lines(1)
                .x_label_formatter(&|value| label(*value))
                .y_desc(y_name)
                .y_labels(decades(&y))
                .y_max_light_lines(10)
                .y_label_formatter(&|value| label(*value))
                .draw()?;
            for (who, points) in own_last(&panel.curves) {
                let width = if *who == Who::Typed { 3 } else { 1 };
                let line = Style::of(*who).color.stroke_width(width);
                chart.draw_series([PathElement::new(points.clone(), line)])?;
                chart.draw_series(points.iter().map(|at| Mark { who: *who, at: *at }))?;
            }
        }
        Ok(())
    };
    canvas(
        heading,
        &present(shown().map(|(who, _)| *who)),
        300 * lines as u32,
        draw,
    )
}

/// A chart with its heading and its legend; `draw` fills the area of the given height under them.
fn canvas(
    heading: &Heading,
    present: &[Who],
    height: u32,
    draw: impl Fn(&Area<'_>) -> Result<(), Failure>,
) -> io::Result<String> {
    let legend_lines = present.len().div_ceil(LEGEND_COLUMNS);
    let legend_height = LEGEND_LINE * legend_lines as u32 + 8;
    let mut svg = String::new();
    let mut paint = || -> Result<(), Failure> {
        let size = (WIDTH, HEAD + legend_height + height);
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&PAPER)?;
        root.draw_text(heading.title, &text(21, INK), (20, 14))?;
        root.draw_text(heading.subtitle, &text(15, FAINT), (20, 40))?;
        let (_, under_heading) = root.split_vertically(HEAD);
        let (legend, under_legend) = under_heading.split_vertically(legend_height);
        let cells = legend
            .margin(0, 8, 16, 0)
            .split_evenly((legend_lines, LEGEND_COLUMNS));
        for (cell, who) in cells.iter().zip(present) {
            let middle = LEGEND_LINE as i32 / 2;
            let left = Pos::new(HPos::Left, VPos::Center);
            cell.draw(&Mark {
                who: *who,
                at: (10, middle),
            })?;
            cell.draw_text(who.name(), &text(15, INK).pos(left), (22, middle))?;
        }
        draw(&under_legend)?;
        root.present()
    };
    paint().map_err(io::Error::other)?;
    Ok(svg)
}

/// Text in the default sans-serif font of the reader. plotters divides the size by 1.24 when it writes SVG.
fn text(size: u32, color: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size + size / 5).into_font().color(&color)
}

/// The contenders among `shown`, in the order of the report's columns.
fn present(shown: impl Iterator<Item = Who> + Clone) -> Vec<Who> {
    let all = Who::ALL.into_iter();
    all.filter(|who| shown.clone().any(|other| other == *who))
        .collect()
}

/// The items with argwhere's at the end, so that it is drawn above the others.
fn own_last<T>(items: &[(Who, T)]) -> impl Iterator<Item = &(Who, T)> {
    let own = |item: &&(Who, T)| item.0 == Who::Typed;
    let others = items.iter().filter(move |item| !own(item));
    others.chain(items.iter().filter(own))
}

/// A range with a margin around the values, on a logarithmic scale.
fn around(values: impl Iterator<Item = f64> + Clone) -> Range<f64> {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let largest = values.fold(f64::NEG_INFINITY, f64::max);
    least / 1.3..largest * 1.3
}

/// The number of powers of ten in a range: one label each.
fn decades(range: &Range<f64>) -> usize {
    (range.end / range.start).log10().floor().max(1.0) as usize
}

/// `0.5`, `20`, `1 k`, `100 M`.
fn label(value: f64) -> String {
    match value {
        ..0.9 => format!("{}", (value * 1e6).round() / 1e6),
        ..1e3 => format!("{value:.0}"),
        ..1e6 => format!("{:.0} k", value / 1e3),
        _ => format!("{:.0} M", value / 1e6),
    }
}

enum Shape {
    Dot,
    Ring,
    Square,
    Diamond,
    Up,
    Down,
    Cross,
    Bar,
}

struct Style {
    color: RGBColor,
    shape: Shape,
}

impl Style {
    fn of(who: Who) -> Self {
        let (color, shape) = match who {
            Who::Typed => (RGBColor(0xd5, 0x5e, 0x00), Shape::Dot),
            Who::Dynamic | Who::Baseline | Who::Kernel => (RGBColor(0xd5, 0x5e, 0x00), Shape::Ring),
            Who::Numpy => (RGBColor(0x00, 0x72, 0xb2), Shape::Square),
            Who::Argminmax => (RGBColor(0x00, 0x9e, 0x73), Shape::Up),
            Who::ArgminmaxIgnoringNan => (RGBColor(0x00, 0x9e, 0x73), Shape::Down),
            Who::Numkong => (RGBColor(0x00, 0x9e, 0x73), Shape::Diamond),
            Who::Candle => (RGBColor(0xcc, 0x79, 0xa7), Shape::Diamond),
            Who::Burn => (RGBColor(0xcc, 0x79, 0xa7), Shape::Up),
            Who::Ferray => (RGBColor(0x8c, 0x6d, 0x31), Shape::Diamond),
            Who::Ndarray => (RGBColor(0xb0, 0x7d, 0x00), Shape::Down),
            Who::Std => (RGBColor(0x66, 0x66, 0x66), Shape::Square),
            Who::NdarrayStats => (RGBColor(0x8c, 0x6d, 0x31), Shape::Cross),
            Who::Arrow => (RGBColor(0x56, 0xb4, 0xe9), Shape::Up),
            Who::ArrowFilter => (RGBColor(0x56, 0xb4, 0xe9), Shape::Cross),
            Who::Bottleneck => (RGBColor(0x33, 0x22, 0x88), Shape::Ring),
            Who::OnThreads => (RGBColor(0x00, 0x72, 0xb2), Shape::Dot),
            Who::Maximum | Who::Reading | Who::Copying | Who::Int16 => (FAINT, Shape::Bar),
            Who::ReadingOnThreads => (FAINT, Shape::Cross),
        };
        Self { color, shape }
    }
}

/// The mark of a contender at a point.
struct Mark<C> {
    who: Who,
    at: C,
}

impl<'a, C> PointCollection<'a, C> for &'a Mark<C> {
    type Point = &'a C;
    type IntoIter = iter::Once<&'a C>;

    fn point_iter(self) -> Self::IntoIter {
        iter::once(&self.at)
    }
}

impl<C, DB: DrawingBackend> Drawable<DB> for Mark<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        size: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        let Style { color, shape } = Style::of(self.who);
        let (fill, line) = (color.filled(), color.stroke_width(2));
        for (x, y) in points {
            let at = iter::once((x, y));
            let corners = |corners: &[BackendCoord]| {
                let corners = corners.iter().map(|(dx, dy)| (x + dx, y + dy));
                corners.collect::<Vec<_>>().into_iter()
            };
            // The elements' own points do not matter: they are drawn at the points in the second argument.
            let at_origin = (0, 0);
            match shape {
                Shape::Dot => Circle::new(at_origin, 5, fill).draw(at, backend, size)?,
                Shape::Ring => Circle::new(at_origin, 5, line).draw(at, backend, size)?,
                Shape::Up => TriangleMarker::new(at_origin, 6, fill).draw(at, backend, size)?,
                Shape::Cross => Cross::new(at_origin, 4, line).draw(at, backend, size)?,
                Shape::Square => {
                    let square = corners(&[(-4, -4), (4, 4)]);
                    Rectangle::new([at_origin; 2], fill).draw(square, backend, size)?;
                }
                Shape::Diamond => {
                    let diamond = corners(&[(0, -6), (6, 0), (0, 6), (-6, 0)]);
                    Polygon::new([at_origin; 4], fill).draw(diamond, backend, size)?;
                }
                Shape::Down => {
                    let triangle = corners(&[(0, 6), (5, -4), (-5, -4)]);
                    Polygon::new([at_origin; 3], fill).draw(triangle, backend, size)?;
                }
                Shape::Bar => {
                    let bar = corners(&[(0, -7), (0, 7)]);
                    PathElement::new([at_origin; 2], line).draw(bar, backend, size)?;
                }
            }
        }
        Ok(())
    }
}
