//! The text of every message.
//!
//! A message says what is wrong in the user's own names and then, after a semicolon, what to write instead.

use super::suggest::{instead, list, near};
use crate::operations::Operations;
use quote::{ToTokens, quote};
use syn::Ident;

// The grammar.

pub(crate) fn no_module() -> &'static str {
    "a table begins with its module; write, for example, `pub mod terrain;`"
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
    format!("the section `{name}` is written twice; remove one")
}

pub(crate) fn associative_elsewhere(section: &str) -> String {
    format!(
        "only a promotion can be associative; write `associative` before `promotion`, not before `{section}`"
    )
}

pub(crate) fn relative_crate(path: &str) -> String {
    format!(
        "a relative path does not resolve in the generated module; write `::{path}` for a dependency, or `crate::{path}` for a path in this crate"
    )
}

pub(crate) fn rows_in_braces(section: &str) -> String {
    format!("the rows of `{section}` belong in braces; write `{section} {{ .. }}`")
}

pub(crate) fn operations_in_braces() -> &'static str {
    "the operations belong in braces; write, for example, `operations { argmax, nonzero }`"
}

pub(crate) fn no_names() -> &'static str {
    "expected operations separated by commas; write, for example, `argmax, nonzero`"
}

pub(crate) fn comment_of_nothing() -> &'static str {
    "no row follows this doc comment or attribute; move it above its row, or write a plain comment with `//`"
}

pub(crate) fn attribute_of_section() -> &'static str {
    "a section cannot have attributes or doc comments; write them on its rows"
}

pub(crate) fn no_end(what: &str) -> String {
    format!("{what} must end with `;`; write `;` after this")
}

pub(crate) fn comma_for_semicolon() -> &'static str {
    "a row ends with `;`, not with a comma; write `;` after each row"
}

pub(crate) fn row_goes_on() -> &'static str {
    "the row should end here; write `;` before this"
}

pub(crate) fn row_after_comma() -> &'static str {
    "another row begins here; write `;` before it, not a comma"
}

pub(crate) fn no_type(name: &str) -> String {
    format!("the dtype `{name}` has no type; write, for example, `{name}: f32;`")
}

pub(crate) fn option_without_comma(option: &str) -> String {
    format!("a comma is missing before the option `{option}`; write `, {option}`")
}

pub(crate) fn no_rule(name: &str) -> String {
    format!(
        "expected `<` or `|`; write a step `{name} < WIDER;` or a row `{name} | OTHER = RESULT;`"
    )
}

pub(crate) fn wider_first(name: &str) -> String {
    format!("a step goes from the narrower dtype to the wider one; write `NARROWER < {name};`")
}

pub(crate) fn no_result(left: &str, right: &str) -> String {
    format!("this row has no result; write `{left} | {right} = RESULT;`")
}

pub(crate) fn lossy_row() -> &'static str {
    "a row cannot be `lossy`, because it converts through steps; write `lossy` before the step that loses precision"
}

/// The message for `found`, if it is nearly `word`.
pub(crate) fn misspelt(found: &str, word: &str) -> Option<String> {
    near(found, &[word]).map(|word| format!("unknown word `{found}`; write `{word}`"))
}

// Scalars.

pub(crate) fn no_scalar_dtype(rule: &str) -> String {
    format!("this row has no dtype; write `{rule} = DTYPE;`")
}

pub(crate) fn unknown_kind(kind: &str, kinds: &[&str]) -> String {
    format!("unknown kind of scalar `{kind}`; {}", instead(kind, kinds))
}

pub(crate) fn repeated_scalar() -> &'static str {
    "an earlier row already gives the dtype of these scalars; remove one of the two"
}

pub(crate) fn scalar_without_promotion(array: &str, result: &str) -> String {
    format!(
        "the table does not promote `{array}` and `{result}`; write a dtype that `{array}` promotes with, or add a step or a row to `promotion`"
    )
}

pub(crate) fn scalars_of_no_operation() -> &'static str {
    "`scalars` has no effect, because no operation of the table takes a scalar; remove this row, or list `where_` in `operations`"
}

// Dtypes.

pub(crate) fn no_dtypes() -> String {
    "a table needs at least one dtype; write, for example, `dtypes { Bool: bool; Float: f32; }`"
        .into()
}

pub(crate) fn repeated_dtype(name: &str) -> String {
    format!("the dtype `{name}` is declared twice; rename or remove this one")
}

pub(crate) fn keyword_as_name(keyword: &str) -> String {
    let instead = match keyword {
        "self" | "super" | "crate" | "Self" | "_" => "choose another name".to_owned(),
        _ => format!("choose another name, or write `r#{keyword}`"),
    };
    format!("`{keyword}` is a keyword; {instead}")
}

pub(crate) fn reserved_dtype(name: &str) -> String {
    format!("`DType::{name}` is the list of all dtypes; choose another name")
}

pub(crate) fn unreadable_cfg() -> String {
    "this `cfg` has no valid predicate; write, for example, `#[cfg(feature = \"half\")]`".into()
}

pub(crate) fn hidden_cfg() -> String {
    "a `cfg` inside `cfg_attr` has no effect; write it as `#[cfg(any(not(CONDITION), PREDICATE))]`"
        .into()
}

pub(crate) fn attribute_of_row() -> String {
    "no item is generated for this row, so it cannot have this attribute; remove it (`#[cfg(..)]` and doc comments are allowed)"
        .into()
}

pub(crate) fn repeated_type(ty: &str, first: &str) -> String {
    format!(
        "`{ty}` is already the type of `{first}`, and a type can have only one dtype per table; remove this row, or wrap \
         the type in a newtype"
    )
}

pub(crate) fn same_kernel_name(name: &str, first: &str, module: &str) -> String {
    format!(
        "the kernels of `{name}` and of `{first}` would both be named `{module}`; rename one of the two"
    )
}

pub(crate) fn unknown_primitive(ty: &str) -> String {
    format!(
        "`as {ty}` does not name a primitive with native kernels; write one of {}, or remove `as` to run the portable \
         kernels",
        list(crate::model::PRIMITIVES)
    )
}

pub(crate) fn newtype_and_native(name: &str) -> String {
    format!("`as` and `native` both choose the kernels of `{name}`; remove one")
}

/// `way` is the word in the row that chooses native kernels. It is empty for a primitive.
pub(crate) fn idle_value(option: &str, name: &str, way: &str) -> String {
    let portable = if way.is_empty() {
        String::new()
    } else {
        format!(", or remove {way} to run the portable kernels")
    };
    format!(
        "`{option}` has no effect, because the kernels of `{name}` define their own `{option}`; remove it{portable}"
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
        "the ranks begin at {first}, but a table always includes all lower ranks; begin at 0, as in `ranks 0..=4;`"
    )
}

pub(crate) fn empty_ranks(max: usize) -> String {
    format!("this range is empty; write, for example, `ranks 0..={max};`")
}

pub(crate) fn no_rows() -> String {
    "a table needs at least rank 1; write `ranks 0..=1;` or a larger last rank".into()
}

pub(crate) fn no_range() -> &'static str {
    "expected a range of ranks; write, for example, `ranks 0..=4;`"
}

pub(crate) fn too_large_rank(rank: impl std::fmt::Display, max: usize) -> String {
    format!(
        "rank {rank} is too large, because the largest static rank of ndarray is {max}; write `ranks 0..={max};` or less \
         (the functions still accept arrays of higher rank)"
    )
}

pub(crate) fn unknown_operation(name: &str) -> String {
    let known: Vec<&str> = Operations::all().names().collect();
    format!("unknown operation `{name}`; {}", instead(name, &known))
}

pub(crate) fn repeated_operation(name: &str) -> String {
    format!("the operation `{name}` is listed twice; remove one")
}

pub(crate) fn no_operations(place: &str) -> String {
    format!(
        "no operation is listed, so no kernel would be generated; list at least one, or remove {place} to get all"
    )
}

pub(crate) fn operation_needs_order(operation: &str, dtype: &str) -> String {
    format!(
        "`{dtype}` is unordered, so it cannot have `{operation}`; remove `{operation}` here, or remove `unordered`"
    )
}

pub(crate) fn operation_not_in_table(operation: &str) -> String {
    format!("the table does not have `{operation}`; add it to `operations`, or remove it here")
}

/// `others` are the operations of the table that need no `bool`.
pub(crate) fn operations_need_bool(operations: Operations, others: Operations) -> String {
    let others: Vec<&str> = others.names().collect();
    let without = if others.is_empty() {
        String::new()
    } else {
        format!(
            ", or list the operations without {}: `operations {{ {} }}`",
            list(operations.names()),
            others.join(", ")
        )
    };
    let need = match operations.iter().count() {
        1 => "needs a dtype of type `bool` for its condition",
        _ => "need a dtype of type `bool` for their conditions",
    };
    format!(
        "{} {need}, and this table has none; add `Bool: bool;` to `dtypes`{without}",
        list(operations.names()),
    )
}

// Promotion.

/// `known` are the dtypes, each with its type.
pub(crate) fn unknown_dtype(name: &str, known: &[(String, String)]) -> String {
    if let Some((dtype, _)) = known.iter().find(|(_, ty)| ty == name) {
        return format!("`{name}` is a type, not a dtype; write the name of its dtype, `{dtype}`");
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
        "this step closes a cycle: {}; remove one of these steps",
        through.join(" < ")
    )
}

pub(crate) fn with_on_chain() -> String {
    "a conversion belongs to one step, but this chain has several; write `A < B with f;` as a separate row".into()
}

pub(crate) fn ambiguous(left: &str, right: &str, minimal: &[String]) -> String {
    format!(
        "the promotion of `{left}` with `{right}` is ambiguous: {} lie above both, and none of them lies below the \
         others; add a row, for example `{left} | {right} = {};`",
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
        format!(
            ", or choose a result above both operands: {}",
            list(candidates)
        )
    };
    format!(
        "`{result}` does not lie above {}, so there is no conversion to it; add {}{instead}",
        list(below),
        list(&steps)
    )
}

pub(crate) fn repeated_row(left: &str, right: &str, first: &str) -> String {
    format!("an earlier row already says `{left} | {right} = {first}`; remove one of the two")
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
         {right}{more}; remove `associative`, or change the rules that these results follow from"
    )
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
