//! A weak scalar beside a dtype of another crate becomes the element that `num_traits` or the row defines, or is an error.

use aw::{Error, Scalar};
use downstream::gauges::gauges::{self, Array, typed};
use downstream::gauges::{Sixteenths, Ticks};
use downstream::units::{Date, Rgb, Soil};
use fixed::types::I16F16;
use half::{bf16, f16};
use ndarray::array;
use num_complex::Complex;
use rust_decimal::Decimal;

/// Asserts that each scalar converts to the element after `=>`.
macro_rules! converts {
    ($beside:expr; $($scalar:expr => $element:expr),* $(,)?) => {$(
        let chosen = gauges::where_(&array![false], &array![$beside], $scalar);
        assert_eq!(chosen, Ok(Array::from(array![$element])), "{}", stringify!($scalar));
    )*};
}

/// Asserts that each scalar raises the error.
macro_rules! refuses {
    ($beside:expr, $dtype:literal, $error:ident; $($scalar:expr),* $(,)?) => {$(
        let chosen = gauges::where_(&array![false], &array![$beside], $scalar);
        let error = Error::$error {
            scalar: Scalar::from($scalar),
            dtype: $dtype,
        };
        // The errors are compared as text, because a NaN in them equals nothing.
        let found = format!("{:?}", chosen.unwrap_err());
        assert_eq!(found, format!("{error:?}"), "{}", stringify!($scalar));
    )*};
}

#[test]
fn floats_round_and_reach_infinity() {
    converts! { f16::ONE;
        2.5 => f16::from_f32(2.5),
        0.1 => f16::from_f64(0.1),
        -0.1 => f16::from_f64(-0.1),
        1e-9 => f16::ZERO,
        3e-8 => f16::from_f64(3e-8),
        2049.5 => f16::from_f64(2049.5),
        65519.0 => f16::MAX,
        1e6 => f16::INFINITY,
        f64::NEG_INFINITY => f16::NEG_INFINITY,
    }
    converts! { bf16::ONE; 0.3 => bf16::from_f64(0.3), 1e38 => bf16::from_f64(1e38) }
    let chosen = gauges::where_(&array![false], &array![f16::ONE], f64::NAN);
    let Ok(Array::Half(chosen)) = chosen else {
        panic!("{chosen:?}")
    };
    assert!(chosen[[0]].is_nan());
}

#[test]
fn integers_round_to_floats_and_are_never_infinite() {
    converts! { f16::ONE;
        3 => f16::from_f32(3.0),
        2049 => f16::from_f32(2048.0),
        -2051 => f16::from_f32(-2052.0),
        65504 => f16::MAX,
    }
    refuses! { f16::ONE, "half", ScalarOutOfRange; 70_000, -70_000, i128::MAX }
    converts! { bf16::ONE; i64::MAX => bf16::from_f64(2f64.powi(63)), u64::MAX => bf16::from_f64(2f64.powi(64)) }
}

#[test]
fn fixed_point_rounds_fractions_and_refuses_what_is_too_large() {
    converts! { I16F16::ONE;
        2.5 => I16F16::from_num(2.5),
        0.1 => I16F16::from_num(0.1),
        1e-9 => I16F16::ZERO,
        -32_768 => I16F16::MIN,
        32_767 => I16F16::from_num(32_767),
    }
    refuses! { I16F16::ONE, "depth", ScalarOutOfRange; 32_768, i64::MIN }
    refuses! { I16F16::ONE, "depth", ScalarOutOfRange; 1e9, f64::NAN, f64::INFINITY }
    converts! { Decimal::ONE;
        12 => Decimal::new(12, 0),
        0.1 => Decimal::new(1, 1),
        -2.25 => Decimal::new(-225, 2),
        1.0 / 3.0 => Decimal::new(3_333_333_333_333_333, 16),
    }
    refuses! { Decimal::ONE, "price", ScalarOutOfRange; 1e40, f64::NAN, f64::NEG_INFINITY }
    refuses! { Decimal::ONE, "price", ScalarOutOfRange; i128::MAX, i128::MIN }
}

#[test]
fn conversions_that_wrap_or_saturate_are_noticed() {
    converts! { Ticks(1); 127 => Ticks(127), -128 => Ticks(-128), 0 => Ticks(0) }
    refuses! { Ticks(1), "ticks", ScalarOutOfRange; 128, 256, 300, -129, u64::MAX, i128::MIN }
    converts! { Sixteenths(1); 7 => Sixteenths(112), 0.3 => Sixteenths(4), -8.0 => Sixteenths(-128) }
    refuses! { Sixteenths(1), "sixteenths", ScalarOutOfRange; 8, -9, 1000 }
    refuses! { Sixteenths(1), "sixteenths", ScalarOutOfRange; 9.0, -1e9, f64::NAN, f64::INFINITY }
}

#[test]
fn kinds_that_do_not_go_together_are_refused() {
    refuses! { Ticks(1), "ticks", ScalarKind; 1.0, 0.5, f64::NAN }
    refuses! { Ticks(1), "ticks", ScalarKind; true }
    refuses! { f16::ONE, "half", ScalarKind; false }
    refuses! { f16::ONE, "half", ScalarKind; Complex::new(1.0, 0.0) }
    refuses! { true, "bool", ScalarKind; 1 }
}

#[test]
fn a_row_says_which_elements_scalars_are() {
    converts! { Soil::Rock; 0 => Soil::Sand, 1 => Soil::Clay }
    refuses! { Soil::Rock, "soil", ScalarOutOfRange; 2, -1 }
    refuses! { Soil::Rock, "soil", ScalarOutOfRange; 1.0 }
    converts! { Date(1); 19_000 => Date(19_000) }
    refuses! { Date(1), "date", ScalarOutOfRange; i64::MAX }
}

#[test]
fn a_type_without_numbers_refuses_and_says_what_to_write() {
    refuses! { Rgb([1; 3]), "colour", UndefinedScalar; 1 }
    let error = gauges::where_(&array![true], 2.5, &array![Rgb([1; 3])]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the dtype colour accepts no scalars, found 2.5; write `scalar = |scalar| ..` in its row of the table, or \
         implement `num_traits::NumCast` for its type"
    );
}

#[test]
fn the_zero_is_that_of_num_traits_or_the_default() {
    let zero_is_second = Ok([array![0, 2]]);
    assert_eq!(
        typed::nonzero(&array![1, 0, -1].mapv(Ticks)),
        zero_is_second
    );
    let x = array![1, 0, -1].mapv(Sixteenths);
    assert_eq!(typed::nonzero(&x), zero_is_second);
    let x = array![1.0, -0.0, f32::NAN].mapv(f16::from_f32);
    assert_eq!(typed::nonzero(&x), zero_is_second);
}
