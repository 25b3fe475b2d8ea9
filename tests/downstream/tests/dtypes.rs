//! Dtypes of other crates are searched by their own order, zero and equality.

use aw::{Along, Error};
use downstream::terrain::survey::{self, Array, DType, typed};
use downstream::units::{Date, Metres, Rgb, Soil};
use fixed::types::I16F16;
use half::{bf16, f16};
use ndarray::{Array1, Axis, array, aview1};
use rust_decimal::Decimal;

/// Searches an array of shape (2, 3), typed and dynamic: over all, along both axes, and for nonzero elements.
macro_rules! search {
    ($name:ident: $values:expr, $max:expr, $min:expr, along $along:expr, nonzero $nonzero:expr) => {
        #[test]
        fn $name() {
            let x = $values;
            assert_eq!(typed::argmax(&x), Ok($max));
            assert_eq!(typed::argmin(&x), Ok($min));
            let [down, across]: [Array1<i64>; 2] = $along;
            assert_eq!(typed::argmax_axis(&x, Axis(0)), Ok(down.clone()));
            assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(across.clone()));
            assert_eq!(survey::argmax(&x, Along::axis(0)), Ok(down.into_dyn()));
            assert_eq!(
                survey::argmax(&x.t(), Along::axis(0)),
                Ok(across.into_dyn())
            );
            let flat = survey::argmin(&x, Along::all()).map(|index| index.sum());
            assert_eq!(flat, Ok($min as i64));
            let nonzero: [Array1<i64>; 2] = $nonzero;
            assert_eq!(survey::nonzero(&x).as_deref(), Ok(&nonzero[..]));
            assert_eq!(typed::nonzero(&x), Ok(nonzero));
        }
    };
}

search! { a_newtype_of_a_primitive:
    array![[1.0, 0.0, -3.0], [-0.0, 7.0, 7.0]].mapv(Metres), 4, 2,
    along [array![0, 1, 1], array![0, 1]],
    nonzero [array![0, 0, 1, 1], array![0, 2, 1, 2]]
}

search! { a_newtype_of_a_primitive_with_nan:
    array![[1.0, f32::NAN, 9.0], [0.0, 7.0, f32::NAN]].mapv(Metres), 1, 1,
    along [array![0, 0, 1], array![1, 2]],
    nonzero [array![0, 0, 0, 1, 1], array![0, 1, 2, 1, 2]]
}

search! { half_precision:
    array![[1.0, 0.0, -3.0], [-0.0, 7.0, 7.0]].mapv(f16::from_f32), 4, 2,
    along [array![0, 1, 1], array![0, 1]],
    nonzero [array![0, 0, 1, 1], array![0, 2, 1, 2]]
}

search! { half_precision_with_nan:
    array![[1.0, f32::NAN, 9.0], [0.0, 7.0, f32::NAN]].mapv(f16::from_f32), 1, 1,
    along [array![0, 0, 1], array![1, 2]],
    nonzero [array![0, 0, 0, 1, 1], array![0, 1, 2, 1, 2]]
}

search! { brain_floats:
    array![[1.0, f32::NAN, 9.0], [-0.0, 7.0, f32::INFINITY]].mapv(bf16::from_f32), 1, 1,
    along [array![0, 0, 1], array![1, 2]],
    nonzero [array![0, 0, 0, 1, 1], array![0, 1, 2, 1, 2]]
}

search! { fixed_point:
    array![[1.5, 0.0, -3.25], [0.0, 7.0, 7.0]].mapv(I16F16::from_num::<f64>), 4, 2,
    along [array![0, 1, 1], array![0, 1]],
    nonzero [array![0, 0, 1, 1], array![0, 2, 1, 2]]
}

search! { decimals:
    array![[15, 0, -325], [0, 700, 700]].mapv(|cents| Decimal::new(cents, 2)), 4, 2,
    along [array![0, 1, 1], array![0, 1]],
    nonzero [array![0, 0, 1, 1], array![0, 2, 1, 2]]
}

search! { an_enum_with_an_order:
    array![[Soil::Clay, Soil::Sand, Soil::Clay], [Soil::Sand, Soil::Rock, Soil::Rock]], 4, 1,
    along [array![0, 1, 1], array![0, 1]],
    nonzero [array![0, 0, 1, 1], array![0, 2, 1, 2]]
}

search! { dates_with_one_that_is_no_time:
    array![[Date(3), Date::NOT_A_TIME, Date(9)], [Date(0), Date(7), Date::NOT_A_TIME]], 1, 1,
    along [array![0, 0, 1], array![1, 2]],
    nonzero [array![0, 0, 0, 1, 1], array![0, 1, 2, 1, 2]]
}

#[test]
fn a_decimal_zero_of_any_scale_is_zero() {
    let x = array![Decimal::new(0, 2), Decimal::new(1, 2), Decimal::new(0, 0)];
    assert_eq!(typed::nonzero(&x), Ok([array![1]]));
}

#[test]
fn a_colour_has_nonzero_and_where_and_no_order() {
    let picture = array![Rgb([9, 0, 0]), Rgb([0, 0, 0]), Rgb([0, 0, 1])];
    assert_eq!(typed::nonzero(&picture), Ok([array![0, 2]]));
    let mask = array![true, false, false];
    let chosen = typed::where_(&mask, &picture, &array![5u8]);
    assert_eq!(chosen, Ok(array![Rgb([9, 0, 0]), Rgb([5; 3]), Rgb([5; 3])]));
    let refused = survey::argmax(&picture, Along::all());
    assert_eq!(
        refused,
        Err(Error::Unordered {
            operation: "argmax",
            dtype: "colour",
            table: "survey"
        })
    );
    assert!(!DType::Colour.is_ordered());
}

#[test]
fn where_converts_by_the_steps() {
    let mask = array![true, false];
    let chosen = typed::where_(
        &mask,
        &array![3i16, 4],
        &array![0.5, 1.5].mapv(I16F16::from_num::<f64>),
    );
    assert_eq!(chosen, Ok(array![3.0, 1.5].mapv(I16F16::from_num::<f64>)));
    let chosen = typed::where_(
        &mask,
        &array![3u8, 4],
        &array![0.5, 1.5].mapv(f16::from_f32),
    );
    assert_eq!(chosen, Ok(array![3.0, 1.5].mapv(f16::from_f32)));
    let chosen = typed::where_(
        &mask,
        &array![3.0, 4.0].mapv(bf16::from_f32),
        &array![0.25f32, 1.5],
    );
    assert_eq!(chosen, Ok(array![3.0, 1.5]));
    let chosen = typed::where_(&mask, &array![300i16, 4], &array![0.25, 1.5].mapv(Metres));
    assert_eq!(chosen, Ok(array![300.0, 1.5].mapv(Metres)));
}

#[test]
fn an_explicit_row_overrides_the_order() {
    assert_eq!(DType::Level.promote(DType::Count), Some(DType::Float));
    let chosen = survey::where_(&array![true, false], &array![3u8, 4], &array![5i16, 6]);
    assert_eq!(chosen, Ok(Array::from(array![3.0f32, 6.0])));
}

#[test]
fn a_pair_without_a_common_dtype_is_an_error() {
    let chosen = survey::where_(&array![true], &array![Date(1)], &array![1i16]);
    assert_eq!(
        chosen,
        Err(Error::UndefinedPromotion {
            left: "date",
            right: "count",
            table: "survey"
        })
    );
}

#[test]
fn a_weak_scalar_takes_a_newtype() {
    let chosen = survey::where_(&array![true, false], &array![1.5, 2.5].mapv(Metres), 0.25);
    assert_eq!(chosen, Ok(Array::from(array![1.5, 0.25].mapv(Metres))));
}

#[test]
fn arrays_of_a_higher_rank_than_the_table_are_searched() {
    let x =
        ndarray::Array4::from_shape_fn([2, 3, 2, 2], |(a, b, c, d)| Metres((a * b + c * d) as f32));
    assert_eq!(typed::argmax(&x), Ok(23));
    let along = typed::argmax_axis(&x, Axis(3)).map(|indices| indices[[0, 0, 1]]);
    assert_eq!(along, Ok(1));
}

#[test]
fn a_second_table_has_its_own_operations_for_the_types() {
    use downstream::ledger::ledger;
    let prices = array![[Decimal::new(3, 0), Decimal::new(0, 0)]];
    assert_eq!(ledger::typed::argmax(&prices), Ok(0));
    assert_eq!(
        ledger::DType::ALL,
        [ledger::DType::Price, ledger::DType::Depth]
    );
    let depths = aview1(&[I16F16::ZERO, I16F16::ONE]);
    assert_eq!(ledger::typed::nonzero(&depths), Ok([array![1]]));
    let refused = ledger::argmax(&depths, Along::all());
    assert_eq!(
        refused,
        Err(Error::NotInTable {
            operation: "argmax",
            dtype: "depth",
            table: "ledger"
        })
    );
    let x = ndarray::Array6::from_elem([1, 2, 1, 2, 1, 2], Decimal::ONE);
    assert_eq!(
        ledger::typed::argmax_axis(&x, Axis(3)).map(|found| found.sum()),
        Ok(0)
    );
}

#[test]
fn a_private_table_is_used_in_its_crate() {
    assert_eq!(downstream::narrow::busiest_day(&array![3, 9, 9]), Some(1));
    assert_eq!(downstream::narrow::busiest_day(&array![]), None);
}

downstream::table_of!(declared, u16);

#[test]
fn a_macro_of_another_crate_declares_a_table_through_the_path_of_that_crate() {
    assert_eq!(declared::typed::nonzero(&array![0u16, 7]), Ok([array![1]]));
    assert_eq!(declared::DType::Number.name(), "number");
}

#[test]
fn a_table_next_to_shadowing_items_uses_the_primitives() {
    use downstream::neighbours::{inner::Pair, table};
    let chosen = table::typed::where_(&array![true, false], &array![1i32, 2], &array![0.5f64, 1.5]);
    assert_eq!(chosen, Ok(array![1.0, 1.5]));
    assert_eq!(
        table::typed::argmax(&array![Pair(0i8, 9), Pair(1, 0)]),
        Ok(1)
    );
}

#[test]
fn a_table_with_only_bool_selects_from_an_array_and_a_scalar() {
    use downstream::narrow::flags_or;

    let (condition, flags) = (array![true, false, true], array![true, true, false]);
    assert_eq!(
        flags_or(&condition, &flags, false),
        Some(array![true, false, false])
    );
    assert_eq!(
        flags_or(&condition, &flags, true),
        Some(array![true, true, false])
    );
}

#[test]
fn where_of_dtypes_that_lack_it_is_an_error() {
    use downstream::narrow::refusal;

    let error = refusal(&array![true, false], &array![1, 2]);
    assert_eq!(
        error,
        Some(Error::NotInTable {
            operation: "where_",
            dtype: "count",
            table: "unselected",
        })
    );
}

#[test]
fn the_macros_of_tables_run_a_body_per_dtype() {
    let prices = Array::from(array![Decimal::ONE, Decimal::TWO]);
    assert_eq!(survey::dispatch!(&prices, x => format!("{:?}", x[1])), "2");
    let metres = Array::from(array![Metres(1.5), Metres(0.5)]);
    let highest = survey::dispatch!(&metres, ordered x => typed::argmax(&x).ok(), else _ => None);
    assert_eq!(highest, Some(0));
    let colours = Array::from(array![Rgb([1; 3])]);
    let highest = survey::dispatch!(&colours, ordered x => typed::argmax(&x).ok(), else _ => None);
    assert_eq!(highest, None);
    let lengths = survey::dispatch!((&metres, &colours), (x, y) => [x.len(), y.len()]);
    assert_eq!(lengths, [2, 1]);
    assert_eq!(downstream::narrow::length(&array![1, 2, 3]), 3);
    assert_eq!(downstream::narrow::bytes(&metres), 8);
}
