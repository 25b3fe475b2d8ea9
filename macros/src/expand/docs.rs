//! The documentation of a table's module: its dtypes and its promotion matrix.

use super::Context;
use std::fmt::Write;

pub(super) fn module(cx: &Context<'_>) -> String {
    let mut text = String::from(
        "\n\n# Promotion\n\nThe result dtype of each pair; a dash where the table defines none.\n\n|",
    );
    let dtypes = &cx.model.dtypes;
    for dtype in dtypes {
        let _ = write!(text, " | `{}`", dtype.name());
    }
    text.push_str(" |\n|---");
    text.push_str(&"|---".repeat(dtypes.len()));
    text.push_str("|\n");
    for (a, dtype) in dtypes.iter().enumerate() {
        let _ = write!(text, "| **`{}`**", dtype.name());
        for b in 0..dtypes.len() {
            match cx.model.promotions.get(a, b) {
                Some(result) => {
                    let _ = write!(text, " | {}", dtypes[result].name());
                }
                None => text.push_str(" | -"),
            }
        }
        text.push_str(" |\n");
    }
    text
}
