//! What is wrong with a table: the collector, and the text of every message.
//!
//! A message says what is wrong in the user's own names and then, after a semicolon, what to write instead.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Ident;

/// Every error of one table. It must be turned into tokens: an error that is dropped unread is a bug of the macro.
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    read: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            found: Vec::new(),
            read: false,
        }
    }

    /// Reports at the span of `at`.
    pub(crate) fn push(&mut self, at: impl ToTokens, message: impl std::fmt::Display) {
        self.found.push(syn::Error::new_spanned(at, message));
    }

    /// Takes what the parser reports.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// A `compile_error!` for each, in the order they were found.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.read = true;
        self.found
            .iter()
            .map(syn::Error::to_compile_error)
            .collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.read || self.found.is_empty() || std::thread::panicking(),
            "errors of a table were dropped"
        );
    }
}

// Dtypes.

pub(crate) fn no_dtypes() -> String {
    "a table needs at least one dtype; write for example `dtypes { Bool: bool; Float: f32; }`"
        .into()
}

pub(crate) fn repeated_dtype(name: &str) -> String {
    format!("the dtype `{name}` is declared twice; rename or remove this one")
}

pub(crate) fn repeated_type(ty: &str, first: &str) -> String {
    format!(
        "the type `{ty}` already has the dtype `{first}`; a type has one dtype in a table, so remove this \
         one or wrap the type in a newtype"
    )
}

pub(crate) fn same_kernel_name(name: &str, first: &str, module: &str) -> String {
    format!(
        "the kernels of `{name}` and of `{first}` would both be named `{module}`; rename one of the two"
    )
}

pub(crate) fn unknown_primitive(ty: &str) -> String {
    format!(
        "`as {ty}` does not name a primitive that has kernels; write one of {}, or leave `as` out to run the \
         portable kernels",
        list(crate::model::PRIMITIVES)
    )
}

pub(crate) fn newtype_and_native(name: &str) -> String {
    format!(
        "`{name}` is said to run the kernels of its own type and of the type inside; keep `as` or `native`"
    )
}

pub(crate) fn idle_zero(name: &str) -> String {
    format!(
        "`zero` has no effect here: `{name}` runs kernels that know their zero; remove it, or remove `as` or \
         `native` to run the portable kernels"
    )
}

pub(crate) fn repeated_option(option: &str) -> String {
    format!("`{option}` is written twice; remove one")
}

pub(crate) fn unknown_option(option: &str) -> String {
    format!(
        "unknown option `{option}`; after a dtype's type there may be `unordered`, `native`, `zero = VALUE` and \
         `only(OPERATION, ..)`"
    )
}

// Ranks and operations.

pub(crate) fn ranks_from(first: u64) -> String {
    format!(
        "the ranks begin at {first}, but a kernel of rank N loops over the one below it; begin at 0, as in \
         `ranks 0..=4;`"
    )
}

pub(crate) fn empty_ranks(max: usize) -> String {
    format!("this range holds no rank; write for example `ranks 0..={max};`")
}

pub(crate) fn too_large_rank(last: i128, max: usize) -> String {
    format!(
        "rank {last} is too large: ndarray has static ranks up to {max}; write `ranks 0..={max};` or less - arrays \
         of higher rank loop over the largest"
    )
}

pub(crate) fn unknown_operation(name: &str) -> String {
    let known = crate::model::Operation::ALL.map(crate::model::Operation::name);
    format!(
        "unknown operation `{name}`{}; the operations are {}",
        similar(name, &known),
        list(known)
    )
}

pub(crate) fn repeated_operation(name: &str) -> String {
    format!("the operation `{name}` is listed twice; remove one")
}

pub(crate) fn no_operations() -> String {
    "no operation is listed, so no kernel would be generated; list some, or leave this out to have all".into()
}

pub(crate) fn operation_needs_order(operation: &str, dtype: &str) -> String {
    format!(
        "`{dtype}` is unordered, so it cannot have `{operation}`; remove `{operation}` here or `unordered`"
    )
}

pub(crate) fn operation_not_in_table(operation: &str) -> String {
    format!("the table does not have `{operation}`; add it to `operations` or remove it here")
}

pub(crate) fn where_needs_bool() -> String {
    "`where_` takes its condition from a dtype of type `bool`, and this table has none; add `Bool: bool;` to \
     `dtypes`, or list the operations without it: `operations { argmax, argmin, nonzero }`"
        .into()
}

// Promotion.

pub(crate) fn unknown_dtype(name: &str, known: &[String]) -> String {
    let near = similar(name, &known.iter().map(String::as_str).collect::<Vec<_>>());
    format!(
        "unknown dtype `{name}`{near}; declare it in `dtypes`, which has {}",
        list(known)
    )
}

pub(crate) fn step_to_itself(name: &str) -> String {
    format!("`{name}` cannot widen to itself; remove this step")
}

pub(crate) fn repeated_step(lower: &str, upper: &str) -> String {
    format!("the step `{lower} < {upper}` is written twice; remove one")
}

pub(crate) fn closes_loop(through: &[String]) -> String {
    format!(
        "this step closes a loop: {}; an order has none, so remove one of its steps",
        through.join(" < ")
    )
}

pub(crate) fn with_on_chain() -> String {
    "a conversion belongs to one step, and this chain has several; write `A < B with f;` and the rest apart".into()
}

pub(crate) fn ambiguous(left: &str, right: &str, minimal: &[String]) -> String {
    format!(
        "the promotion of `{left}` with `{right}` is ambiguous: {} lie above both, and none of them below the \
         others; settle it with a row, for example `{left} | {right} = {};`",
        list(minimal),
        minimal[0]
    )
}

pub(crate) fn row_of_one(name: &str) -> String {
    format!("`{name}` with itself is always `{name}`; remove this row")
}

pub(crate) fn row_not_above(result: &str, below: &[&str], candidates: &[String]) -> String {
    let steps: Vec<String> = below
        .iter()
        .map(|operand| format!("{operand} < {result}"))
        .collect();
    let instead = if candidates.is_empty() {
        String::new()
    } else {
        format!(", or choose a result that does: {}", list(candidates))
    };
    format!(
        "`{result}` does not lie above {}, so no conversion leads there; add {}{instead}",
        list(below),
        list(&steps)
    )
}

pub(crate) fn repeated_row(left: &str, right: &str, first: &str) -> String {
    format!("the row `{left} | {right} = {first}` is written twice; remove one")
}

pub(crate) fn contradicting_row(left: &str, right: &str, first: &str) -> String {
    format!(
        "an earlier row says `{left} | {right} = {first}`, and this one contradicts it; remove one of the two"
    )
}

pub(crate) fn not_associative(
    triple: &[String; 3],
    left: &str,
    right: &str,
    more: usize,
) -> String {
    let [a, b, c] = triple;
    let more = if more == 0 {
        String::new()
    } else {
        format!(" (and so do {more} more triples)")
    };
    format!(
        "this table is not associative: ({a} with {b}) with {c} is {left}, but {a} with ({b} with {c}) is \
         {right}{more}; remove `associative`, or change the rows that differ"
    )
}

// Words.

/// "`A`", "`A` and `B`", "`A`, `B` and `C`"
pub(crate) fn list<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let quoted: Vec<String> = names
        .into_iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.split_last() {
        None => "nothing".into(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// ", did you mean `X`?" where one of the known names is close.
fn similar(name: &str, known: &[&str]) -> String {
    let lower = name.to_lowercase();
    known
        .iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .min()
        .filter(|&(distance, candidate)| distance <= 2.min(candidate.len().saturating_sub(1)))
        .map_or_else(String::new, |(_, candidate)| {
            format!(", did you mean `{candidate}`?")
        })
}

/// How many letters to insert, remove or replace (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Tokens as a message shows them.
pub(crate) fn text(tokens: impl ToTokens) -> String {
    quote!(#tokens)
        .to_string()
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
}

/// The user's spelling of a name.
pub(crate) fn name(ident: &Ident) -> String {
    ident.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        assert_eq!(list([""; 0]), "nothing");
        assert_eq!(list(["A"]), "`A`");
        assert_eq!(list(["A", "B", "C"]), "`A`, `B` and `C`");
    }

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(
            similar("Flaot32", &["Float32", "Int8"]),
            ", did you mean `Float32`?"
        );
        assert_eq!(similar("Colour", &["Float32", "Int8"]), "");
        assert_eq!(similar("x", &["y"]), "");
    }

    #[test]
    #[should_panic(expected = "errors of a table were dropped")]
    fn errors_may_not_be_dropped() {
        Errors::new().push(quote!(x), "wrong");
    }
}
