//! Each rule, tested with tables that break it: the message, the tokens that it points at, and the absence of other
//! reports.

use crate::errors::{Errors, messages};
use crate::model::Model;
use crate::operations::{Operation, Operations};
use crate::parse;
use proc_macro2::TokenStream;

/// The tokens that each error points at, and its message.
type Reports = Vec<(String, String)>;

/// Checks a table with these sections.
fn check(sections: &str) -> (Model, Reports) {
    let text = format!("(::argwhere) pub mod terrain; {sections}");
    let input: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut errors = Errors::new();
    let table = parse::table(input, &mut errors).expect("the module's name can be read");
    let model = super::table(table, &mut errors);
    let reports = errors.into_found().into_iter().map(|error| {
        let at = error
            .span()
            .source_text()
            .expect("the error points at the table");
        (at, error.to_string())
    });
    (model, reports.collect())
}

#[track_caller]
fn assert_reports<T: Into<String>>(
    sections: &str,
    expected: impl IntoIterator<Item = (&'static str, T)>,
) {
    let expected: Reports = expected
        .into_iter()
        .map(|(at, message)| (at.to_owned(), message.into()))
        .collect();
    assert_eq!(check(sections).1, expected, "{sections}");
}

#[track_caller]
fn assert_sound(sections: &str) -> Model {
    let (model, reports) = check(sections);
    assert_eq!(reports, [], "{sections}");
    model
}

/// A table of portable dtypes, with these promotion rules.
fn rules(rules: &str) -> String {
    format!(
        "operations {{ nonzero }} dtypes {{ A: a; B: b; C: c; D: d; E: e; }} promotion {{ {rules} }}"
    )
}

/// The operations that need `bool`, or all others.
fn with_condition(needs_bool: bool) -> Operations {
    Operations::all()
        .iter()
        .filter(|operation| operation.needs_bool == needs_bool)
        .collect()
}

fn strings<const N: usize>(names: [&str; N]) -> [String; N] {
    names.map(str::to_owned)
}

#[test]
fn ranks() {
    let dtypes = "dtypes { Bool: bool; }";
    for (ranks, max) in [("0..=1", 1), ("0..2", 1), ("0..=6", 6), ("0..7", 6)] {
        assert_eq!(
            assert_sound(&format!("ranks {ranks}; {dtypes}")).max_rank,
            max
        );
    }
    assert_eq!(assert_sound(dtypes).max_rank, 4);
    for (ranks, at, message) in [
        ("1..=4", "1..=4", messages::ranks_from(1)),
        ("4..=0", "4..=0", messages::empty_ranks(4)),
        ("0..0", "0..0", messages::empty_ranks(4)),
        ("0..=0", "0..=0", messages::no_rows()),
        ("0..1", "0..1", messages::no_rows()),
        ("0..=7", "0..=7", messages::too_large_rank(7, 6)),
    ] {
        assert_reports(&format!("ranks {ranks}; {dtypes}"), [(at, message)]);
    }
}

#[test]
fn operations() {
    let table = |listed: &str| format!("operations {{ {listed} }} dtypes {{ Bool: bool; }}");
    assert_sound(&table("argmax, nonzero,"));
    assert_reports(
        &table("argmaks"),
        [("argmaks", messages::unknown_operation("argmaks"))],
    );
    assert_reports(
        &table("argmax, argmax"),
        [("argmax", messages::repeated_operation("argmax"))],
    );
    assert_reports(
        &table(""),
        [("operations", messages::no_operations("the section"))],
    );
}

#[test]
fn attributes() {
    assert_sound("dtypes { #[doc = \"x\"] #[deprecated] Bool: bool; }");
    assert_reports(
        "dtypes { #[cfg] Bool: bool; }",
        [("#[cfg]", messages::unreadable_cfg())],
    );
    assert_reports(
        "dtypes { #[cfg_attr(p, doc(hidden), cfg(q))] Bool: bool; }",
        [(
            "#[cfg_attr(p, doc(hidden), cfg(q))]",
            messages::hidden_cfg(),
        )],
    );
    assert_sound(&rules(
        "#[allow(x)] A < C; B < C; #[doc = \"x\"] A | B = C;",
    ));
    assert_reports(
        &rules("A < C; B < C; #[inline] A | B = C;"),
        [("#[inline]", messages::attribute_of_row())],
    );
}

#[test]
fn names_of_dtypes() {
    assert_reports(
        "dtypes { Bool: bool; Bool: i8; }",
        [("Bool", messages::repeated_dtype("Bool"))],
    );
    assert_reports(
        "dtypes { Bool: bool; ALL: i8; }",
        [("ALL", messages::reserved_dtype("ALL"))],
    );
    for keyword in ["type", "self", "Self"] {
        let (_, reports) = check(&format!("dtypes {{ Bool: bool; {keyword}: i8; }}"));
        assert_eq!(
            reports,
            [(keyword.to_owned(), messages::keyword_as_name(keyword))]
        );
    }
}

#[test]
fn types_of_dtypes() {
    assert_reports(
        "dtypes { Bool: bool; Int: crate::Int; Whole: crate::Int; } promotion { Int < Whole; }",
        [("crate::Int", messages::repeated_type("crate::Int", "Int"))],
    );
}

#[test]
fn options_of_dtypes() {
    let dtype = |row: &str| format!("operations {{ argmax, nonzero }} dtypes {{ {row}; }}");
    for row in [
        "A: T as f32",
        "A: T, native, unordered",
        "A: T, zero = T(0)",
        "A: T, scalar = |_| None, zero = T(0)",
        "A: T, unordered, only(nonzero)",
    ] {
        assert_sound(&dtype(row));
    }
    for (row, at, message) in [
        (
            "A: T as Vec<u8>",
            "Vec<u8>",
            messages::unknown_primitive("Vec<u8>"),
        ),
        (
            "A: T as f32, native",
            "native",
            messages::newtype_and_native("A"),
        ),
        (
            "A: f32, zero = 0.0",
            "zero",
            messages::idle_value("zero", "A", ""),
        ),
        (
            "A: T as f32, zero = 0.0",
            "zero",
            messages::idle_value("zero", "A", "`as`"),
        ),
        (
            "A: T, native, zero = 0.0",
            "zero",
            messages::idle_value("zero", "A", "`native`"),
        ),
        (
            "A: f32, scalar = |_| None",
            "scalar",
            messages::idle_value("scalar", "A", ""),
        ),
        (
            "A: T as f32, scalar = |_| None",
            "scalar",
            messages::idle_value("scalar", "A", "`as`"),
        ),
        (
            "A: T, unordered, unordered",
            "unordered",
            messages::repeated_option("unordered"),
        ),
        (
            "A: T, orderless",
            "orderless",
            messages::unknown_option("orderless"),
        ),
        ("A: T, only()", "only", messages::no_operations("`only`")),
        (
            "A: T, only(nonzer)",
            "nonzer",
            messages::unknown_operation("nonzer"),
        ),
        (
            "A: T, only(argmin)",
            "argmin",
            messages::operation_not_in_table("argmin"),
        ),
        (
            "A: T, unordered, only(argmax)",
            "argmax",
            messages::operation_needs_order("argmax", "A"),
        ),
    ] {
        assert_reports(&dtype(row), [(at, message)]);
    }
}

#[test]
fn a_table_has_dtypes() {
    assert_reports("dtypes {}", [("terrain", messages::no_dtypes())]);
    assert_reports("", [("terrain", messages::no_dtypes())]);
}

#[test]
fn a_condition_has_a_dtype() {
    let [with, without] = [true, false].map(with_condition);
    assert_reports(
        "dtypes { A: i8; }",
        [("terrain", messages::operations_need_bool(with, without))],
    );
    let extract = Operation::named("extract").into_iter().collect();
    assert_reports(
        "operations { extract } dtypes { A: i8; }",
        [(
            "terrain",
            messages::operations_need_bool(extract, Operations::NONE),
        )],
    );
    assert_sound("operations { argmax } dtypes { A: i8; }");
}

#[test]
fn rules_name_dtypes() {
    let known: Vec<(String, String)> = [("A", "a"), ("B", "b"), ("C", "c"), ("D", "d"), ("E", "e")]
        .map(|(a, b)| (a.into(), b.into()))
        .into();
    let unknown = |name: &str| messages::unknown_dtype(name, &known);
    assert_reports(&rules("A < X;"), [("X", unknown("X"))]);
    assert_reports(&rules("A < C; B < C; A | X = C;"), [("X", unknown("X"))]);
    assert_reports(
        &rules("A < B < C with f;"),
        [("f", messages::with_on_chain())],
    );
}

#[test]
fn steps_are_written_once() {
    assert_reports(
        &rules("A < B < C; B < C;"),
        [("B < C", messages::repeated_step("B", "C"))],
    );
}

#[test]
fn steps_close_no_loop() {
    assert_reports(&rules("A < A;"), [("A < A", messages::step_to_itself("A"))]);
    let through = strings(["C", "A", "B", "C"]);
    assert_reports(
        &rules("A < B < C; C < A;"),
        [("C < A", messages::closes_loop(&through))],
    );
}

#[test]
fn rows_lie_above_their_operands() {
    assert_reports(
        &rules("A < C; B < C; A | A = C;"),
        [("A | A = C", messages::row_of_one("A"))],
    );
    let message = messages::row_not_above("D", &["A", "B"], &strings(["C"]));
    assert_reports(&rules("A < C; B < C; A | B = D;"), [("D", message)]);
    let message = messages::row_not_above("C", &["B"], &[]);
    assert_reports(&rules("A < C; A | B = C;"), [("C", message)]);
}

#[test]
fn rows_do_not_contradict() {
    let steps = "A < C < D; B < C;";
    let report = [("B | A = C", messages::repeated_row("A", "B", "C"))];
    assert_reports(&rules(&format!("{steps} A | B = C; B | A = C;")), report);
    let report = [("B | A = D", messages::contradicting_row("A", "B", "C"))];
    assert_reports(&rules(&format!("{steps} A | B = C; B | A = D;")), report);
}

#[test]
fn joins_are_unambiguous() {
    let two_tops = "A < C; A < D; B < C; B < D;";
    let message = messages::ambiguous("A", "B", &strings(["C", "D"]));
    assert_reports(&rules(two_tops), [("B < D", message)]);
    assert_sound(&rules(&format!("{two_tops} B | A = D;")));
}

#[test]
fn the_claim_of_associativity_holds() {
    let broken = "A < C < E; B < C; A < D < E; B < D; A | B = C;";
    let claim = |rules: &str| self::rules(rules).replace("promotion", "associative promotion");
    let names = strings(["`A`", "`B`", "`D`"]);
    let message = messages::not_associative(&names, "`E`", "`D`", 1);
    assert_reports(&claim(broken), [("associative", message)]);
    assert_sound(&rules(broken));
    assert_sound(&claim("A < C < E; B < C;"));
}

#[test]
fn kernels_have_names_of_their_own() {
    let message = messages::same_kernel_name("Foobar", "FooBar", "foobar");
    assert_reports(
        "dtypes { Bool: bool; FooBar: a; Foobar: b; }",
        [("Foobar", message)],
    );
    let modules = |sections: &str| -> Vec<String> {
        let dtypes = assert_sound(sections).dtypes;
        dtypes.into_iter().map(|dtype| dtype.module).collect()
    };
    assert_eq!(
        modules("dtypes { I8: b; I8_: c; Int8: i8; Bool: bool; }"),
        ["i8_", "i8__", "i8", "bool"]
    );
    let dtypes = "dtypes { Bool: bool; A: a; A_B: ab; C: c; B_C: bc; }";
    assert_eq!(
        modules(&format!("{dtypes} promotion {{ A < B_C; A_B < C; }}")),
        ["bool", "a", "a_b_", "c", "b_c"]
    );
    // Pairs without a promotion have no kernels.
    assert_eq!(
        modules(&format!("{dtypes} promotion {{ A < B_C; }}")),
        ["bool", "a", "a_b", "c", "b_c"]
    );
}

#[test]
fn one_mistake_is_one_error() {
    // The text that could not be read may have declared a name that a later rule misses.
    for sections in [
        "dtypes { Bool bool; Int: i8; } promotion { Bool < Int; }",
        "dtypes { Bool: ; Int: i8; } promotion { Bool < Int; }",
        "dtypes { Bool: bool }",
        "dtypes { Bool: bool Int: i8; } promotion { Bool < Int; }",
        "dtypes { Bool: bool; Int: i8, ordered; } promotion { Bool < Int; }",
        "dtypes { Bool: bool; 1; }",
        "dtypes ( Bool: bool; )",
        "types { Bool: bool; Int: i8; } promotion { Bool < Int; }",
        "ranks 0; dtypes { Bool: bool; }",
        "ranks zero..=4; dtypes { Bool: bool; }",
        "crate = argwhere; dtypes { Bool: bool; }",
        "associative dtypes { Bool: bool; }",
    ] {
        let (_, reports) = check(sections);
        assert_eq!(reports.len(), 1, "{sections}: {reports:#?}");
    }
    for broken in [
        // A row that would have settled the pair.
        "A < C; A < D; B < C; B < D; A | B == C;",
        "A < C; A < D; B < C; B < D; A | B = X;",
        "A < C; A < D; B < C; B < D; A | B = E;",
        // A step that would have led there.
        "A < C; B <= C; A | B = C;",
        "A < C; B < X < C; A | B = C;",
    ] {
        let (_, reports) = check(&rules(broken));
        assert_eq!(reports.len(), 1, "{broken}: {reports:#?}");
    }
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let sections = "
        ranks 0..=9;
        operations { argmax, nonzero, sort }
        dtypes { A: a; A: b; B: a; C: c as d, zero = 0; D: d, only(where_); }
        promotion { A < X; A < D; A < D; C < C; B | D = C; }
    ";
    let (_, reports) = check(sections);
    let at: Vec<&str> = reports.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(
        at,
        [
            "0..=9", "sort", "A", "a", "d", "where_", "X", "A < D", "C < C", "C"
        ],
        "{reports:#?}"
    );
}

#[test]
fn the_tables_of_other_libraries_have_the_steps_and_rows_they_are_known_for() {
    for (text, steps, rows, triples) in [
        (
            include_str!("../../../core/src/tables/standard.rs"),
            13,
            0,
            0,
        ),
        (include_str!("../../../core/src/tables/numpy.rs"), 19, 2, 8),
        (include_str!("../../../core/src/tables/jax.rs"), 17, 4, 16),
    ] {
        let file: syn::File = syn::parse_str(text).expect("the file is Rust");
        let table = file.items.iter().find_map(|item| match item {
            syn::Item::Macro(item) => Some(item.mac.tokens.clone()),
            _ => None,
        });
        let table = table.expect("the file holds a table");
        let mut errors = Errors::new();
        let table =
            parse::table(quote::quote!((crate) #table), &mut errors).expect("it can be read");
        let model = super::table(table, &mut errors);
        assert!(errors.into_found().is_empty());
        assert_eq!(
            (
                model.steps.len(),
                model.rows.len(),
                model.promotions.nonassociative().len()
            ),
            (steps, rows, triples),
            "{}",
            model.name
        );
    }
}

#[test]
fn a_comment_documents_a_row() {
    assert_reports(
        "operations { nonzero } dtypes { A: i8; #[doc = \"x\"] }",
        [("#[doc = \"x\"]", messages::comment_of_nothing())],
    );
}

#[test]
fn a_section_has_no_attributes() {
    assert_reports(
        "operations { nonzero } dtypes { A: i8; } #[cfg(x)] promotion {}",
        [("#", messages::attribute_of_section())],
    );
}
