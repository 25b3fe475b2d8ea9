//! Two kinds of charts as SVG: dots on a line for each case, and curves in panels. All axes are logarithmic.
//!
//! The background is opaque, so that a chart reads alike on a light and on a dark page. Contenders differ in shape as well
//! as in colour; the colours are those of Okabe and Ito, and of Tol.

use crate::measure::Who;
use std::fmt::Write;

const INK: &str = "#24292f";
const FAINT: &str = "#6e7781";
const GRID: &str = "#d8dee4";
const PAPER: &str = "#fbfbfa";

/// A drawing in the making.
struct Svg {
    width: f64,
    height: f64,
    body: String,
}

#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("a string takes all");
        self.body.push('\n');
    }

    fn text(&mut self, (x, y): (f64, f64), size: f64, ink: &str, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        self.push(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" fill="{ink}" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    fn title(&mut self, title: &str, subtitle: &str) {
        self.push(format_args!(r#"<g font-weight="600">"#));
        self.text((20.0, 30.0), 17.0, INK, Anchor::Start, title);
        self.push(format_args!("</g>"));
        self.text((20.0, 50.0), 12.5, FAINT, Anchor::Start, subtitle);
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), ink: &str, width: f64) {
        self.push(format_args!(
            r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{ink}" stroke-width="{width}"/>"#
        ));
    }

    fn curve(&mut self, points: &[(f64, f64)], who: Who) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        let Style {
            ink, width, dashes, ..
        } = style(who);
        self.push(format_args!(
            r#"<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-dasharray="{dashes}" stroke-linejoin="round"/>"#
        ));
    }

    fn mark(&mut self, (x, y): (f64, f64), who: Who) {
        let Style { ink, shape, .. } = style(who);
        let r = if who == Who::Typed { 6.0 } else { 4.6 };
        let fill = format!(r#"fill="{ink}" stroke="{PAPER}" stroke-width="1""#);
        let stroke = format!(r#"fill="none" stroke="{ink}" stroke-width="2""#);
        match shape {
            Shape::Dot => self.push(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r}" {fill}/>"#
            )),
            Shape::Ring => self.push(format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r}" {stroke}/>"#
            )),
            Shape::Square => self.push(format_args!(
                r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" {fill}/>"#,
                x - r * 0.88,
                y - r * 0.88,
                r * 1.76,
                r * 1.76
            )),
            Shape::Diamond => self.polygon(
                &[
                    (x, y - r * 1.25),
                    (x + r * 1.25, y),
                    (x, y + r * 1.25),
                    (x - r * 1.25, y),
                ],
                &fill,
            ),
            Shape::Up => self.polygon(
                &[
                    (x, y - r * 1.15),
                    (x + r * 1.1, y + r * 0.85),
                    (x - r * 1.1, y + r * 0.85),
                ],
                &fill,
            ),
            Shape::Down => self.polygon(
                &[
                    (x, y + r * 1.15),
                    (x + r * 1.1, y - r * 0.85),
                    (x - r * 1.1, y - r * 0.85),
                ],
                &fill,
            ),
            Shape::Cross => self.push(format_args!(
                r#"<path d="M{:.1} {:.1}l{d:.1} {d:.1}m0 {m:.1}l{m:.1} {d:.1}" {stroke}/>"#,
                x - r * 0.8,
                y - r * 0.8,
                d = r * 1.6,
                m = -r * 1.6
            )),
            Shape::Bar => self.push(format_args!(
                r#"<path d="M{x:.1} {:.1}v{:.1}" {stroke}/>"#,
                y - r * 1.3,
                r * 2.6
            )),
        }
    }

    fn polygon(&mut self, points: &[(f64, f64)], paint: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        self.push(format_args!(r#"<polygon points="{points}" {paint}/>"#));
    }

    /// Names those who are there; tells where the next thing may stand.
    fn legend(&mut self, top: f64, present: &[Who]) -> f64 {
        let (mut x, mut y) = (26.0, top);
        for &who in present {
            let width = 7.4 * who.name().chars().count() as f64 + 38.0;
            if x + width > self.width - 10.0 {
                (x, y) = (26.0, y + 22.0);
            }
            self.mark((x, y), who);
            self.text((x + 12.0, y + 4.5), 13.0, INK, Anchor::Start, who.name());
            x += width;
        }
        y + 22.0
    }

    fn finish(self) -> String {
        let Self {
            width,
            height,
            body,
        } = self;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0}" height="{height:.0}" viewBox="0 0 {width:.0} {height:.0}" font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif">
<rect width="{width:.0}" height="{height:.0}" rx="8" fill="{PAPER}" stroke="{GRID}"/>
{body}</svg>
"#
        )
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
    ink: &'static str,
    shape: Shape,
    width: f64,
    dashes: &'static str,
}

fn style(who: Who) -> Style {
    let (ink, shape) = match who {
        Who::Typed => ("#d55e00", Shape::Dot),
        Who::Dynamic | Who::Kernel => ("#d55e00", Shape::Ring),
        Who::Numpy => ("#0072b2", Shape::Square),
        Who::Argminmax => ("#009e73", Shape::Up),
        Who::ArgminmaxIgnoringNan => ("#009e73", Shape::Down),
        Who::Candle => ("#cc79a7", Shape::Diamond),
        Who::Ndarray => ("#b07d00", Shape::Down),
        Who::NdarrayStats => ("#8c6d31", Shape::Cross),
        Who::Arrow => ("#56b4e9", Shape::Up),
        Who::ArrowFilter => ("#56b4e9", Shape::Cross),
        Who::Bottleneck => ("#332288", Shape::Ring),
        Who::Maximum | Who::Reading | Who::Copying => ("#57606a", Shape::Bar),
    };
    let limit = matches!(who, Who::Maximum | Who::Reading | Who::Copying);
    Style {
        ink,
        shape,
        width: if who == Who::Typed { 3.0 } else { 1.6 },
        dashes: if limit { "5 4" } else { "none" },
    }
}

/// Those among `shown` in the order of the columns, for the legend.
fn present(shown: impl Iterator<Item = Who> + Clone) -> Vec<Who> {
    let all = Who::ALL.into_iter();
    all.filter(|who| shown.clone().any(|other| other == *who))
        .collect()
}

/// A logarithmic scale of numbers onto pixels.
struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// That holds all values, from and to 1, 2 or 5 of a power of ten.
    fn around(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let largest = values.fold(f64::NEG_INFINITY, f64::max);
        let steps = |down: bool| {
            let mut steps: Vec<f64> = (-6..12)
                .flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)))
                .collect();
            if down {
                steps.reverse();
            }
            steps
        };
        let below = |step: &f64| *step <= least * 0.95;
        let above = |step: &f64| *step >= largest * 1.05;
        Self {
            from: steps(true).into_iter().find(below).unwrap_or(1e-6),
            to: steps(false).into_iter().find(above).unwrap_or(1e12),
            start,
            end,
        }
    }

    fn at(&self, value: f64) -> f64 {
        let part = (value / self.from).log10() / (self.to / self.from).log10();
        self.start + part * (self.end - self.start)
    }

    /// Where there is a line, and whether it is labelled.
    fn ticks(&self) -> Vec<(f64, bool)> {
        let decades = (self.to / self.from).log10();
        (-6..12)
            .flat_map(|power| {
                let whole = 10_f64.powi(power);
                [
                    (whole, true),
                    (2.0 * whole, decades < 3.2),
                    (5.0 * whole, decades < 3.2),
                ]
            })
            .filter(|(value, _)| (self.from * 0.999..=self.to * 1.001).contains(value))
            .collect()
    }
}

/// `0.5`, `20`, `1 k`, `100 M`.
fn label(value: f64) -> String {
    match value {
        ..1.0 => format!("{value}"),
        ..1e3 => format!("{value:.0}"),
        ..1e6 => format!("{:.0} k", value / 1e3),
        _ => format!("{:.0} M", value / 1e6),
    }
}

/// A line of dots.
pub(super) struct DotRow {
    /// What is compared.
    pub(super) name: String,
    /// Where the dots are.
    pub(super) dots: Vec<(Who, f64)>,
}

/// Dots on a line for each case.
pub(super) fn dots(title: &str, subtitle: &str, unit: &str, rows: &[DotRow]) -> String {
    const ROW: f64 = 30.0;
    let width = 900.0;
    let shown = rows.iter().flat_map(|row| row.dots.iter().copied());
    let present = present(shown.clone().map(|(who, _)| who));
    // The legend may take a second line, so that its height is not known before it is drawn.
    let mut svg = Svg::new(width, 0.0);
    svg.title(title, subtitle);
    let top = svg.legend(76.0, &present) + 4.0;
    let bottom = top + ROW * rows.len() as f64;
    svg.height = bottom + 58.0;
    let longest = rows.iter().map(|row| row.name.chars().count()).max();
    let left = 34.0 + 6.9 * longest.unwrap_or(0) as f64;
    let scale = Scale::around(shown.map(|(_, value)| value), left, width - 36.0);
    for (value, labelled) in scale.ticks() {
        let x = scale.at(value);
        let (ink, thick) = if (value - 1.0).abs() < 1e-9 {
            (INK, 1.4)
        } else {
            (GRID, 1.0)
        };
        svg.line((x, top), (x, bottom), ink, thick);
        if labelled {
            svg.text(
                (x, bottom + 18.0),
                12.0,
                FAINT,
                Anchor::Middle,
                &label(value),
            );
        }
    }
    svg.text(
        (f64::midpoint(scale.start, scale.end), bottom + 40.0),
        12.5,
        FAINT,
        Anchor::Middle,
        unit,
    );
    for (index, row) in rows.iter().enumerate() {
        let y = top + ROW * (index as f64 + 0.5);
        svg.text((left - 16.0, y + 4.5), 13.0, INK, Anchor::End, &row.name);
        let xs: Vec<f64> = row.dots.iter().map(|(_, value)| scale.at(*value)).collect();
        let first = xs.iter().copied().fold(f64::INFINITY, f64::min);
        let last = xs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        svg.line((first, y), (last, y), "#b6bec8", 1.4);
        // This crate's dot is drawn last, above the others.
        let (own, others): (Vec<_>, Vec<_>) =
            row.dots.iter().partition(|(who, _)| *who == Who::Typed);
        for (who, value) in others.into_iter().chain(own) {
            svg.mark((scale.at(value), y), who);
        }
    }
    svg.finish()
}

/// Curves over one range.
pub(super) struct Panel {
    /// What is shown.
    pub(super) name: String,
    /// The points of each contender.
    pub(super) curves: Vec<(Who, Vec<(f64, f64)>)>,
}

/// Curves in panels side by side, of one vertical scale.
pub(super) fn curves(
    title: &str,
    subtitle: &str,
    [x_name, y_name]: [&str; 2],
    panels: &[Panel],
) -> String {
    const HEIGHT: f64 = 300.0;
    let width = 900.0;
    let shown = panels.iter().flat_map(|panel| &panel.curves);
    let present = present(shown.clone().map(|(who, _)| *who));
    let points = shown.flat_map(|(_, points)| points.iter().copied());
    let mut svg = Svg::new(width, 0.0);
    svg.title(title, subtitle);
    let top = svg.legend(76.0, &present) + 22.0;
    let bottom = top + HEIGHT;
    svg.height = bottom + 58.0;
    let y = Scale::around(points.clone().map(|(_, y)| y), bottom, top);
    let left = 74.0;
    let gap = 26.0;
    let panel_width = (width - left - 24.0 + gap) / panels.len() as f64 - gap;
    let between = f64::midpoint(top, bottom);
    svg.push(format_args!(
        r#"<g transform="rotate(-90 22 {between:.1})">"#
    ));
    svg.text((22.0, between), 12.5, FAINT, Anchor::Middle, y_name);
    svg.push(format_args!("</g>"));
    for (index, panel) in panels.iter().enumerate() {
        let start = left + index as f64 * (panel_width + gap);
        let inner = (start + 10.0, start + panel_width - 10.0);
        let x = Scale::around(points.clone().map(|(x, _)| x), inner.0, inner.1);
        svg.text((start, top - 8.0), 13.5, INK, Anchor::Start, &panel.name);
        for (value, labelled) in y.ticks() {
            let at = y.at(value);
            svg.line((start, at), (start + panel_width, at), GRID, 1.0);
            if labelled && index == 0 {
                svg.text(
                    (start - 8.0, at + 4.0),
                    12.0,
                    FAINT,
                    Anchor::End,
                    &label(value),
                );
            }
        }
        for (value, _) in x.ticks() {
            let power = value.log10().round();
            if (value.log10() - power).abs() > 1e-9 {
                continue;
            }
            let at = x.at(value);
            svg.line((at, top), (at, bottom), GRID, 1.0);
            // All powers of ten would not fit.
            if power as i32 % 2 != 0 {
                svg.text(
                    (at, bottom + 18.0),
                    12.0,
                    FAINT,
                    Anchor::Middle,
                    &label(value),
                );
            }
        }
        svg.text(
            (start + panel_width / 2.0, bottom + 40.0),
            12.5,
            FAINT,
            Anchor::Middle,
            x_name,
        );
        let (own, others): (Vec<_>, Vec<_>) =
            panel.curves.iter().partition(|(who, _)| *who == Who::Typed);
        for (who, points) in others.into_iter().chain(own) {
            let points: Vec<(f64, f64)> = points
                .iter()
                .map(|(value, height)| (x.at(*value), y.at(*height)))
                .collect();
            svg.curve(&points, *who);
            for point in points {
                svg.mark(point, *who);
            }
        }
    }
    svg.finish()
}
