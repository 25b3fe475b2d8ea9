//! Broadcasting, scalars and promotion of `where_`.

use super::*;

test_at_every_level! {
    /// numpy/numpy#8599: a condition of lower rank than the arrays does not broadcast.
    fn a_condition_of_lower_rank_selects_columns() {
        let (x, y) = (Array2::<f64>::eye(3), Array2::<f64>::from_elem((3, 3), 5.0));
        let chosen = where_(&array![false, true, false], &x, &y).expect("the shapes broadcast");
        assert_eq!(chosen, array![[5.0, 0.0, 5.0], [5.0, 1.0, 5.0], [5.0, 0.0, 5.0]].into());
    }

    /// apache/mxnet#16101: a 0-d array beside a longer one is read past its end.
    fn a_0_d_operand_fills_the_row() {
        let chosen = where_(&array![false], &array![[10.0f32, 10.0]], &arr0(4.0f32));
        assert_eq!(chosen, Ok(array![[4.0f32, 4.0]].into()));
    }

    /// tracel-ai/burn#5730: an operand that repeats along the first axis is right in its first repeat only.
    fn every_repeat_of_an_operand_follows_the_mask() {
        let x = array![[[2i64, 3], [4, 5]]];
        let mask = array![
            [[true, false], [false, true]],
            [[false, true], [true, false]],
            [[false, false], [false, false]],
            [[true, true], [true, true]],
        ];
        let ones = Array3::<i64>::ones((4, 2, 2));
        let expected = array![
            [[1i64, 3], [4, 1]],
            [[2, 1], [1, 5]],
            [[2, 3], [4, 5]],
            [[1, 1], [1, 1]],
        ];
        assert_eq!(typed::where_(&mask, &ones, &x), Ok(expected.clone()));
        assert_eq!(where_(&mask, 1, &x), Ok(expected.into()));
    }

    /// apache/arrow-rs#9085: a kernel that reads 64 elements of the mask at a time forgets where a slice begins.
    fn slices_at_any_offset_are_selected_from_their_start() {
        let mask = Array1::from_shape_fn(1024, |at| at % 3 == 0 || at % 7 == 0);
        let x = Array1::from_shape_fn(1024, to_index);
        let y = x.mapv(|x| -x);
        for (start, len) in [(0, 1024), (5, 800), (33, 53), (64, 64), (32, 0), (63, 66), (1, 1)] {
            let part = s![start..start + len];
            let shifted = s![1024 - start - len..1024 - start];
            let chosen = typed::where_(&mask.slice(part), &x.slice(shifted), &y.slice(part));
            let expected = Array1::from_shape_fn(len, |at| {
                let from = 1024 - start - len + at;
                if mask[start + at] { x[from] } else { y[start + at] }
            });
            assert_eq!(chosen, Ok(expected), "{len} elements from {start}");
        }
    }

    /// pytorch/pytorch#73298: beside a float32 array, a number counts as float64.
    fn a_float_beside_float32_stays_float32() {
        let mask = array![true, false];
        let x = array![0.5f32, 1.5];
        assert_eq!(where_(&mask, &x, 3.0), Ok(array![0.5f32, 3.0].into()));
        assert_eq!(where_(&mask, 1e-8, &x), Ok(array![1e-8f32, 1.5].into()));
        assert_eq!(typed::where_(&mask, &x, 3.0), Ok(array![0.5, 3.0]));
    }

    /// numpy/numpy#27006: a number that does not fit the dtype wraps.
    fn a_number_that_does_not_fit_is_refused_even_if_it_is_not_selected() {
        let x = array![1u8];
        for number in [1000, -1, 256] {
            for selected in [true, false] {
                let refused = where_(&array![selected], number, &x);
                let scalar = Scalar::Int(number.into());
                assert_eq!(refused, Err(Error::ScalarOutOfRange { scalar, dtype: "uint8" }));
            }
        }
    }

    /// pandas-dev/pandas#15145: -1 wraps in an unsigned column, and NaN turns it into floats.
    fn an_unsigned_array_takes_neither_minus_1_nor_nan() {
        let (mask, x) = (array![true, false], array![1u64, u64::MAX]);
        assert!(matches!(where_(&mask, &x, -1), Err(Error::ScalarOutOfRange { .. })));
        assert!(matches!(where_(&mask, &x, f64::NAN), Err(Error::ScalarKind { .. })));
        assert_eq!(where_(&mask, u64::MAX, &x), Ok(array![u64::MAX, u64::MAX].into()));
    }

    /// pytorch/pytorch#28709: a mask over int64 and float32 reads one of the two with the width of the other. Each
    /// table has its own answer.
    fn int64_and_float32_promote_as_the_table_says() {
        let (mask, x, y) = (array![true, false], array![3i64, 4], array![0.5f32, 1.5]);
        assert!(matches!(where_(&mask, &x, &y), Err(Error::UndefinedPromotion { .. })));
        assert_eq!(numpy::where_(&mask, &x, &y), Ok(array![3.0f64, 1.5].into()));
        assert_eq!(jax::where_(&mask, &x, &y), Ok(array![3.0f32, 1.5].into()));
    }

    /// pytorch/pytorch#51431: of two numbers of different kinds, the message is about the dtypes of arrays.
    fn two_numbers_are_refused_as_two_numbers() {
        let refused = where_(&array![true], 1.0, 0).unwrap_err();
        assert_eq!(refused, Error::TwoScalars);
        assert_eq!(
            refused.to_string(),
            "both operands are scalars, which have no dtype; make one of them an array"
        );
    }
}
