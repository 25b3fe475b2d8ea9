//! Snapshots of the expansion, one for each branch of the generator, in `macros/snapshots`.
//!
//! Each table is the smallest that shows its branch. Of its module only the named parts are kept: an item by its name, an
//! item of a module by its path, the implementations of a trait by `impl` and the trait.
//!
//! `BLESS=1 cargo test -p argwhere-macros snapshots` rewrites them.

use crate::kernels_impl;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::{File, Item, ItemMod, Type, TypePath};

/// The table of a snapshot, and the parts of its module that are kept. If no part is named, all are kept.
struct Case {
    name: &'static str,
    table: &'static str,
    parts: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "dtype",
        table: "/// What it is for.
            pub mod table;
            operations { nonzero }
            dtypes { Int16: i16; }",
        parts: &[
            "docs",
            "Table",
            "impl Table",
            "DType",
            "__NAMES",
            "impl DType",
            "impl FromStr",
        ],
    },
    Case {
        name: "array",
        table: "mod table;
            operations { nonzero }
            dtypes { Int16: i16; Float: f32; }",
        parts: &["Array", "impl Array", "impl HasDType"],
    },
    Case {
        name: "view",
        table: "mod table;
            operations { nonzero }
            dtypes { Int16: i16; }",
        parts: &[
            "ArrayView",
            "impl ArrayView",
            "impl Debug",
            "impl Display",
            "impl DynamicView",
            "impl PartialEq",
            "impl From",
            "impl TryFrom",
        ],
    },
    Case {
        name: "dispatch",
        table: "pub mod table;
            operations { nonzero }
            dtypes { Int16: i16; Colour: Rgb, unordered; }",
        parts: &["macro_rules", "use", "impl Nth", "impl Dispatch"],
    },
    Case {
        name: "nonzero",
        table: "mod table;
            ranks 0..=2;
            operations { nonzero }
            dtypes { Int16: i16; }",
        parts: &["nonzero", "typed", "kernels", "impl HasNonzero"],
    },
    Case {
        name: "extremum",
        table: "pub mod table;
            ranks 0..=3;
            operations { argmax }
            dtypes { Int16: i16; }",
        parts: &[
            "argmax",
            "argmax_into",
            "typed",
            "kernels",
            "impl HasExtremum",
        ],
    },
    Case {
        name: "where",
        table: "pub mod table;
            ranks 0..=2;
            operations { where_ }
            dtypes { Bool: bool; Int16: i16, only(); }",
        parts: &["where_", "where_into", "typed", "kernels", "Operand"],
    },
    Case {
        name: "bounds",
        table: "pub mod t;
            ranks 0..=1;
            operations { argmin, nonzero, where_ }
            dtypes { Bool: bool; Int16: i16; }",
        parts: &[
            "Ordered",
            "impl Ordered",
            "HasNonzero",
            "impl HasNonzero",
            "PromotesWith",
            "impl PromotesWith",
        ],
    },
    Case {
        name: "undefined_pair",
        table: "mod table;
            operations { where_ }
            dtypes { Bool: bool; Int16: i16; Float: f32; }
            promotion { Int16 < Float; }",
        parts: &["where_"],
    },
    Case {
        name: "newtype",
        table: "mod table;
            ranks 0..=1;
            operations { argmin }
            dtypes { Metres: units::Metres as f32; }",
        parts: &[
            "types",
            "kernels::argmin",
            "impl HasDType",
            "impl HasExtremum",
        ],
    },
    Case {
        name: "portable",
        table: "mod table;
            ranks 0..=1;
            operations { nonzero }
            dtypes { Depth: super::Fixed<self::Frac>; }",
        parts: &["types", "impl Values", "impl HasDType", "impl HasNonzero"],
    },
    Case {
        name: "zero",
        table: "mod table;
            operations { nonzero }
            dtypes { Date: Date, zero = self::Date::EPOCH; }",
        parts: &["zero_date", "impl Values"],
    },
    Case {
        name: "scalar",
        table: "pub mod table;
            operations { nonzero }
            dtypes { Soil: Soil, scalar = self::Soil::from_scalar; }",
        parts: &["scalar_soil", "impl Values"],
    },
    Case {
        name: "native",
        table: "mod table;
            operations { nonzero }
            dtypes { Complex: Complex<f32>, native; }",
        parts: &["impl HasDType"],
    },
    Case {
        name: "unordered",
        table: "mod table;
            ranks 0..=1;
            operations { argmax }
            dtypes { Int16: i16; Colour: Rgb, unordered; }",
        parts: &["argmax", "kernels", "impl DType"],
    },
    Case {
        name: "only",
        table: "mod table;
            ranks 0..=1;
            operations { nonzero, where_ }
            dtypes { Bool: bool; Int16: i16, only(where_); Float: f32, only(nonzero); }",
        parts: &["nonzero", "where_"],
    },
    Case {
        name: "conversions",
        table: "mod table;
            operations { nonzero }
            dtypes { Bool: bool; Int16: i16; Int64: i64; Float: f64; Depth: Fixed; }
            promotion {
                Bool < Int16 < Int64;
                lossy Int64 < Float;
                #[allow(clippy::cast_possible_truncation)]
                Float < Depth with |x| Fixed::from_num(x);
            }",
        parts: &["convert", "impl Convert"],
    },
    Case {
        name: "promotion",
        table: "mod table;
            operations { nonzero }
            dtypes { Int8: i8; UInt16: u16; Int32: i32; Float: f32; Double: f64; }
            promotion {
                Int8 < Int32 < Double;
                UInt16 < Int32;
                Int8 < Float < Double;
                UInt16 < Float;
                /// as NumPy
                Int8 | UInt16 = Int32;
            }",
        parts: &["docs", "impl DType", "impl Promotion"],
    },
    Case {
        name: "scalars",
        table: "mod table;
            operations { where_ }
            dtypes { Bool: bool; Float: f32; Complex: Complex<f32>, unordered, native; }
            promotion { Float < Complex; }
            scalars {
                /// as Python
                bool = Bool;
                Float | complex = Complex;
            }",
        parts: &["docs", "scalar_dtype", "where_"],
    },
    Case {
        name: "attributes",
        table: "#[cfg(feature = \"tables\")]
            pub(crate) mod r#mod;
            ranks 0..=1;
            operations { nonzero }
            dtypes {
                /// What it is.
                r#type: i16;
                #[deprecated = \"use another\"]
                Crate: u16;
                #[allow(non_camel_case_types)]
                r#gen: f32;
            }",
        parts: &["docs", "DType", "Array", "kernels::nonzero"],
    },
    Case {
        name: "predicates",
        table: "mod table;
            dtypes { Bool: bool; #[cfg(feature = \"half\")] Half: half::f16; Float: f32; }
            promotion { Half < Float; }",
        parts: &[],
    },
    Case {
        name: "crate_path",
        table: "mod table;
            crate = ::renamed;
            ranks 0..=1;
            operations { nonzero }
            dtypes { Int16: i16; }",
        parts: &["use", "Array", "kernels"],
    },
    Case {
        name: "faulty",
        table: "mod table;
            ranks 0..=1;
            operations { nonzero }
            dtypes { Int16: i16; Short: i16; Metres units::Metres as f32; }
            promotion { Int16 < Metres; Int16 < Meters; }",
        parts: &["types", "convert", "impl Promotion", "compile_error"],
    },
    // What the macros of the features `partial` and `rayon` of `argwhere` get.
    Case {
        name: "partial",
        table: "mod table;
            operations { argmax, count_nonzero, nonzero, top_k }
            dtypes { Int16: i16; Colour: u32, unordered; }",
        parts: &[
            "partial",
            "impl HasPartial",
            "impl HasCounts",
            "impl HasPositions",
        ],
    },
    Case {
        name: "par",
        table: "mod table;
            operations { argmax, where_ }
            dtypes { Bool: bool; Int16: i16; }",
        parts: &["par", "__par_argmax", "__par_where_"],
    },
];

/// The tables of all snapshots.
pub(crate) fn tables() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|case| case.table)
}

#[test]
fn the_expansion_is_as_in_the_snapshots() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let expanded: BTreeMap<String, String> = CASES
        .iter()
        .map(|case| (format!("{}.rs", case.name), expand(case)))
        .collect();
    let entries = fs::read_dir(&directory).expect("the directory exists");
    let stored: BTreeMap<String, String> = entries
        .map(|entry| {
            let entry = entry.expect("it can be listed");
            let text = fs::read_to_string(entry.path()).expect("a snapshot is text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    let files: BTreeSet<&String> = expanded.keys().chain(stored.keys()).collect();
    let differing = files
        .into_iter()
        .filter(|file| expanded.get(*file) != stored.get(*file));
    if std::env::var_os("BLESS").is_none() {
        let differing: Vec<&String> = differing.collect();
        assert!(
            differing.is_empty(),
            "{differing:?} in macros/snapshots do not match the current expansion; look at the difference with \
             `BLESS=1 cargo test -p argwhere-macros snapshots` and `git diff`"
        );
        return;
    }
    for file in differing {
        let path = directory.join(file);
        match expanded.get(file) {
            Some(text) => fs::write(path, text).expect("a snapshot can be written"),
            None => fs::remove_file(path).expect("a snapshot can be removed"),
        }
    }
}

/// The parts of a case's expansion that are kept, formatted.
fn expand(case: &Case) -> String {
    let input = format!("(::argwhere) {}", case.table)
        .parse()
        .expect("the table is tokens");
    let mut file: File = syn::parse2(kernels_impl(input)).expect("the expansion is Rust");
    unwrap_features(&mut file.items);
    if !case.parts.is_empty() {
        let mut found = BTreeSet::new();
        file.items.retain_mut(|item| match item {
            Item::Mod(table) => {
                if !case.parts.contains(&"docs") {
                    table.attrs.retain(|attr| !attr.path().is_ident("doc"));
                }
                keep(table, "", case.parts, &mut found)
            }
            other => is_part(&name(other), case.parts, &mut found),
        });
        found.extend(case.parts.iter().filter(|part| **part == "docs"));
        assert_eq!(
            found,
            case.parts.iter().copied().collect(),
            "{}: the parts found",
            case.name
        );
    }
    let table: Vec<&str> = case.table.lines().map(str::trim_start).collect();
    format!(
        "// {}\n\n{}",
        table.join("\n// "),
        prettyplease::unparse(&file)
    )
}

/// Replaces the calls of macros that expand to their argument, if `argwhere` has a feature, by the argument.
fn unwrap_features(items: &mut Vec<Item>) {
    let mut unwrapped = Vec::new();
    for mut item in items.drain(..) {
        match &mut item {
            Item::Macro(item)
                if ["partial_items", "par_items"].contains(&&*name_of(&item.mac.path)) =>
            {
                let inner: File = item.mac.parse_body().expect("the argument is items");
                unwrapped.extend(inner.items);
                continue;
            }
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    unwrap_features(items);
                }
            }
            _ => {}
        }
        unwrapped.push(item);
    }
    *items = unwrapped;
}

/// The last name of a path.
fn name_of(path: &syn::Path) -> String {
    path.segments
        .last()
        .map_or_else(String::new, |last| last.ident.to_string())
}

/// Removes every item that is not a part and contains none. Returns whether any item is left.
fn keep<'a>(
    module: &mut ItemMod,
    path: &str,
    parts: &[&'a str],
    found: &mut BTreeSet<&'a str>,
) -> bool {
    let Some((_, items)) = &mut module.content else {
        return false;
    };
    items.retain_mut(|item| {
        let path = format!("{path}{}", name(item));
        if is_part(&path, parts, found) {
            return true;
        }
        match item {
            Item::Mod(module) => keep(module, &format!("{path}::"), parts, found),
            _ => false,
        }
    });
    !items.is_empty()
}

fn is_part<'a>(path: &str, parts: &[&'a str], found: &mut BTreeSet<&'a str>) -> bool {
    let part = parts.iter().find(|part| **part == path);
    found.extend(part);
    part.is_some()
}

/// The name of an item among the parts of a case.
fn name(item: &Item) -> String {
    match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Mod(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Use(_) => "use".to_owned(),
        Item::Macro(item) => name_of(&item.mac.path),
        Item::Impl(item) => match (&item.trait_, &*item.self_ty) {
            (Some((path, _)), _) | (None, Type::Path(TypePath { path, .. })) => {
                format!("impl {}", name_of(path))
            }
            _ => String::new(),
        },
        _ => String::new(),
    }
}
