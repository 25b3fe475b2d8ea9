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

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// The errors as they are, in the order they were found.
    #[cfg(test)]
    pub(crate) fn into_found(mut self) -> Vec<syn::Error> {
        self.read = true;
        std::mem::take(&mut self.found)
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

// The grammar.

pub(crate) fn no_module() -> &'static str {
    "a table begins with its module; write for example `pub mod terrain;`"
}

pub(crate) fn module_with_body() -> &'static str {
    "the module's body is generated; write `;` here and the sections after it"
}

pub(crate) fn no_section(sections: &[&str]) -> String {
    format!("expected a section; write one of {}", list(sections))
}

pub(crate) fn unknown_section(name: &str, sections: &[&str]) -> String {
    format!("unknown section `{name}`; {}", instead(name, sections))
}

pub(crate) fn repeated_section(name: &str) -> String {
    format!("`{name}` is given twice; remove one")
}

pub(crate) fn associative_elsewhere(section: &str) -> String {
    format!(
        "only a promotion can be associative; write `associative` before `promotion`, not before `{section}`"
    )
}

pub(crate) fn relative_crate(path: &str) -> String {
    format!(
        "the generated module cannot see a path relative to yours; write `::{path}` for a crate, or `crate::{path}`"
    )
}

pub(crate) fn rows_in_braces(section: &str) -> String {
    format!("the rows of `{section}` stand in braces; write `{section} {{ .. }}`")
}

pub(crate) fn operations_in_braces() -> &'static str {
    "the operations stand in braces; write for example `operations { argmax, nonzero }`"
}

pub(crate) fn no_names() -> &'static str {
    "expected operations with commas between them; write for example `argmax, nonzero`"
}

pub(crate) fn no_end(what: &str) -> String {
    format!("{what} does not end; write `;` after it")
}

pub(crate) fn comma_for_semicolon() -> &'static str {
    "a row does not end with a comma; write `;` after each row"
}

pub(crate) fn row_goes_on() -> &'static str {
    "the row goes on where it should end; write `;` before this"
}

pub(crate) fn row_after_comma() -> &'static str {
    "another row begins here; write `;` before it, not a comma"
}

pub(crate) fn no_type(name: &str) -> String {
    format!("the dtype `{name}` has no type; write for example `{name}: f32;`")
}

pub(crate) fn option_without_comma(option: &str) -> String {
    format!("what follows a dtype's type stands after a comma; write `, {option}`")
}

pub(crate) fn no_rule(name: &str) -> String {
    format!(
        "this is no rule of promotion; write a step `{name} < WIDER;` or a row `{name} | OTHER = RESULT;`"
    )
}

pub(crate) fn wider_first(name: &str) -> String {
    format!("a step goes from the narrower dtype to the wider; write `NARROWER < {name};`")
}

pub(crate) fn no_result(left: &str, right: &str) -> String {
    format!("this row has no result; write `{left} | {right} = RESULT;`")
}

pub(crate) fn lossy_row() -> &'static str {
    "a row converts by the steps that lead to its result; write `lossy` before the step that loses"
}

/// Where `found` is nearly `word`.
pub(crate) fn misspelt(found: &str, word: &str) -> Option<String> {
    near(found, &[word]).map(|word| format!("unknown word `{found}`; write `{word}`"))
}

// Dtypes.

pub(crate) fn no_dtypes() -> String {
    "a table needs at least one dtype; write for example `dtypes { Bool: bool; Float: f32; }`"
        .into()
}

pub(crate) fn repeated_dtype(name: &str) -> String {
    format!("the dtype `{name}` is declared twice; rename or remove this one")
}

pub(crate) fn keyword_as_name(keyword: &str) -> String {
    let instead = match keyword {
        "self" | "super" | "crate" | "Self" | "_" => "choose another".to_owned(),
        _ => format!("write `r#{keyword}`"),
    };
    format!("`{keyword}` is a keyword and no name; {instead}")
}

pub(crate) fn reserved_dtype(name: &str) -> String {
    format!("`DType::{name}` is the list of all dtypes; name this dtype otherwise")
}

pub(crate) fn unreadable_cfg() -> String {
    "this is no predicate; write for example `#[cfg(feature = \"half\")]`".into()
}

pub(crate) fn hidden_cfg() -> String {
    "a `cfg` inside `cfg_attr` is not seen; write it as `#[cfg(any(not(CONDITION), PREDICATE))]`"
        .into()
}

pub(crate) fn attribute_of_row() -> String {
    "no item is generated for this row that could carry the attribute; remove it - `#[cfg(..)]` and comments may stand \
     here"
        .into()
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

pub(crate) fn same_pair_name(pairs: &[[String; 2]; 2], module: &str) -> String {
    let [[a, b], [c, d]] = pairs;
    format!(
        "the kernels of `{a}` with `{b}` and of `{c}` with `{d}` would both be named `{module}`; rename one of these \
         dtypes"
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

/// `way` is the word that chose other kernels than the portable ones; empty for a primitive.
pub(crate) fn idle_value(option: &str, name: &str, way: &str) -> String {
    let portable = if way.is_empty() {
        String::new()
    } else {
        format!(", or remove {way} to run the portable kernels")
    };
    format!(
        "`{option}` has no effect here, for `{name}` runs kernels that know their {option}s; remove it{portable}"
    )
}

pub(crate) fn repeated_option(option: &str) -> String {
    format!("`{option}` is written twice; remove one")
}

pub(crate) fn unknown_option(option: &str) -> String {
    let options = [
        "unordered",
        "native",
        "zero = VALUE",
        "scalar = FUNCTION",
        "only(OPERATION, ..)",
    ];
    format!("unknown option `{option}`; {}", instead(option, &options))
}

// Ranks and operations.

pub(crate) fn ranks_from(first: u64) -> String {
    format!(
        "the ranks begin at {first}, but every table has the kernels of the ranks below it too; begin at 0, as in \
         `ranks 0..=4;`"
    )
}

pub(crate) fn empty_ranks(max: usize) -> String {
    format!("this range holds no rank; write for example `ranks 0..={max};`")
}

pub(crate) fn no_rows() -> String {
    "kernels are made of rows, which have rank 1, so the last rank is at least that; write `ranks 0..=1;` or more".into()
}

pub(crate) fn no_range() -> &'static str {
    "expected a range of ranks; write for example `ranks 0..=4;`"
}

pub(crate) fn too_large_rank(rank: impl std::fmt::Display, max: usize) -> String {
    format!(
        "rank {rank} is too large, for ndarray has static ranks up to {max}; write `ranks 0..={max};` or less; \
         arrays of higher rank are searched all the same"
    )
}

pub(crate) fn unknown_operation(name: &str) -> String {
    let known = crate::model::Operation::ALL.map(crate::model::Operation::name);
    format!("unknown operation `{name}`; {}", instead(name, &known))
}

pub(crate) fn repeated_operation(name: &str) -> String {
    format!("the operation `{name}` is listed twice; remove one")
}

pub(crate) fn no_operations(place: &str) -> String {
    format!(
        "no operation is listed, so no kernel would be generated; list some, or remove {place} to have all"
    )
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

/// `known` are the dtypes, each with its type.
pub(crate) fn unknown_dtype(name: &str, known: &[(String, String)]) -> String {
    if let Some((dtype, _)) = known.iter().find(|(_, ty)| ty == name) {
        return format!("`{name}` is the type of a dtype; write the dtype's name, `{dtype}`");
    }
    let known: Vec<&str> = known.iter().map(|(dtype, _)| dtype.as_str()).collect();
    format!(
        "unknown dtype `{name}`; {}, or declare it in `dtypes`",
        instead(name, &known)
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
    let more = match more {
        0 => String::new(),
        1 => " (1 more triple differs)".to_owned(),
        _ => format!(" ({more} more triples differ)"),
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

/// What to write for an unknown name: the known one that is near, or one of all.
fn instead(name: &str, known: &[&str]) -> String {
    near(name, known).map_or_else(
        || format!("write one of {}", list(known)),
        |near| format!("write `{near}`"),
    )
}

/// The known name that is nearest to another, if it is near.
fn near<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    known
        .iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), *candidate))
        .min()
        .filter(|&(distance, candidate)| distance <= 2.min(candidate.len() / 2))
        .map(|(_, candidate)| candidate)
}

/// How many letters to insert, remove, replace or exchange with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|name| name.chars().collect::<Vec<_>>());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
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
    fn a_near_name_is_suggested_and_else_all_are() {
        assert_eq!(instead("Flaot32", &["Float32", "Int8"]), "write `Float32`");
        assert_eq!(instead("Int23", &["Int16", "Int32"]), "write `Int32`");
        assert_eq!(
            instead("Colour", &["Float32", "Int8"]),
            "write one of `Float32` and `Int8`"
        );
        assert_eq!(near("x", &["y"]), None);
        assert_eq!(near("abc", &["b"]), None);
    }

    #[test]
    #[should_panic(expected = "errors of a table were dropped")]
    fn errors_may_not_be_dropped() {
        Errors::new().push(quote!(x), "wrong");
    }
}
