//! The documentation of a table's module: its dtypes and its whole promotion, as tables. It continues the user's comment on
//! the module, and contains the comments of promotion rows. So its links resolve in the scope around the table, as in the
//! user's comment.

use super::context::Context;
use super::enums::text;
use crate::errors::messages;
use crate::lattice::Id;
use crate::model::Implementation;
use std::fmt::Write;
use syn::Attribute;

/// How many triples are listed at most; a table may have thousands.
const LISTED: usize = 64;

pub(super) fn module(cx: &Context<'_>) -> String {
    [
        dtypes(cx),
        matrix(cx),
        lossy(cx),
        rows(cx),
        grouping(cx),
        scalars(cx),
    ]
    .concat()
}

fn dtypes(cx: &Context<'_>) -> String {
    let mut out = String::from(
        "# Dtypes\n\n| dtype | element type | kernels | operations |\n|---|---|---|---|\n",
    );
    let table = &cx.model.name;
    for dtype in cx.dtypes() {
        let (name, variant) = (dtype.name(), &dtype.ident);
        let element = dtype.ty.as_ref().map_or_else(String::new, messages::text);
        let kernels = match dtype.implementation {
            Implementation::Native => "native".to_owned(),
            Implementation::Newtype(primitive) => format!("those of `{primitive}`"),
            Implementation::Portable => "portable".to_owned(),
        };
        let operations: Vec<String> = (cx.model.operations.and(dtype.operations).names())
            .map(|name| format!("`{name}`"))
            .collect();
        let operations = operations.join(", ");
        let _ = writeln!(
            out,
            "| [`{name}`](self::{table}::DType::{variant}) | `{element}` | {kernels} | {operations} |"
        );
    }
    out
}

/// As HTML: it scrolls where it is large, and the names at the left and at the top stay.
fn matrix(cx: &Context<'_>) -> String {
    let dtypes = &cx.model.dtypes;
    let ids = || 0..dtypes.len();
    let defined = |a: Id, b: Id| cx.model.promotions.get(a, b);
    let by_row = |a: Id, b: Id| {
        cx.model
            .rows
            .iter()
            .any(|row| [(a, b), (b, a)].contains(&(row.left, row.right)))
    };
    let mut out = String::from(
        "\n# Promotion\n\nEach cell is the dtype that the dtypes of its row and its column promote to",
    );
    if ids().any(|a| ids().any(|b| defined(a, b).is_none())) {
        out.push_str("; ✗ means that they do not promote");
    }
    if !cx.model.rows.is_empty() {
        out.push_str("; bold means that an explicit row says so");
    }
    let top = stays("top: -1px; z-index: 1", "0 -1px");
    let left = stays("left: -1px; z-index: 1", "-1px 0");
    let corner = stays("top: -1px; left: -1px; z-index: 2", "-1px -1px");
    let _ = write!(
        out,
        ".\n\n<div style=\"overflow: auto; max-height: 90vh; margin-bottom: 0.75rem; font-size: 0.8rem\">\
         <table><thead><tr><th {corner}></th>"
    );
    for dtype in dtypes {
        let _ = write!(out, "<th {top}>{}</th>", breakable(&dtype.name()));
    }
    out.push_str("</tr></thead><tbody>\n");
    for a in ids() {
        let _ = write!(out, "<tr><th {left}>{}</th>", dtypes[a].name());
        for b in ids() {
            let cell = match defined(a, b).map(|result| breakable(&dtypes[result].name())) {
                None => "<td style=\"text-align: center; opacity: 0.4\">✗</td>".to_owned(),
                Some(result) if by_row(a, b) => format!("<td><b>{result}</b></td>"),
                Some(result) => format!("<td>{result}</td>"),
            };
            out.push_str(&cell);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    out
}

/// The style of a cell that stays at an edge. Its line towards the others is a shadow, for borders scroll away.
fn stays(edge: &str, line: &str) -> String {
    format!(
        "style=\"position: sticky; {edge}; background: var(--main-background-color); \
         box-shadow: inset {line} var(--border-color)\""
    )
}

/// A name that may be broken between its word and its number, so that columns are narrow: `complex` and `128`.
fn breakable(name: &str) -> String {
    match name.find(|letter: char| letter.is_ascii_digit()) {
        Some(at) => format!("{}<wbr>{}", &name[..at], &name[at..]),
        None => name.to_owned(),
    }
}

fn lossy(cx: &Context<'_>) -> String {
    let mut list = String::new();
    for step in cx.model.steps.iter().filter(|step| step.lossy) {
        let [lower, upper] = [step.lower, step.upper].map(|id| cx.model.dtypes[id].name());
        let _ = writeln!(list, "- `{lower}` to `{upper}`{}", comment(&step.docs));
    }
    if list.is_empty() {
        list
    } else {
        format!("\n# Lossy steps\n\nThese steps may change a value:\n\n{list}")
    }
}

fn rows(cx: &Context<'_>) -> String {
    let mut list = String::new();
    for row in &cx.model.rows {
        let [left, right, result] =
            [row.left, row.right, row.result].map(|id| cx.model.dtypes[id].name());
        let _ = writeln!(
            list,
            "- `{left}` with `{right}` is `{result}`{}",
            comment(&row.docs)
        );
    }
    if list.is_empty() {
        list
    } else {
        format!("\n# Explicit rows\n\n{list}")
    }
}

fn grouping(cx: &Context<'_>) -> String {
    let promotions = &cx.model.promotions;
    let triples = promotions.nonassociative();
    if triples.is_empty() {
        return "\nPromotion is associative: the result of several dtypes does not depend on the order in which they are promoted.\n".into();
    }
    let name = |id: Id| format!("`{}`", cx.model.dtypes[id].name());
    let result = |id: Option<Id>| id.map_or_else(|| "✗".to_owned(), name);
    let mut out = String::from(
        "\n# Grouping\n\nPromotion is not associative: the result of three dtypes depends on which two are promoted first.\n\n\
         | `a`, `b`, `c` | `a` with `b` first | `b` with `c` first |\n|---|---|---|\n",
    );
    for &[a, b, c] in triples.iter().take(LISTED) {
        let (left, right) = (
            result(promotions.left(a, b, c)),
            result(promotions.right(a, b, c)),
        );
        let _ = writeln!(
            out,
            "| {}, {}, {} | {left} | {right} |",
            name(a),
            name(b),
            name(c)
        );
    }
    if let Some(more) = triples.len().checked_sub(LISTED + 1) {
        let _ = writeln!(out, "\nand {} more.", more + 1);
    }
    out
}

fn scalars(cx: &Context<'_>) -> String {
    let mut list = String::new();
    for rule in &cx.model.scalars {
        let kind = rule.kind.word();
        let beside = rule.dtype.map_or_else(String::new, |id| {
            format!(" beside a `{}` array", cx.model.dtypes[id].name())
        });
        let result = cx.model.dtypes[rule.result].name();
        let _ = writeln!(
            list,
            "- a {kind} scalar{beside} is `{result}`{}",
            comment(&rule.docs)
        );
    }
    if list.is_empty() {
        list
    } else {
        format!(
            "\n# Scalars\n\nA scalar takes the dtype of the array beside it. If that dtype does not accept the scalar, the scalar \
             takes a dtype of its own, and the two dtypes promote. A rule for one dtype comes before a rule for all:\n\n{list}"
        )
    }
}

/// A row's comment, on one line.
fn comment(docs: &[Attribute]) -> String {
    let lines = docs.iter().filter_map(text);
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!(": {}", lines.join(" "))
    }
}
