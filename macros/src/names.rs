//! Every name in generated code, as the names of a user's table: `tests/names` is a crate whose modules, dtypes and types
//! have these names. `tests/tests/builds/names.rs` compiles it.
//!
//! The names are those in the expansions of the [snapshots](crate::snapshots). `BLESS=1 cargo test -p argwhere-macros names`
//! rewrites their list.

use crate::kernels_impl;
use crate::model::{PRIMITIVES, unraw};
use crate::snapshots::tables;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Names that the snapshots do not contain: names of the prelude and of crates, weak keywords, names with a suffix that the
/// generator adds, and names that generated code begins with.
const OTHERS: &str = "
    Option Result String Box Vec ToString ToOwned Fn FnMut FnOnce Drop Send Sync Sized Iterator IntoIterator Extend From Into
    TryFrom TryInto AsRef AsMut Default Eq Ord PartialEq PartialOrd Clone Copy Debug Hash Some None Ok Err drop
    core std alloc argwhere ndarray num_complex num_traits bytemuck argwhere_macros main test
    bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f16 f32 f64 f128
    union auto default raw safe macro_rules derive inline doc cfg test must_use automatically_derived allow deprecated
    type fn mod async await dyn try gen match box yield abstract become do final macro override priv typeof unsized virtual
    X X_ X__ XWritten XChecked XMut XView X_to_Y Y zero_X scalar_X X_axis X_into kernels_X
    __ ___ __zero __cast __convert __element __scalar __NAMES __Written_ __Checked_ __SATISFIED_ __argwhere_ __x_to_y
    t s d a b c e f g h i j k l m n o p q r u v w x y z
    A B C D E F G H I J K L M N O P Q R S T U V W Z
    Table Standard Terrain Self_ self_ super_ crate_ error result some none ok err name of shape size scalar promote from
    ALL_ é Σ ß 日本 ゼロ
";

/// Names that Rust does not allow for an item, or that a table reserves.
const NOT_NAMES: [&str; 6] = ["self", "Self", "super", "crate", "_", "ALL"];

/// The names in the expansions.
#[derive(Default)]
struct Names {
    /// Every name outside the paths of `argwhere`, in its order.
    all: BTreeSet<String>,
    /// Those that rustc looks up in the scope around them: that do not follow `::` or a dot.
    looked_up: BTreeSet<String>,
}

impl Names {
    fn new() -> Self {
        let mut names = Self::default();
        names
            .all
            .extend(OTHERS.split_whitespace().map(str::to_owned));
        for table in tables() {
            let table = format!("(::argwhere) {table}")
                .parse()
                .expect("the table is tokens");
            names.collect(kernels_impl(table));
        }
        names
            .all
            .retain(|name| !NOT_NAMES.contains(&name.as_str()) && !name.starts_with("__dispatch_"));
        names
    }

    fn collect(&mut self, tokens: TokenStream) {
        let (mut colons, mut follows, mut in_path) = (0, false, false);
        for token in tokens {
            let begins = match &token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(name) => {
                    let name = unraw(name);
                    in_path = in_path && colons == 2;
                    // What is looked up in `argwhere` does not meet a name of the user's.
                    if !in_path {
                        in_path = name == "__argwhere";
                        if !follows && colons != 2 {
                            self.looked_up.insert(name.clone());
                        }
                        self.all.insert(name);
                    }
                    false
                }
                TokenTree::Group(group) => {
                    self.collect(group.stream());
                    false
                }
                TokenTree::Punct(punct) => punct.as_char() == '.',
                TokenTree::Literal(_) => false,
            };
            (colons, follows) = (0, begins);
        }
    }
}

/// A name as an identifier: raw where it is a keyword.
fn spelled(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_ok() && name != "gen" {
        name.to_owned()
    } else {
        format!("r#{name}")
    }
}

/// The names of tables. Nothing looks up the name of the module in the module. Its marker type is named after it, so a name is
/// in the list if the marker has a name that is looked up.
fn modules(names: &Names) -> impl Iterator<Item = &str> {
    let mut markers = HashSet::new();
    names.all.iter().map(String::as_str).filter(move |name| {
        let ident = syn::parse_str(&spelled(name)).expect("it is an identifier");
        let marker = crate::check::marker(&ident).to_string();
        names.looked_up.contains(&marker) && markers.insert(marker)
    })
}

/// The names in groups of which each is a table: no two names of a group are equal in lower case.
fn groups(names: &BTreeSet<String>) -> Vec<Vec<&str>> {
    let mut groups: Vec<(HashSet<String>, Vec<&str>)> = Vec::new();
    for name in names {
        let lower = name.to_lowercase();
        let free = groups
            .iter_mut()
            .find(|(taken, group)| group.len() < 24 && !taken.contains(&lower));
        if let Some((taken, group)) = free {
            taken.insert(lower);
            group.push(name);
        } else {
            groups.push((HashSet::from([lower]), vec![name]));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The list, as macros that pass the names on to another macro: all names, and the names of a table's dtypes in pairs. A
/// table reads the name of a primitive as the primitive, so such a name has no partner, which tells `tests/names` to write
/// `self::` before the type.
fn list() -> String {
    const END: &str = "        }\n    };\n}\n\n";

    let names = Names::new();
    let mut list = String::from(
        "//! Every name in generated code. `BLESS=1 cargo test -p argwhere-macros names` writes this file.\n\n\
         macro_rules! with_names {\n    ($then:ident) => {\n        $then! {\n",
    );
    for name in &names.all {
        let _ = writeln!(list, "            {}", spelled(name));
    }
    list.push_str(END);
    list.push_str("macro_rules! with_modules {\n    ($then:ident) => {\n        $then! {\n");
    for name in modules(&names) {
        let _ = writeln!(list, "            {}", spelled(name));
    }
    list.push_str(END);
    list.push_str("macro_rules! with_groups {\n    ($then:ident) => {\n");
    for (at, group) in groups(&names.all).iter().enumerate() {
        let (primitives, others): (Vec<&str>, Vec<&str>) =
            group.iter().partition(|name| PRIMITIVES.contains(name));
        let pairs = others.chunks(2).chain(primitives.chunks(1));
        let pairs: Vec<String> = pairs
            .map(|pair| pair.iter().map(|name| spelled(name)).collect::<Vec<_>>())
            .map(|pair| format!("({})", pair.join(" ")))
            .collect();
        let _ = writeln!(list, "        $then! {{ group{at}: {} }}", pairs.join(" "));
    }
    list.push_str("    };\n}\n");
    list
}

#[test]
fn the_list_of_names_is_that_of_the_expansions() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/names/src/list.rs");
    let list = list();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &list).expect("the list can be written");
    }
    let stored = fs::read_to_string(&path).expect("the list can be read");
    assert!(
        stored == list,
        "tests/names/src/list.rs is not the list of names in generated code; rewrite it with \
         `BLESS=1 cargo test -p argwhere-macros names`"
    );
}
