//! Tables with unusual but valid names, attributes and surroundings, which the macro must accept.
//!
//! Part of each test is that its table compiles without a warning.

#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    variant_size_differences,
    let_underscore_drop,
    clippy::pedantic
)]

use argwhere::{Along, Error, Scalar};
use ndarray::array;

/// A type without native kernels.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Tenths(i32);

impl From<i16> for Tenths {
    fn from(whole: i16) -> Self {
        Self(i32::from(whole) * 10)
    }
}

mod names {
    #![allow(non_camel_case_types, reason = "keywords are lower case")]

    use super::Tenths;

    argwhere::kernels! {
        /// Keywords as names, as raw identifiers and with another case.
        pub(crate) mod r#match;

        dtypes {
            Bool: bool;
            r#type: i16;
            r#gen: f32;
            Self_: f64;
            Crate: Tenths;
        }

        promotion {
            r#type < Crate;
            r#type < r#gen < Self_;
            r#type | Crate = Crate;
        }
    }

    argwhere::kernels! {
        /// Names of the prelude and of generated items.
        pub(crate) mod taken;

        ranks 0..=2;

        dtypes {
            Option: bool;
            Some: i8;
            None: i16;
            Ok: i32;
            Err: i64;
            Vec: u8;
            Array: u16;
            ArrayView: u32;
            Operand: u64;
            DType: f32;
            Taken: f64;
            Scalar: Tenths;
        }

        promotion {
            Some < None < Ok < Err;
            None < Scalar;
            DType < Taken;
        }
    }

    #[test]
    fn keywords_can_name_dtypes_and_modules() {
        assert_eq!(r#match::DType::r#type.name(), "type");
        assert_eq!("gen".parse(), Ok(r#match::DType::r#gen));
        assert_eq!("self_".parse(), Ok(r#match::DType::Self_));
        assert_eq!("crate".parse(), Ok(r#match::DType::Crate));
        assert_eq!(
            r#match::DType::r#type.promote(r#match::DType::Crate),
            Some(r#match::DType::Crate)
        );
        let zero = ndarray::arr1(&[Tenths(0), Tenths(3)]);
        let mut indices = [Vec::new()];
        r#match::kernels::nonzero::crate_::rank1(zero.view(), &mut indices)
            .expect("there is memory");
        assert_eq!(indices, [[1]]);
        let error = "int16".parse::<r#match::DType>().unwrap_err();
        assert!(
            error.to_string().contains("the table match has no dtype"),
            "{error}"
        );
    }

    #[test]
    fn names_of_the_prelude_can_name_dtypes() {
        use taken::{Array, DType, where_};

        let chosen = where_(
            &ndarray::array![true, false],
            &ndarray::array![1_i16, 2],
            &ndarray::array![Tenths(30), Tenths(40)],
        );
        assert_eq!(
            chosen,
            Ok(Array::from(ndarray::array![Tenths(10), Tenths(40)]))
        );
        assert_eq!(DType::DType.promote(DType::Taken), Some(DType::Taken));
        assert_eq!(DType::of::<u64>(), DType::Operand);
        assert!(matches!(Array::from(ndarray::arr0(7_u16)), Array::Array(_)));
    }
}

mod modules {
    macro_rules! tables {
        ($($module:ident)+) => {$(
            argwhere::kernels! {
                /// A module with a name that generated code uses too, or derives from a name in the table.
                pub(crate) mod $module;
                ranks 0..=1;
                operations { argmax }
                dtypes { Int: i32; }
            }
        )+};
    }

    tables! { array array_view d_type operand table types typed kernels written convert option r#fn __ core std ndarray argmax self_ }

    #[test]
    fn any_name_can_name_the_module_of_a_table() {
        fn search<T: Copy>(x: T, all: &[fn(T) -> Option<i64>]) -> Vec<Option<i64>> {
            all.iter().map(|search| search(x)).collect()
        }
        macro_rules! all {
            ($($module:ident)+) => {
                search(&::ndarray::array![1, 3, 2], &[$(|x| {
                    $module::argmax(x, super::Along::all()).ok().map(|at| at[[]])
                }),+])
            };
        }
        let found = all! { array array_view d_type operand table types typed kernels written convert option r#fn __ core std ndarray argmax self_ };
        assert!(found.iter().all(|&at| at == Some(1)), "{found:?}");
    }
}

mod predicates {
    use super::Tenths;

    argwhere::kernels! {
        /// Dtypes behind `cfg` predicates, in steps, chains and rows.
        pub(crate) mod present;

        dtypes {
            Bool: bool;
            Int16: i16;
            #[cfg(all())]
            Int32: i32;
            #[cfg(any())]
            Int128: no::such::Type;
            Int64: i64;
            #[cfg(not(any()))]
            Real: f64;
            #[cfg(any())]
            Real: f32;
            /// Behind two `cfg` predicates.
            #[cfg(all())]
            #[cfg(not(any()))]
            Tenths: Tenths;
        }

        promotion {
            Int16 < Int32 < Int128 < Int64;
            Int128 < Real with no::such::function;
            lossy Int64 < Real;
            Int16 < Tenths;
            #[cfg(any())]
            Tenths < Real;
            #[cfg(all())]
            Tenths < Real with |tenths| f64::from(tenths.0) / 10.0;
            Int32 | Int128 = Real;
            #[cfg(all())]
            Int32 | Tenths = Real;
            Int16 | Tenths = Tenths;
        }
    }

    #[test]
    fn a_dtype_that_cfg_removes_leaves_the_promotion() {
        use present::DType;

        let names: Vec<&str> = DType::ALL.iter().map(|dtype| dtype.name()).collect();
        assert_eq!(names, ["bool", "int16", "int32", "int64", "real", "tenths"]);
        assert_eq!(DType::Int32.promote(DType::Int64), Some(DType::Int64));
        assert_eq!(DType::Int32.promote(DType::Tenths), Some(DType::Real));
        assert_eq!(DType::Real.size(), 8);
    }

    #[test]
    fn the_conversion_whose_cfg_holds_is_used() {
        let chosen = present::typed::where_(
            &ndarray::array![true, false],
            &ndarray::array![Tenths(5), Tenths(5)],
            &ndarray::array![2.5, 2.5],
        );
        assert_eq!(chosen, Ok(ndarray::array![0.5, 2.5]));
    }
}

mod attributes {
    argwhere::kernels! {
        /// Attributes on rows.
        #[allow(dead_code, reason = "only the attributes are tested")]
        pub(crate) mod rows;

        dtypes {
            Bool: bool;
            /// Documented, over
            /// two lines.
            Int16: i16;
            #[deprecated = "use `Int16`"]
            Int8: i8;
            #[allow(non_camel_case_types, reason = "the standard's spelling")]
            int32: i32;
            #[doc(alias = "single")]
            #[cfg_attr(all(), doc = "Given by an attribute.")]
            Float: f32;
        }

        promotion {
            /// Exact.
            Int8 < Int16 < int32;
            /// Rounds above 2^24.
            #[allow(clippy::cast_precision_loss, reason = "the step is lossy")]
            lossy int32 < Float with |x| x as f32;
            /// Redundant: the steps above define this pair too.
            Int16 | int32 = int32;
        }
    }

    #[test]
    fn attributes_are_copied_to_the_variants() {
        #[expect(deprecated, reason = "the attribute is copied to the variant")]
        let old = [
            rows::DType::Int8.name(),
            rows::Array::Int8(ndarray::arr0(1).into_dyn())
                .dtype()
                .name(),
        ];
        assert_eq!(old, ["int8", "int8"]);
        assert_eq!(rows::DType::int32.name(), "int32");
    }
}

mod surroundings {
    //! A scope that shadows every name that generated code needs.
    #![allow(
        dead_code,
        non_camel_case_types,
        reason = "the items only shadow other names"
    )]

    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Vec;
    pub(crate) struct From;
    pub(crate) struct Array;
    pub(crate) struct Element;
    pub(crate) struct f32;
    pub(crate) struct usize;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod ndarray {}
    pub(crate) mod argwhere {}
    pub(crate) mod types {}
    pub(crate) fn convert() {}

    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    pub(super) struct Level(pub(super) i8);

    impl Level {
        pub(super) const SEA: Self = Self(0);

        pub(super) fn of(height: i8) -> Self {
            Self(height)
        }
    }

    ::argwhere::kernels! {
        pub(super) mod inside;

        ranks 0..=6;

        dtypes {
            Truth: bool;
            Height: i8;
            Float: f64;
            Level: self::Level, zero = super::surroundings::Level::SEA;
        }

        promotion {
            Height < Float;
            Height < Level with self::Level::of;
        }
    }
}

#[test]
fn a_table_ignores_the_names_in_scope_around_it() {
    use surroundings::{Level, inside};

    let chosen = inside::typed::where_(
        &array![false, true],
        &array![1_i8, 2],
        &array![Level(3), Level(4)],
    );
    assert_eq!(chosen, Ok(array![Level(3), Level(2)]));
    assert_eq!(
        inside::typed::nonzero(&array![Level(0), Level(4)]),
        Ok([array![1]])
    );
}

mod private_types {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    struct Secret(u8);

    argwhere::kernels! {
        mod table;
        ranks 0..=1;
        operations { argmax, argmin }
        dtypes { Secret: Secret; }
    }

    #[test]
    fn a_private_table_accepts_private_types() {
        let x = ndarray::array![Secret(1), Secret(9)];
        assert_eq!(table::typed::argmax(&x), Ok(1));
        let view: table::ArrayView<'_> = (&x).into();
        assert_eq!(
            view.to_owned()
                .into_ndarray::<Secret, ndarray::Ix1>()
                .map_err(|_| ()),
            Ok(x)
        );
    }
}

mod small {
    macro_rules! tables {
        ($($module:ident { $($operation:ident),* } $dtype:ident: $ty:ty;)+) => {$(
            argwhere::kernels! {
                /// One dtype and few operations, passed as fragments by another macro.
                pub(crate) mod $module;
                ranks 0..=1;
                operations { $($operation),* }
                dtypes { $dtype: $ty; }
            }
        )+};
    }

    tables! {
        only_where { where_ } Bool: bool;
        only_nonzero { nonzero } Tenths: super::Tenths;
        only_argmin { argmin } Tenths: self::Tenths;
        everything { argmax, argmin, nonzero, where_ } Bool: bool;
    }

    pub(crate) use super::Tenths;

    #[test]
    fn a_table_may_have_one_dtype_and_one_operation() {
        use super::{Along, array};

        let yes = array![true, false];
        assert_eq!(
            only_where::typed::where_(&yes, &yes, &yes),
            Ok(array![true, false])
        );
        assert_eq!(
            only_where::where_(&yes, &yes, false),
            Ok(only_where::Array::Bool(yes.clone().into_dyn()))
        );
        assert_eq!(
            only_nonzero::typed::nonzero(&array![Tenths(0), Tenths(1)]),
            Ok([array![1]])
        );
        assert_eq!(
            only_argmin::typed::argmin(&array![Tenths(0), Tenths(-1)]),
            Ok(1)
        );
        assert_eq!(
            everything::argmax(&yes, Along::all()).map(|at| at[[]]),
            Ok(0)
        );
    }
}

argwhere::kernels! {
    /// A table with a dtype that has `argmax` only.
    pub(crate) mod partial;

    ranks 0..=2;

    dtypes {
        Bool: bool;
        Int16: i16;
        Int32: i32, only(argmax);
    }

    promotion {
        Int16 < Int32;
    }
}

#[test]
fn an_operation_that_a_dtype_lacks_is_an_error_that_names_it() {
    let refused = |operation| Error::NotInTable {
        operation,
        dtype: "int32",
        table: "partial",
    };
    let x = array![1, 2];
    let yes = array![true, false];
    assert_eq!(partial::nonzero(&x), Err(refused("nonzero")));
    assert_eq!(partial::argmin(&x, Along::all()), Err(refused("argmin")));
    assert_eq!(partial::where_(&yes, &x, &x), Err(refused("where_")));
    assert_eq!(
        partial::where_(&yes, &x, &array![1_i16, 2]),
        Err(refused("where_"))
    );
    assert_eq!(
        partial::where_(&yes, &array![1_i16, 2], &x),
        Err(refused("where_"))
    );
    // The error comes before the check of the scalar against the dtype.
    for scalar in [Scalar::from(0), true.into()] {
        assert_eq!(partial::where_(&yes, &x, scalar), Err(refused("where_")));
        assert_eq!(partial::where_(&yes, scalar, &x), Err(refused("where_")));
    }
}
