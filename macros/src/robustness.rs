//! The macro on random and damaged input, and on a table of unusual size.

use crate::kernels_impl;
use proc_macro2::{Group, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::ToTokens;
use std::fmt::Write;
use std::time::Instant;
use syn::{File, Item};

/// A table with something of every kind to damage.
const TABLE: &str = r#"
    (::argwhere)
    /// What it is for.
    #[allow(dead_code)]
    pub(crate) mod terrain;

    crate = ::argwhere;
    ranks 0..=1;
    operations { argmax, nonzero, where_ }

    dtypes {
        /// Yes or no.
        Bool: bool;
        Int16: i16;
        Int32: i32, only(nonzero, where_);
        #[cfg(feature = "float")]
        #[deprecated = "use `Metres`"]
        Float: f32;
        Metres: units::Metres as f32;
        r#type: super::Fixed<self::Bits>, zero = self::ZERO;
        Colour: (u8, u8, u8), unordered;
        Complex: num_complex::Complex<f32>, unordered, native;
    }

    promotion {
        Int16 < Int32 < r#type;
        /// rounds
        lossy Int32 < Float with |x| { let y = x; y as f32 };
        Float < Metres;
        #[cfg(not(feature = "float"))]
        Int32 < Metres with convert::<i32>;
        Float < Complex;
        Int32 | Metres = Metres;
    }

    scalars {
        /// as Python
        int = Int16;
        #[cfg(feature = "float")]
        Float | complex = Complex;
    }
"#;

/// The replacements for a damaged token.
const WORDS: &[&str] = &[
    "A",
    "Bool",
    "Int16",
    "Metres",
    "r#type",
    "self",
    "super",
    "crate",
    "Self",
    "_",
    "mod",
    "pub",
    "ranks",
    "dtypes",
    "promotion",
    "scalars",
    "complex",
    "operations",
    "associative",
    "lossy",
    "with",
    "as",
    "only",
    "zero",
    "native",
    "unordered",
    "argmax",
    "where_",
    "bool",
    "f32",
    "ALL",
    "é",
    "gen",
    "0",
    "7",
    "18446744073709551616",
    "1.5",
    "\"text\"",
    "'c'",
    "b\"bytes\"",
    "'life",
    ";",
    ":",
    "::",
    ",",
    "<",
    "<<",
    "<=",
    ">",
    "|",
    "||",
    "=",
    "==",
    "=>",
    "..",
    "..=",
    "...",
    "#",
    "!",
    "$",
    "&",
    "-",
    "->",
    "?",
    "#[doc = \"x\"]",
    "#[cfg(p)]",
    "#[cfg]",
    "#[cfg_attr(p, cfg(q))]",
    "{}",
    "()",
    "[]",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_map(str::to_owned)
}

/// Any tokens, in nested groups.
fn tokens() -> impl Strategy<Value = String> {
    let leaf = prop::collection::vec(word(), 0..8).prop_map(|words| words.join(" "));
    leaf.prop_recursive(4, 64, 8, |inner| {
        let group = (prop::sample::select(&["{}", "()", "[]"][..]), inner)
            .prop_map(|(braces, inner)| format!("{} {inner} {}", &braces[..1], &braces[1..]));
        prop::collection::vec(prop_oneof![word(), group], 0..8).prop_map(|parts| parts.join(" "))
    })
}

/// The damage to a token.
#[derive(Debug, Clone)]
enum Damage {
    Remove,
    Repeat,
    Replace(String),
    Insert(String),
    /// Its group is opened.
    Unwrap,
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        Just(Damage::Remove),
        Just(Damage::Repeat),
        Just(Damage::Unwrap),
        word().prop_map(Damage::Replace),
        word().prop_map(Damage::Insert),
        tokens().prop_map(Damage::Insert),
    ]
}

/// Damages the token that is `at` steps ahead in reading order. Counts `at` down on the way.
fn damaged(stream: TokenStream, at: &mut usize, damage: &Damage) -> TokenStream {
    let mut out = TokenStream::new();
    for token in stream {
        let here = *at == 0;
        *at = at.wrapping_sub(1);
        let token = match token {
            TokenTree::Group(group) if here && matches!(damage, Damage::Unwrap) => {
                out.extend(group.stream());
                continue;
            }
            TokenTree::Group(group) if !here => {
                let inner = damaged(group.stream(), at, damage);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            other => other,
        };
        match damage {
            _ if !here => out.extend([token]),
            Damage::Remove => {}
            Damage::Repeat => out.extend([token.clone(), token]),
            Damage::Replace(text) => out.extend(lex(text)),
            Damage::Insert(text) => {
                out.extend(lex(text));
                out.extend([token]);
            }
            Damage::Unwrap => out.extend([token]),
        }
    }
    out
}

fn lex(text: &str) -> TokenStream {
    text.parse()
        .unwrap_or_else(|error| panic!("{text:?} is not a sequence of tokens: {error}"))
}

fn count(stream: TokenStream) -> usize {
    let of = |token| match token {
        TokenTree::Group(group) => 1 + count(group.stream()),
        _ => 1,
    };
    stream.into_iter().map(of).sum()
}

/// Expands the input. The output must be Rust items, whatever the input is.
fn expand(input: TokenStream) -> File {
    let text = input.to_string();
    let output = kernels_impl(input);
    syn::parse2(output)
        .unwrap_or_else(|error| panic!("{text}\ndoes not expand to Rust items: {error}"))
}

/// Expands the input as rustc does if the predicates hold, or if only their negations do.
fn expand_wholly(input: TokenStream, hold: bool) -> File {
    let file = expand(input);
    let [Item::Macro(with), Item::Macro(without)] = &file.items[..] else {
        return file;
    };
    // Two macros without a predicate are two errors.
    let Some(predicate) = with.attrs.first() else {
        return file;
    };
    let negated = predicate.to_token_stream().to_string().contains("not");
    let taken = if hold == negated { without } else { with };
    expand_wholly(taken.mac.tokens.clone(), hold)
}

proptest! {
    // Each run tests other cases. As many as the default would take a minute.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_tokens_expand_to_items(text in tokens()) {
        expand_wholly(lex(&text), true);
        expand_wholly(lex(&format!("(::argwhere) {text}")), true);
        expand_wholly(lex(&format!("(::argwhere) mod m; dtypes {{ {text} }} promotion {{ {text} }}")), false);
    }

    #[test]
    fn a_damaged_table_expands_to_items(
        damages in prop::collection::vec((any::<prop::sample::Index>(), damage()), 1..6),
        hold: bool,
    ) {
        let mut table = lex(TABLE);
        for (at, damage) in damages {
            let tokens = count(table.clone());
            // The path of the crate does not come from the user, so it stays intact.
            let mut at = 5 + at.index(tokens - 5);
            table = damaged(table, &mut at, &damage);
        }
        expand_wholly(table, hold);
    }
}

#[test]
fn the_undamaged_table_has_no_error() {
    for hold in [true, false] {
        let file = expand_wholly(lex(TABLE), hold);
        let errors: Vec<String> = file
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Macro(item) => Some(item.mac.tokens.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(errors, [""; 0], "if predicates hold: {hold}");
    }
}

#[test]
fn names_keep_their_place_in_the_table() {
    let file = expand(lex(
        "(::argwhere) mod terrain; dtypes { Bool: bool; r#type: T; Metres: M as f32; }",
    ));
    let Item::Mod(module) = &file.items[0] else {
        panic!("the module comes first");
    };
    let (_, items) = module.content.as_ref().expect("it has a body");
    let enums = items.iter().filter_map(|item| match item {
        Item::Enum(item) if item.ident != "Operand" => {
            Some(item.variants.iter().map(|variant| &variant.ident))
        }
        _ => None,
    });
    let names: Vec<String> = std::iter::once(&module.ident)
        .chain(enums.flatten())
        .map(|name| {
            name.span()
                .source_text()
                .expect("the name is part of the table")
        })
        .collect();
    let variants = ["Bool", "r#type", "Metres"].repeat(4);
    assert_eq!(names, [vec!["terrain"], variants].concat());
}

/// The test prints the time, which must stay well under a second: `cargo test -p argwhere-macros sixty -- --nocapture`.
#[test]
fn sixty_dtypes_expand_in_full() {
    let mut text = String::from("(::argwhere) pub mod large; dtypes { Bool: bool;");
    for at in 0..59 {
        let _ = write!(text, "D{at}: types::T{at};");
    }
    text.push_str("} promotion {");
    for at in (0..58).filter(|at| at % 12 != 11) {
        let _ = write!(text, "D{at} < D{};", at + 1);
    }
    text.push('}');
    let start = Instant::now();
    let output = kernels_impl(lex(&text));
    println!("60 dtypes took {:?}", start.elapsed());
    // Four chains of twelve, one of eleven, and bool: within a chain every pair is defined.
    assert_eq!(named(output, "Promotion"), 4 * 12 * 12 + 11 * 11 + 1);
}

/// The number of times that a name occurs in tokens.
fn named(tokens: TokenStream, name: &str) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => named(group.stream(), name),
            TokenTree::Ident(ident) => usize::from(ident == name),
            _ => 0,
        })
        .sum()
}
