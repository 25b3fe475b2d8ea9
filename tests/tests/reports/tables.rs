//! Tables of the macro.

#![deny(
    warnings,
    missing_docs,
    unused,
    non_local_definitions,
    reason = "part of the tests"
)]

use super::*;

mod imported_variants {
    //! bluejekyll/enum-as-inner#96 and becheran/ntest#20: variants named like those of `Option` and `Result` are in
    //! scope. jprochazk/garde#22 and szymonwieloch/rust-dlopen#5: `Result` is an alias with one parameter.

    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(super) enum Answer {
        #[default]
        None,
        Some,
        Ok,
        Err,
    }

    pub(super) use Answer::{Err, None, Ok, Some};

    #[allow(dead_code, reason = "it only shadows another name")]
    pub(super) type Result<T> = core::result::Result<T, std::io::Error>;

    argwhere::kernels! {
        pub(super) mod answers;
        ranks 0..=1;
        dtypes {
            Bool: bool;
            Level: u8;
            Answer: Answer, zero = None, scalar = |scalar| match scalar {
                argwhere::Scalar::Int(1) => core::option::Option::Some(Some),
                _ => core::option::Option::None,
            };
        }
        promotion { Level < Answer with |level| if level == 0 { None } else { Some }; }
    }

    #[test]
    fn variants_of_the_user_shadow_nothing() {
        let x = ndarray::array![None, Err, Ok, Some];
        assert_eq!(
            answers::typed::argmax(&x).ok(),
            core::option::Option::Some(1)
        );
        let [found] = answers::typed::nonzero(&x).expect("there is memory");
        assert_eq!(found, ndarray::array![1, 2, 3]);
        let mask = ndarray::array![true, false];
        let levels = ndarray::array![7u8, 0];
        let chosen = answers::where_(&mask, &levels, &ndarray::array![Ok, Err]);
        assert_eq!(
            chosen.ok(),
            core::option::Option::Some(ndarray::array![Some, Err].into())
        );
    }
}

mod fragments {
    //! facet-rs/facet#1943, jcaesar/structstruck#1 and PoignardAzur/venial#35: a fragment of another macro arrives in
    //! an invisible group, which the macro does not look into.

    /// A type of the table.
    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    pub(crate) struct Step(pub(crate) i64);

    impl Step {
        pub(crate) fn of(level: i16) -> Self {
            Self(level.into())
        }
    }

    macro_rules! table {
        (
            $(#[$meta:meta])* $vis:vis mod $name:ident; $rank:literal;
            $first:ident: $primitive:ty; $second:ident: $path:path = $zero:expr, $scalar:expr; $convert:path
        ) => {
            argwhere::kernels! {
                $(#[$meta])*
                $vis mod $name;
                ranks 0..=$rank;
                dtypes {
                    Bool: bool;
                    $(#[$meta])*
                    $first: $primitive;
                    $second: $path, zero = $zero, scalar = $scalar;
                }
                promotion { $first < $second with $convert; }
            }
        };
    }

    table! {
        /// A comment from a fragment.
        #[cfg(all())]
        pub(crate) mod seen; 2; Level: i16; Step: self::Step = Step(-1), |_| None; self::Step::of
    }

    table! {
        mod unseen; 1; Level: i16; Step: super::fragments::Step = Step(0), |_| None; Step::of
    }

    #[test]
    fn every_kind_of_fragment_is_read() {
        let x = ndarray::array![0, -1, 5].mapv(Step);
        assert_eq!(seen::typed::nonzero(&x), Ok([ndarray::array![0, 2]]));
        assert_eq!(unseen::typed::nonzero(&x), Ok([ndarray::array![1, 2]]));
        let mask = ndarray::array![true, false, true];
        let chosen = seen::typed::where_(&mask, &ndarray::array![1i16, 2, 3], &x);
        assert_eq!(chosen, Ok(ndarray::array![1, -1, 3].mapv(Step)));
    }
}

mod precedence {
    //! m-ou-se/edition#1 and rust-lang/rust#124974: a group around an expression of another macro is lost, and `$e * 2`
    //! with `1 + 2` as `$e` becomes 5.

    /// A type of the table.
    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    pub(crate) struct Level(pub(crate) i32);

    macro_rules! table {
        ($name:ident, $e:expr, $ty:ty, $mul:path) => {
            argwhere::kernels! {
                pub(crate) mod $name;
                ranks 0..=1;
                dtypes {
                    Bool: bool;
                    Count: i16;
                    Level: Level, zero = Level($e * 2), scalar = |_| Some(Level(-$e * 10));
                    Wide: [$ty; 2], unordered, zero = [2 * $e; 2];
                    Whole: i128, zero = $e;
                }
                promotion { Count < Level with |count| Level($mul(i32::from(count), $e * $e)); }
            }
        };
    }

    table!(levels, 1 + 2, i64, i32::wrapping_mul);

    #[test]
    fn an_expression_of_another_macro_stays_together() {
        let x = ndarray::array![5, 6, 7].mapv(Level);
        assert_eq!(levels::typed::nonzero(&x), Ok([ndarray::array![0, 2]]));
        let wide = ndarray::array![[4i64, 4], [6, 6]];
        let wide = ndarray::Array1::from_iter(wide.rows().into_iter().map(|row| [row[0], row[1]]));
        assert_eq!(levels::typed::nonzero(&wide), Ok([ndarray::array![0]]));
        let whole = levels::typed::nonzero(&ndarray::array![3i128, 0]);
        assert_eq!(whole, Ok([ndarray::array![1]]));
        let mask = ndarray::array![true, false, true];
        let chosen = levels::typed::where_(&mask, &ndarray::array![1i16, 2, 3], &x);
        assert_eq!(chosen, Ok(ndarray::array![9, 6, 27].mapv(Level)));
        let chosen = levels::where_(&mask, 0, &x);
        assert_eq!(chosen, Ok(ndarray::array![-30, 6, -30].mapv(Level).into()));
    }
}

mod documentation {
    //! yaahc/displaydoc#61 and rust-lang/rust#52607: a comment that is not a literal makes the macro panic, or is not
    //! accepted. wrenger/bitfield-struct-rs#17: generated items lack documentation.

    macro_rules! table {
        ($text:expr) => {
            argwhere::kernels! {
                #[doc = $text]
                pub(crate) mod documented;
                ranks 0..=1;
                dtypes {
                    #[doc = $text]
                    Bool: bool;
                    #[doc = concat!("Metres", " above \"sea\" */ level")]
                    Height: f32;
                    /** A block comment. */
                    #[doc(hidden)]
                    Depth: f64;
                    #[doc(alias = "fathoms")]
                    #[doc = include_str!("../../../LICENSE-MIT")]
                    Fathoms: i8;
                }
                promotion {
                    #[doc = concat!("Exact", ".")]
                    Height < Depth;
                    #[doc = $text]
                    Fathoms | Height = Depth;
                    Fathoms < Depth;
                }
            }
        };
    }

    table!(concat!("Terrain", " rasters."));

    #[test]
    fn comments_that_are_not_literals_are_comments() {
        use documented::DType;

        assert_eq!(DType::Height.promote(DType::Depth), Some(DType::Depth));
        assert_eq!(DType::Fathoms.promote(DType::Height), Some(DType::Depth));
    }
}

mod letters {
    //! rust-lang/rust#28979: names with letters beyond ASCII. jbaublitz/getset#63 and sharksforarms/deku#220: a raw name
    //! panics when it becomes part of another name.

    /// Heights.
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(crate) struct Größe(pub(crate) i16);

    /// A keyword as the name of a type.
    #[allow(non_camel_case_types, reason = "the name is a keyword")]
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(crate) struct r#struct(pub(crate) i16);

    impl From<Größe> for r#struct {
        fn from(höhe: Größe) -> Self {
            Self(höhe.0)
        }
    }

    argwhere::kernels! {
        pub(crate) mod höhen;
        ranks 0..=1;
        dtypes {
            Bool: bool;
            Straße: i8;
            Größe: Größe;
            Écart: i32;
            ΜέγεθοΣ: u8;
            r#Move: r#struct;
        }
        promotion {
            Straße < Écart;
            Größe < r#Move;
            Straße | ΜέγεθοΣ = Écart;
            ΜέγεθοΣ < Écart;
        }
    }

    #[test]
    fn names_may_have_any_letters() {
        use höhen::DType;

        assert_eq!(DType::Größe.name(), "größe");
        assert_eq!(DType::Straße.promote(DType::ΜέγεθοΣ), Some(DType::Écart));
        assert_eq!(DType::Größe.promote(DType::Move), Some(DType::Move));
        for &dtype in DType::ALL {
            assert_eq!(dtype.name().parse(), Ok(dtype), "{dtype}");
        }
        let x = ndarray::array![1, 3, 2].mapv(Größe);
        assert_eq!(höhen::typed::argmax(&x), Ok(1));
        let found = höhen::kernels::argmax::größe::rank1(x.view());
        assert_eq!(found.map(|best| best.index), Some(1));
    }
}

mod spelled {
    //! juhaku/utoipa#626: a type with an expression in braces is rejected. `Voultapher/self_cell#37`: so is a type with a
    //! path.

    use std::cmp::Reverse;
    use std::num::{NonZero, Wrapping};

    /// The number of elements of a tuple.
    pub(crate) const WIDTH: usize = 3;

    /// Has a constant as a parameter.
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(crate) struct Fixed<const N: u32>(pub(crate) i16);

    /// Names a type. A table may be public, so rustc wants this trait and `Metre` to be public.
    #[allow(unreachable_pub, reason = "the table mentions it")]
    pub trait Unit {
        /// The type.
        type Number;
    }

    /// Metres.
    #[allow(unreachable_pub, reason = "the table mentions it")]
    pub enum Metre {}

    impl Unit for Metre {
        type Number = i128;
    }

    macro_rules! bytes {
        ($len:expr) => {
            [u8; $len]
        };
    }

    argwhere::kernels! {
        pub(crate) mod types;
        ranks 0..=1;
        operations { argmax, nonzero }
        dtypes {
            Braced: Fixed<{ 2 + 2 }>;
            Plain: self::Fixed<5>;
            Associated: <Metre as super::spelled::Unit>::Number;
            Pair: (u8, i8), zero = (0, 0);
            Array: [u16; WIDTH], zero = [0; WIDTH];
            Macro: bytes![WIDTH + 1];
            Text: &'static str;
            Absent: Option<u8>;
            Counted: NonZero<u8>, zero = NonZero::<u8>::MIN;
            Wrapped: Wrapping<i8>;
            Reversed: Reverse<i32>;
            Path: ::std::time::Duration;
            Letter: char;
            Order: core::cmp::Ordering, zero = core::cmp::Ordering::Equal;
            Wide: u128;
        }
    }

    #[test]
    fn a_type_may_be_spelled_in_any_way() {
        fn largest<T: types::Ordered + types::HasNonzero>(x: [T; 3]) -> (usize, usize) {
            let x = ndarray::arr1(&x);
            let [nonzero] = types::typed::nonzero(&x).expect("there is memory");
            (
                types::typed::argmax(&x).expect("it is not empty"),
                nonzero.len(),
            )
        }

        assert_eq!(largest([0, 2, 1].map(Fixed::<4>)), (1, 2));
        assert_eq!(largest([0, 2, 1].map(Fixed::<5>)), (1, 2));
        assert_eq!(largest([-1i128, 5, 0]), (1, 2));
        assert_eq!(largest([(0, 0), (1, -1), (1, 0)]), (2, 2));
        assert_eq!(largest([[0u16; 3], [1, 0, 0], [0, 9, 9]]), (1, 2));
        assert_eq!(largest([[0u8; 4], [1; 4], [2; 4]]), (2, 2));
        assert_eq!(largest(["", "b", "a"]), (1, 2));
        assert_eq!(largest([None, Some(0), Some(1)]), (2, 2));
        assert_eq!(
            largest([1, 3, 2].map(|n| NonZero::<u8>::new(n).expect("positive"))),
            (1, 2)
        );
        assert_eq!(largest([0, 3, 2].map(Wrapping)), (1, 2));
        assert_eq!(largest([3, 0, 2].map(Reverse)), (1, 2));
        assert_eq!(
            largest([0, 3, 2].map(std::time::Duration::from_secs)),
            (1, 2)
        );
        assert_eq!(largest(['\0', 'b', 'a']), (1, 2));
        assert_eq!(largest([2, 1, 3].map(|x| 2.cmp(&x))), (1, 2));
        assert_eq!(largest([0u128, 2, 1]), (1, 2));
    }
}

mod visibility {
    //! someguynamedjosh/ouroboros#8 and lalrpop/lalrpop#567: generated modules are more visible than the types in them,
    //! or less visible than `pub(super)` and `pub(in path)` say.

    mod outer {
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub(in crate::tables::visibility) struct Half(pub(in crate::tables::visibility) u8);

        mod inner {
            argwhere::kernels! {
                pub(in super::super) mod wide;
                ranks 0..=1;
                operations { argmax }
                dtypes { Half: super::Half; }
            }
            argwhere::kernels! {
                pub(in crate::tables::visibility) mod wider;
                ranks 0..=1;
                operations { argmax }
                dtypes { Half: super::Half; }
            }
            argwhere::kernels! {
                pub(self) mod narrow;
                ranks 0..=1;
                operations { argmax }
                dtypes { Half: super::Half; }
            }

            pub(in super::super) fn narrow_argmax(x: &ndarray::Array1<super::Half>) -> usize {
                let view = narrow::ArrayView::from(x);
                assert_eq!(narrow::dispatch!(&view, x => x.len()), x.len());
                narrow::typed::argmax(x).expect("it is not empty")
            }
        }

        pub(super) use inner::{narrow_argmax, wide, wider};
    }

    #[test]
    fn a_table_is_as_visible_as_it_says() {
        let x = ndarray::array![1, 2, 0].mapv(outer::Half);
        assert_eq!(outer::wide::typed::argmax(&x), Ok(1));
        assert_eq!(outer::wider::typed::argmax(&x), Ok(1));
        assert_eq!(outer::narrow_argmax(&x), 1);
        let x = outer::wide::Array::from(x);
        assert_eq!(outer::wide::dispatch!(&x, x => x.len()), 3);
    }
}

mod absolute_paths {
    //! kent8192/reinhardt-web#3639 and rust-lang/rust#81066: a macro that another macro exports cannot be called by an
    //! absolute path in its own crate.

    pub(crate) fn before(x: &exported::Array) -> usize {
        crate::tables::absolute_paths::exported::dispatch!(x, x => x.len())
    }

    argwhere::kernels! {
        #[allow(unreachable_pub, reason = "only a public table exports its macro")]
        pub mod exported;
        ranks 0..=1;
        operations { argmax }
        dtypes { Count: i32; }
    }

    argwhere::kernels! {
        pub(crate) mod kept;
        ranks 0..=1;
        operations { argmax }
        dtypes { Count: i32; }
    }

    mod by_import {
        use crate::tables::absolute_paths::exported::dispatch;
        use crate::tables::absolute_paths::kept::dispatch as of_kept;

        pub(super) fn lengths(x: &super::exported::Array, y: &super::kept::Array) -> [usize; 2] {
            [dispatch!(x, x => x.len()), of_kept!(y, y => y.len())]
        }
    }

    mod by_glob {
        use super::exported::*;

        pub(super) fn length(x: &Array) -> String {
            format!("{}", dispatch!(x, x => x.len()))
        }
    }

    #[test]
    fn dispatch_is_found_by_every_path() {
        let x = exported::Array::from(ndarray::array![1, 2, 3]);
        let y = kept::Array::from(ndarray::array![1, 2]);
        assert_eq!(before(&x), 3);
        assert_eq!(by_import::lengths(&x, &y), [3, 2]);
        assert_eq!(by_glob::length(&x), "3");
        assert_eq!(
            crate::tables::absolute_paths::kept::dispatch!(&y, y => y.len()),
            2
        );
    }
}

mod deprecated {
    //! dtolnay/thiserror#72 and Peternator7/strum#481: generated code warns about a deprecated variant, and no attribute
    //! on the variant silences it.
    //! aticu/pre#34: an attribute inside `cfg_attr` is not seen.

    argwhere::kernels! {
        pub(crate) mod old;
        ranks 0..=1;
        dtypes {
            Bool: bool;
            #[deprecated(since = "1.2.0", note = "use `Height`")]
            Fathoms: i16;
            Height: f32;
        }
        promotion { Fathoms < Height; }
    }

    argwhere::kernels! {
        pub(crate) mod conditional;
        ranks 0..=1;
        dtypes {
            Bool: bool;
            #[cfg_attr(all(), cfg_attr(all(), deprecated = "use `Height`"))]
            Fathoms: i16;
            Height: f32;
        }
        promotion { Fathoms < Height; }
    }

    #[test]
    fn only_the_user_is_warned_of_a_deprecated_dtype() {
        #[expect(deprecated, reason = "the attribute is carried over")]
        let fathoms = conditional::DType::Fathoms;
        assert_eq!(fathoms.size(), 2);
        assert_eq!(old::DType::ALL.len(), 3);
        assert_eq!(old::typed::argmax(&ndarray::array![1i16, 2]), Ok(1));
    }
}

/// PyO3/pyo3#4074 and rust-lang/rust#125681: a macro that is called in a function defines items for outside of it, and
/// rustc warns.
#[test]
fn a_table_inside_a_function_does_not_warn() {
    argwhere::kernels! {
        mod private;
        ranks 0..=1;
        operations { argmax }
        dtypes { Count: i32; }
    }
    argwhere::kernels! {
        pub(crate) mod shared;
        ranks 0..=1;
        operations { argmax }
        dtypes { Count: i32; }
    }

    let x = array![1, 3, 2];
    assert_eq!(private::typed::argmax(&x), Ok(1));
    let x = shared::Array::from(x);
    assert_eq!(shared::dispatch!(&x, x => x.len()), 3);
}

/// rust-lang/rust#73068: a macro runs its argument for each variant of an enum, and rustc calls the braces around the
/// argument unnecessary.
#[test]
fn braces_around_the_body_of_dispatch_are_not_unnecessary() {
    let (x, y) = (Array::from(array![1i16, 5]), Array::from(array![0.5f32]));
    assert_eq!(argwhere::dispatch!(&x, x => { x.len() }), 2);
    assert_eq!(
        argwhere::dispatch!((&x, &y), (x, y) => { x.len() + y.len() }),
        3
    );
    let either = argwhere::dispatch!(&y, ordered y => { y.len() }, else y => { y.ndim() });
    assert_eq!(either, 1);
    let both = argwhere::dispatch!(
        (&x, &y),
        ordered (x, y) => { x.len() * y.len() },
        else (x, y) => { x.ndim() * y.ndim() },
    );
    assert_eq!(both, 2);
}

/// bitflags/bitflags#137: two rows with opposite predicates have one name.
mod predicates {
    argwhere::kernels! {
        pub(crate) mod exclusive;
        ranks 0..=1;
        dtypes {
            Bool: bool;
            #[cfg(target_pointer_width = "64")]
            Size: u64;
            #[cfg(not(target_pointer_width = "64"))]
            Size: u32;
            #[cfg(false)]
            Gone: no::such::Type;
            #[cfg(true)]
            Wide: i64;
        }
        promotion { Bool < Gone < Wide; }
    }

    #[test]
    fn one_of_two_rows_with_opposite_predicates_is_used() {
        use exclusive::DType;

        assert_eq!(DType::ALL, [DType::Bool, DType::Size, DType::Wide]);
        assert_eq!(DType::Size.size(), size_of::<usize>());
        assert_eq!(DType::Bool.promote(DType::Wide), Some(DType::Wide));
    }
}
