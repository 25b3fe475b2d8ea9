//! The documentation of generated functions: shapes and dtypes, the standard's section, errors by variant, an example.

use crate::expand::context::Context;
use crate::model::{DType, unraw};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::fmt::Write;

/// The documentation of an item.
pub(super) struct Doc {
    paragraphs: Vec<String>,
    errors: Vec<String>,
    example: Option<String>,
}

impl Doc {
    /// Documentation that begins with this sentence.
    pub(super) fn new(summary: impl Into<String>) -> Self {
        Self {
            paragraphs: vec![summary.into()],
            errors: Vec::new(),
            example: None,
        }
    }

    pub(super) fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// A link to the operation in the standard.
    pub(super) fn standard(self, operation: Operation) -> Self {
        let name = operation.name.trim_end_matches('_');
        self.paragraph(format!(
            "The function follows [`{name}`](https://data-apis.org/array-api/latest/API_specification/generated/array_api.{name}.html) \
             of the Array API standard."
        ))
    }

    /// The errors for dtypes that lack the operation, if the table has such dtypes.
    pub(super) fn refusals(mut self, cx: &Context<'_>, operation: Operation) -> Self {
        let lacks = |is_ordered: bool| {
            cx.dtypes().any(|dtype| {
                let is_unordered = operation.needs_order && !dtype.ordered;
                !dtype.operations.has(operation) && is_unordered != is_ordered
            })
        };
        if lacks(false) {
            self = self.error("Unordered", "the dtype has no order.");
        }
        if lacks(true) {
            self = self.error(
                "NotInTable",
                "the table does not have the operation for the dtype.",
            );
        }
        self
    }

    /// `Error::VARIANT` if `condition`.
    pub(super) fn error(mut self, variant: &str, condition: &str) -> Self {
        self.errors.push(format!(
            "[`Error::{variant}`](__argwhere::Error::{variant}) if {condition}"
        ));
        self
    }

    pub(super) fn example(mut self, example: Option<String>) -> Self {
        self.example = example;
        self
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let mut text = self.paragraphs.join("\n\n");
        if !self.errors.is_empty() {
            text.push_str("\n\n# Errors\n");
            for error in &self.errors {
                let _ = write!(text, "\n- {error}");
            }
        }
        if let Some(example) = &self.example {
            let _ = write!(text, "\n\n# Examples\n\n{example}");
        }
        let lines = text.lines().map(|line| {
            // A space first, as after `///`.
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote!(#[doc = #line])
        });
        tokens.extend(quote!(#(#lines)*));
    }
}

/// How an example of a table is written. [`Context::is_own`] tells why.
pub(super) struct Example {
    /// The path of the table.
    pub(super) path: String,
    is_test: bool,
    /// The primitive type of the elements.
    element: &'static str,
}

impl Example {
    /// `None` if no numeric primitive has the operations.
    pub(super) fn new(cx: &Context<'_>, operations: &[Operation]) -> Option<Self> {
        let element = cx
            .dtypes()
            .filter(|dtype| {
                operations
                    .iter()
                    .all(|&operation| dtype.operations.has(operation))
            })
            .filter_map(DType::primitive)
            .find(|&name| name != "bool")?;
        Some(Self {
            path: unraw(&cx.model.name),
            is_test: cx.is_own(),
            element,
        })
    }

    /// `array![1_i8, 5, 2]`
    pub(super) fn vector<const N: usize>(&self, numbers: [i32; N]) -> String {
        format!("ndarray::array!{}", self.row(&numbers, true))
    }

    /// `array![[1_i8, 5, 2], [7, 0, 3]]`
    pub(super) fn matrix<const N: usize, const M: usize>(&self, rows: [[i32; N]; M]) -> String {
        let rows: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| self.row(row, at == 0))
            .collect();
        format!("ndarray::array![{}]", rows.join(", "))
    }

    fn row(&self, numbers: &[i32], is_first: bool) -> String {
        let point = if self.element.starts_with('f') {
            ".0"
        } else {
            ""
        };
        let numbers: Vec<String> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| {
                let suffix = if is_first && at == 0 {
                    format!("_{}", self.element)
                } else {
                    String::new()
                };
                format!("{number}{point}{suffix}")
            })
            .collect();
        format!("[{}]", numbers.join(", "))
    }

    /// The example as a block. `imports` are names of `argwhere`.
    pub(super) fn wrap(&self, imports: &[&str], code: &str) -> String {
        let Self { path, is_test, .. } = self;
        let imports = imports.iter().fold(String::new(), |mut text, name| {
            let _ = writeln!(text, "use argwhere::{name};");
            text
        });
        if *is_test {
            format!(
                "```\n{imports}use argwhere::{path};\n\n{code}\n# Ok::<(), argwhere::Error>(())\n```"
            )
        } else {
            let gap = if imports.is_empty() { "" } else { "\n" };
            format!("```text\n{imports}{gap}{code}\n```")
        }
    }
}
