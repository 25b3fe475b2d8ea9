//! The tables of NumPy and JAX: every pair promotes as in the library, and `where_` returns the library's results, bit
//! by bit.
//!
//! The expected results are written by `data/promotion/values.py`, with elements stored as their bits.

use argwhere_tests::stored::{bits, json, read};

/// The tests of one table. Each table has its own types, so the tests are a macro and not generic.
macro_rules! table {
    ($library:ident, $promotion:literal, $values:literal) => {
        mod $library {
            use argwhere::$library::{Array, DType, where_};
            use ndarray::Array1;
            use num_complex::Complex;
            use serde_json::Value;

            fn promotion() -> Vec<(DType, DType, Option<DType>)> {
                let table = super::json($promotion);
                let pairs = table["pairs"].as_object().expect("pairs");
                let named = |name: &str| name.parse::<DType>().expect("a dtype of the table");
                let pairs = pairs.iter().map(|(pair, result)| {
                    let (left, right) = pair.split_once(',').expect("two names");
                    (named(left), named(right), result.as_str().map(named))
                });
                pairs.collect()
            }

            fn array(dtype: DType, bits: &Value) -> Array {
                macro_rules! of {
                    ($element:ty) => {
                        super::read::<$element>(bits).into()
                    };
                }
                match dtype {
                    DType::Bool => of!(bool),
                    DType::Int8 => of!(i8),
                    DType::Int16 => of!(i16),
                    DType::Int32 => of!(i32),
                    DType::Int64 => of!(i64),
                    DType::UInt8 => of!(u8),
                    DType::UInt16 => of!(u16),
                    DType::UInt32 => of!(u32),
                    DType::UInt64 => of!(u64),
                    DType::Float32 => of!(f32),
                    DType::Float64 => of!(f64),
                    DType::Complex64 => of!(Complex<f32>),
                    DType::Complex128 => of!(Complex<f64>),
                }
            }

            fn bits(array: &Array) -> Value {
                match array {
                    Array::Bool(x) => super::bits(x),
                    Array::Int8(x) => super::bits(x),
                    Array::Int16(x) => super::bits(x),
                    Array::Int32(x) => super::bits(x),
                    Array::Int64(x) => super::bits(x),
                    Array::UInt8(x) => super::bits(x),
                    Array::UInt16(x) => super::bits(x),
                    Array::UInt32(x) => super::bits(x),
                    Array::UInt64(x) => super::bits(x),
                    Array::Float32(x) => super::bits(x),
                    Array::Float64(x) => super::bits(x),
                    Array::Complex64(x) => super::bits(x),
                    Array::Complex128(x) => super::bits(x),
                }
            }

            #[test]
            fn every_pair_promotes_as_in_the_library() {
                let promotion = promotion();
                assert_eq!(promotion.len(), 169);
                for (left, right, result) in promotion {
                    assert_eq!(left.promote(right), result, "{left} with {right}");
                }
            }

            #[test]
            fn the_table_has_the_dtypes_of_the_standard() {
                let own: Vec<&str> = DType::ALL.iter().map(|dtype| dtype.name()).collect();
                let standard: Vec<&str> = argwhere::DType::ALL
                    .iter()
                    .map(|dtype| dtype.name())
                    .collect();
                assert_eq!(own, standard);
            }

            #[test]
            fn where_returns_the_bits_of_the_library() {
                let values = super::json($values);
                for (left, right, result) in promotion() {
                    let result = result.expect("every pair has a promotion");
                    let [x1, x2] =
                        [left, right].map(|dtype| array(dtype, &values["elements"][dtype.name()]));
                    for (takes_left, taken) in [(true, left), (false, right)] {
                        // The operand that is not selected has a single element, which is broadcast.
                        let first = |x: &Array| {
                            x.view()
                                .slice(ndarray::s![..1])
                                .expect("the array is not empty")
                                .to_owned()
                        };
                        let (x1, x2) = if takes_left {
                            (x1.clone(), first(&x2))
                        } else {
                            (first(&x1), x2.clone())
                        };
                        let condition = Array1::from_elem(x1.len().max(x2.len()), takes_left);
                        let chosen =
                            where_(&condition, &x1, &x2).expect("the pair has a promotion");
                        assert_eq!(chosen.dtype(), result);
                        let expected = &values["converted"][format!("{taken},{result}")];
                        let input = &values["elements"][taken.name()];
                        assert_eq!(
                            &bits(&chosen),
                            expected,
                            "{taken} to {result}, for {left} with {right}, of {input}"
                        );
                    }
                }
            }

            #[test]
            fn where_converts_elements_alike_in_rows_of_every_length() {
                let values = super::json($values);
                for (left, right, _) in promotion() {
                    let [x1, x2] =
                        [left, right].map(|dtype| array(dtype, &values["elements"][dtype.name()]));
                    let one = |x: &Array, at: usize| {
                        let at = at % x.len();
                        x.view()
                            .slice(ndarray::s![at..=at])
                            .expect("the index is in range")
                            .to_owned()
                    };
                    for length in [1, 7, 16, 33, 64, 129] {
                        let condition = Array1::from_shape_fn(length, |at| at % 3 == 0);
                        let (x1, x2) = (one(&x1, length), one(&x2, length / 2));
                        let whole = where_(&condition, &x1, &x2).expect("the pair has a promotion");
                        let taken = [true, false].map(|condition| {
                            let chosen = where_(&ndarray::array![condition], &x1, &x2);
                            bits(&chosen.expect("the pair has a promotion"))[0].take()
                        });
                        let expected: Value = condition
                            .iter()
                            .map(|&condition| taken[usize::from(!condition)].clone())
                            .collect();
                        assert_eq!(
                            bits(&whole),
                            expected,
                            "{left} with {right}, {length} elements"
                        );
                    }
                }
            }

            #[test]
            fn a_weak_scalar_takes_the_dtype_of_the_array() {
                let x = ndarray::array![1_i16, 2];
                let chosen = where_(&ndarray::array![true, false], &x, 7).expect("7 fits int16");
                assert_eq!(chosen, Array::from(ndarray::array![1_i16, 7]));
            }
        }
    };
}

table!(numpy, "numpy.json", "numpy_values.json");
table!(jax, "jax.json", "jax_values.json");

#[test]
fn numpy_converts_large_integers_without_rounding_to_float32() {
    use argwhere::numpy::typed::where_;

    let taken = ndarray::array![true];
    let exact = (1_i64 << 53) - 1;
    let signed = where_(&taken, &ndarray::array![exact], &ndarray::array![0.0_f32]);
    assert_eq!(signed, Ok(ndarray::array![9_007_199_254_740_991.0_f64]));
    let unsigned = where_(
        &taken,
        &ndarray::array![1_u64 << 63],
        &ndarray::array![-1_i64],
    );
    assert_eq!(
        unsigned,
        Ok(ndarray::array![9_223_372_036_854_775_808.0_f64])
    );
    let narrow = where_(
        &taken,
        &ndarray::array![i32::MAX],
        &ndarray::array![0.0_f64],
    );
    assert_eq!(narrow, Ok(ndarray::array![2_147_483_647.0_f64]));
}

#[test]
fn jax_rounds_to_float32_only_if_the_result_is_float32() {
    use argwhere::jax::typed::where_;

    let taken = ndarray::array![true];
    let x = ndarray::array![(1_i64 << 24) + 1];
    assert_eq!(
        where_(&taken, &x, &ndarray::array![0.0_f32]),
        Ok(ndarray::array![16_777_216.0_f32])
    );
    assert_eq!(
        where_(&taken, &x, &ndarray::array![0.0_f64]),
        Ok(ndarray::array![16_777_217.0_f64])
    );
    assert_eq!(
        where_(&taken, &x, &ndarray::array![0_u64]),
        Ok(ndarray::array![16_777_217.0_f64])
    );
}
