//! Inputs after public bug reports of other libraries, one test per report. The comment of a test names the report and
//! says what went wrong there.
//!
//! Arrays come first, then tables of the macro. Part of each test of a table is that it compiles without a warning.

// For the tables; these lints can only be set for the whole crate.
#![deny(future_incompatible)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use argwhere::{
    Along, Array, Error, Index, Scalar, argmax, argmin, jax, nonzero, numpy, typed, where_,
};
use argwhere_tests::test_at_every_level;
use ndarray::{
    Array1, Array2, Array3, ArrayD, ArrayView2, Axis, Dimension, IxDyn, ShapeBuilder, arr0, array,
    s,
};

/// The result of a dynamic search of the whole array.
fn index(found: Result<ArrayD<Index>, Error>) -> Index {
    found.expect("the array is not empty")[[]]
}

/// The multi-index of a position in row-major order.
fn unravel(mut position: usize, shape: &[usize]) -> Vec<usize> {
    let mut at = vec![0; shape.len()];
    for (at, &len) in at.iter_mut().zip(shape).rev() {
        *at = position % len;
        position /= len;
    }
    at
}

fn to_index(position: usize) -> Index {
    position.try_into().expect("the position fits")
}

mod large {
    use super::*;

    /// cupy/cupy#8014: an index beyond 2^31 wraps to a negative number.
    #[test]
    fn an_index_beyond_32_bits_is_exact() {
        let shape = (2, 1 << 32).strides((1, 0));
        let x = ArrayView2::from_shape(shape, &[3i64, 4]).expect("the strides fit");
        assert_eq!(typed::argmax(&x), Ok(1 << 32));
        assert_eq!(typed::argmin(&x), Ok(0));
        let shape = (2, 1 << 32).strides((1, 0));
        let x = ArrayView2::from_shape(shape, &[4.0f32, 3.0]).expect("the strides fit");
        assert_eq!(index(argmin(x, Along::all())), 1 << 32);
    }

    /// minimalrust/argmm#8: lanes count positions in f32, which is exact only up to 2^24. The index is wrong, or even
    /// outside the array.
    #[test]
    fn an_index_beyond_the_exact_integers_of_the_dtype_is_right() {
        let len = 17_000_001;
        let mut x = Array1::<f32>::zeros(len);
        for at in [len - 1, len - 2, (1 << 24) + 1] {
            x[at] = 1.0;
            assert_eq!(typed::argmax(&x), Ok(at));
            x[at] = -1.0;
            assert_eq!(typed::argmin(&x), Ok(at));
            x[at] = 0.0;
        }
        assert_eq!(typed::argmax(&x), Ok(0));
    }

    /// pytorch/pytorch#51871: `nonzero` refuses more than 2^31 elements.
    #[test]
    fn nonzero_takes_more_than_two_billion_elements() {
        let (rows, columns) = (1 << 18, 1 << 14);
        let mut row = vec![0u8; columns];
        row[columns - 1] = 1;
        let shape = (rows, columns).strides((0, 1));
        let x = ArrayView2::from_shape(shape, &row).expect("the strides fit");
        let [down, across] = typed::nonzero(&x).expect("the indices fit in memory");
        assert_eq!((down.len(), across.len()), (rows, rows));
        assert_eq!(down[rows - 1], to_index(rows - 1));
        assert!(across.iter().all(|&at| at == to_index(columns - 1)));
    }

    /// pytorch/pytorch#51872: `nonzero` of zeros asks for memory for more elements than the array has.
    #[test]
    fn nonzero_of_zeros_allocates_nothing() {
        let x = Array2::<f64>::zeros((512, 1024));
        let mut found = [Vec::new(), Vec::new()];
        typed::nonzero_into(&x, &mut found).expect("there is memory");
        assert!(found.iter().all(|indices| indices.capacity() == 0));
    }
}

mod extrema {
    use super::*;

    test_at_every_level! {
        /// plaidml/plaidml#1216: an index above 255 loses its high bits.
        fn an_index_that_does_not_fit_the_dtype_is_right() {
            for len in [254, 255, 256, 257, 258, 259, 300, 65_535, 65_536, 65_537] {
                let mut x = Array1::<u8>::zeros(len);
                x[len - 1] = 1;
                assert_eq!(typed::argmax(&x), Ok(len - 1), "{len} elements");
                let mut column = Array2::<i8>::zeros((len, 3));
                column.row_mut(len - 1).fill(-1);
                let found = typed::argmin_axis(&column, Axis(0));
                assert_eq!(found, Ok(Array1::from_elem(3, to_index(len - 1))), "{len} rows");
            }
        }

        /// deeplearning4j/nd4j#1622: `argmax` fails for more than 63 elements.
        fn lengths_about_64_are_searched_to_the_end() {
            for len in 60..=70u8 {
                let x = Array1::from_iter((0..len).map(|at| f32::from(at) - 100.0));
                assert_eq!(typed::argmax(&x), Ok(usize::from(len) - 1));
                assert_eq!(typed::argmin(&x), Ok(0));
            }
        }

        /// pytorch/pytorch#38922: along a last axis of length 1, the result of the last rows is the number of rows.
        fn an_axis_of_length_1_gives_zeros() {
            let x = Array3::<f32>::zeros((40, 900, 1));
            let zeros = Array2::<Index>::zeros((40, 900));
            assert_eq!(typed::argmax_axis(&x, Axis(2)), Ok(zeros.clone()));
            assert_eq!(typed::argmin_axis(&x, Axis(2)), Ok(zeros));
        }

        /// ml-explore/mlx#4274: `argmax` skips a NaN that `max` returns.
        fn the_search_finds_the_nan_that_the_maximum_is() {
            let (nan, inf) = (f32::NAN, f32::INFINITY);
            for (x, at) in [
                (&[3.0, nan, 1.0, 5.0][..], 1),
                (&[nan, 1.0, 2.0], 0),
                (&[1.0, 2.0, nan], 2),
                (&[inf, nan, -inf], 1),
                (&[-1.0, -2.0, nan], 2),
            ] {
                assert_eq!(index(argmax(x, Along::all())), at, "{x:?}");
                assert_eq!(index(argmin(x, Along::axis(-1))), at, "{x:?}");
            }
        }

        /// tracel-ai/burn#4859: a short row with a NaN at the start and a later one gives the later one.
        fn the_first_of_two_nans_in_a_short_row_wins() {
            for len in [2, 5, 10, 100, 511, 512, 600] {
                let mut x = Array2::<f32>::zeros((3, len));
                x.column_mut(0).fill(f32::NAN);
                x.column_mut(len - 1).fill(f32::NAN);
                assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(array![0, 0, 0]), "{len}");
                assert_eq!(typed::argmin_axis(&x, Axis(1)), Ok(array![0, 0, 0]), "{len}");
                assert_eq!(typed::argmax_axis(&x.t(), Axis(0)), Ok(array![0, 0, 0]), "{len}");
            }
        }

        /// pola-rs/polars#28121: the largest element of sorted elements is taken to be the last, even if it is NaN. Here
        /// NaN wins, and the same wherever it stands.
        fn a_nan_after_sorted_elements_wins_both_searches() {
            let x = array![1.0f64, 2.0, f64::NAN];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(2), Ok(2)));
            let x = array![f64::NAN, 2.0, 1.0];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(0), Ok(0)));
        }

        /// tensorflow/tensorflow#77853: the smallest subnormal loses to -0.0.
        fn a_subnormal_beats_negative_zero() {
            assert_eq!(typed::argmax(&array![-1.0f32, -0.0, f32::from_bits(1)]), Ok(2));
            assert_eq!(typed::argmin(&array![1.0f64, 0.0, -f64::from_bits(1)]), Ok(2));
        }

        /// Bears-R-Us/arkouda#2754: the start value of the search equals every element, and the index is -1.
        fn elements_equal_to_the_start_of_the_search_give_the_first() {
            for len in [1, 7, 64, 1000] {
                assert_eq!(typed::argmin(&Array1::from_elem(len, i64::MAX)), Ok(0));
                assert_eq!(typed::argmax(&Array1::from_elem(len, i64::MIN)), Ok(0));
                assert_eq!(typed::argmin(&Array1::from_elem(len, u8::MAX)), Ok(0));
                assert_eq!(typed::argmax(&Array1::from_elem(len, false)), Ok(0));
            }
        }

        /// NVIDIA/MatX#197: no negative element is larger than the start value.
        fn negative_elements_have_a_largest() {
            assert_eq!(typed::argmax(&array![-3.0f32, -1.0, -7.0]), Ok(1));
            assert_eq!(typed::argmax(&array![-3i16, -1, -7]), Ok(1));
        }

        /// microsoft/onnxruntime#31161: along rows of negative infinities, the result is the largest int32.
        fn rows_of_negative_infinities_give_the_first() {
            let x = Array2::from_elem((4, 12), f32::NEG_INFINITY);
            assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(Array1::zeros(4)));
            assert_eq!(typed::argmax_axis(&x, Axis(0)), Ok(Array1::zeros(12)));
            assert_eq!(typed::argmin(&x), Ok(0));
        }

        /// botkop/numsca#3: magnitudes are compared instead of values.
        fn the_sign_of_an_element_counts() {
            let x = array![2.0f64, -9.0, 5.0, -1.0];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(2), Ok(1)));
        }

        /// tikv/tikv#10167: unsigned elements of 2^63 and more are compared as negative numbers.
        fn the_largest_unsigned_elements_are_not_negative() {
            let x = array![11_333_449_897_206_147_134u64, 2_420_174_916_247_255_494, 3_899_490_809_029_152_765];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(0), Ok(1)));
        }

        /// v923z/micropython-ulab#129: elements of one byte are read with the stride of a wider dtype.
        fn elements_of_one_byte_are_read_one_by_one() {
            let x = array![-2i8, 4, 2, -1, 6, 1, 0, -1];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(4), Ok(0)));
            let x = array![5u8, 7, 1, 4, 8];
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(4), Ok(2)));
        }

        /// tracel-ai/burn#5608: unsigned dtypes have no `argmax`.
        fn every_unsigned_dtype_has_both_searches() {
            let x = array![1u8, 5, 3];
            for x in [
                Array::from(x.clone()),
                x.mapv(u16::from).into(),
                x.mapv(u32::from).into(),
                x.mapv(u64::from).into(),
            ] {
                assert_eq!(index(argmax(&x, Along::all())), 1, "{}", x.dtype());
                assert_eq!(index(argmin(&x, Along::all())), 0, "{}", x.dtype());
            }
        }

        /// pydata/bottleneck#77: of equal integers in a vector the last one is found, of equal floats the first.
        fn the_first_of_equal_elements_wins_in_every_dtype() {
            let x = array![1i32, 4, 4, 2, 4];
            assert_eq!(typed::argmax(&x), Ok(1));
            assert_eq!(typed::argmax(&x.mapv(i64::from)), Ok(1));
            assert_eq!(typed::argmax(&x.mapv(f64::from)), Ok(1));
            assert_eq!(typed::argmin(&x.mapv(|x| -x)), Ok(1));
        }
    }
}

mod layouts {
    use super::*;

    test_at_every_level! {
        /// cupy/cupy#4061: in Fortran order the index counts in memory order.
        fn the_index_counts_in_row_major_order_whatever_the_memory_order() {
            let x = ArrayView2::from_shape((2, 2).f(), &[3, 4, 1, 2]).expect("the lengths match");
            assert_eq!(x, array![[3, 1], [4, 2]]);
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(2), Ok(1)));
        }

        /// xtensor-stack/xtensor#1519: `argmax` of an expression with an axis of stride 0 is wrong.
        fn an_axis_of_stride_0_repeats_the_index() {
            let column = array![[1.0f32], [7.0], [3.0], [7.0]];
            let x = column.broadcast((4, 3)).expect("the column stretches");
            assert_eq!(typed::argmax_axis(&x, Axis(0)), Ok(array![1, 1, 1]));
            assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(array![0, 0, 0, 0]));
            assert_eq!(typed::argmax(&x), Ok(3));
        }

        /// pydata/bottleneck#381: an array with an axis of length 1 of any stride is read outside its memory.
        fn a_transposed_axis_of_length_1_is_not_read_past() {
            let x = Array3::<f64>::zeros((1, 500, 2)).permuted_axes([1, 2, 0]);
            assert_eq!(typed::argmax(&x), Ok(0));
            for axis in 0..3 {
                let shape = x.raw_dim().remove_axis_of(axis);
                let found = argmax(&x, Along::axis(to_index(axis).try_into().expect("small")));
                assert_eq!(found, Ok(ArrayD::zeros(shape)), "axis {axis}");
            }
        }

        /// stdlib-js/stdlib#2792: the search of a vector with a negative stride returns -1.
        fn every_third_element_backwards_is_searched() {
            let x = array![4.0, 999.9, 999.9, 3.0, 999.9, 999.9, 2.0, 999.9, 999.9, 1.0];
            let x = x.slice(s![..;-3]);
            assert_eq!(x, array![1.0, 2.0, 3.0, 4.0]);
            assert_eq!((typed::argmax(&x), typed::argmin(&x)), (Ok(3), Ok(0)));
        }

        /// HomericIntelligence/Odyssey#5572: a view of some columns is searched as if its rows were adjacent.
        fn a_view_of_some_columns_does_not_read_the_others() {
            let x = array![[1.0f32, 4.0, 2.0, 0.0, 9.0, 9.0, 9.0, 9.0], [0.0, 1.0, 2.0, 5.0, 9.0, 9.0, 9.0, 9.0]];
            let part = x.slice(s![.., ..4]);
            assert_eq!(typed::argmax_axis(&part, Axis(1)), Ok(array![1, 3]));
            assert_eq!(typed::argmax(&part), Ok(7));
        }

        /// pytorch/pytorch#32863: `argmax` of a column of a large bool array disagrees with `nonzero` of it.
        fn argmax_and_nonzero_of_a_column_agree() {
            let x = Array3::from_shape_fn((300, 2, 41), |(i, j, k)| i == 277 && j == 0 && k == 17 || j == 1);
            let column = x.slice(s![.., 0, 17]);
            assert_eq!(typed::argmax(&column), Ok(277));
            assert_eq!(typed::nonzero(&column), Ok([array![277i64]]));
            let found = typed::argmax_axis(&x, Axis(0)).expect("the axis is not empty");
            assert_eq!(found[[0, 17]], 277);
        }

        /// cupy/cupy#5427: a view of one element with stride -1 counts as contiguous and keeps its stride.
        fn one_element_of_stride_minus_1_is_one_element() {
            let x = array![512u16, 3];
            let last = x.slice(s![1..;-1]);
            assert_eq!((last.len(), typed::argmax(&last)), (1, Ok(0)));
            assert_eq!(typed::nonzero(&last), Ok([array![0]]));
            let yes = array![true];
            assert_eq!(typed::where_(&yes, &last, &array![7u16]), Ok(array![3]));
        }

        /// numpy/numpy#14627: an empty view of a reversed array counts as contiguous.
        fn an_empty_part_of_a_reversed_image_is_empty() {
            let image = Array3::<u8>::ones((20, 30, 3));
            let part = image.slice(s![0..0, 10..10, ..;-1]);
            assert_eq!(typed::argmax_axis(&part, Axis(2)), Ok(Array2::zeros((0, 0))));
            let empty = || array![];
            assert_eq!(typed::nonzero(&part), Ok([empty(), empty(), empty()]));
            assert!(matches!(typed::argmin_axis(&part, Axis(0)), Err(Error::Empty { .. })));
            let none = Array3::from_elem((1, 1, 3), true);
            let chosen = where_(&none, part, 9).expect("the shapes broadcast");
            assert_eq!(chosen.shape(), [0, 0, 3]);
        }

        /// dask/dask#984 and RESTGroup/rstsr#92: a search of an array of rank 3 or more fails, or unravels the index by
        /// the wrong shape.
        fn arrays_of_rank_3_and_more_are_searched() {
            for shape in [&[2, 3, 4][..], &[3, 1, 2, 4], &[2, 2, 3, 1, 5]] {
                let len: usize = shape.iter().product();
                for place in 0..len {
                    let mut x = ArrayD::<i32>::zeros(shape);
                    let at = unravel(place, shape);
                    x[&at[..]] = 1;
                    assert_eq!(index(argmax(&x, Along::all())), to_index(place), "{shape:?}");
                    for (axis, &at_axis) in at.iter().enumerate() {
                        let along = Along::axis(axis.cast_signed());
                        let found = argmax(&x, along).expect("the axis is not empty");
                        let sum: Index = found.sum();
                        assert_eq!(sum, to_index(at_axis), "axis {axis} of {shape:?}");
                    }
                }
            }
        }

        /// NVIDIA/MatX#666: with one nonzero element per matrix, the indices of all but the first matrix are wrong.
        fn each_matrix_has_its_own_index() {
            let places = [1045usize, 1080, 639, 710, 568, 57];
            let mut x = Array3::<f32>::zeros((6, 33, 33));
            for (matrix, &place) in places.iter().enumerate() {
                x[[matrix, place / 33, place % 33]] = 1.0;
            }
            let flat = x.to_shape((6, 33 * 33)).expect("the lengths match");
            let expected = Array1::from_iter(places.map(to_index));
            assert_eq!(typed::argmax_axis(&flat, Axis(1)), Ok(expected));
        }

        /// v923z/micropython-ulab#705: `keepdims` has no effect on a view of some columns.
        fn keepdims_keeps_the_axis_of_a_view() {
            let x = array![[0.7f32, 0.2, 0.9], [0.6, 0.9, 0.1]];
            let along = Along::axis(1).keepdims();
            assert_eq!(argmax(x.slice(s![.., 1..]), along), Ok(array![[1], [0]].into_dyn()));
            assert_eq!(argmax(x.slice(s![.., 2..]), along), Ok(array![[0], [0]].into_dyn()));
            assert_eq!(argmax(x.slice(s![..1, 2..]), along), Ok(array![[0]].into_dyn()));
        }
    }

    /// The shape without an axis.
    trait RemoveAxisOf {
        fn remove_axis_of(&self, axis: usize) -> IxDyn;
    }

    impl<D: Dimension> RemoveAxisOf for D {
        fn remove_axis_of(&self, axis: usize) -> IxDyn {
            let mut shape = self.slice().to_vec();
            shape.remove(axis);
            IxDyn(&shape)
        }
    }
}

mod empty_and_0_d {
    use super::*;

    test_at_every_level! {
        /// jax-ml/jax#2899: `argmax` of an empty array is the largest int32.
        fn an_empty_array_has_no_largest_element() {
            let x = Array1::<f32>::zeros(0);
            assert!(matches!(typed::argmax(&x), Err(Error::Empty { .. })));
            assert!(matches!(argmin(&x, Along::axis(0)), Err(Error::Empty { .. })));
            assert!(matches!(argmax(&x, Along::all().keepdims()), Err(Error::Empty { .. })));
        }

        /// cupy/cupy#266: along an axis of length 1 of an array without rows, `argmax` is an error.
        fn an_array_without_rows_has_no_indices() {
            let x = Array2::<f64>::zeros((0, 1));
            assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(array![]));
            assert_eq!(argmax(&x, Along::axis(-1).keepdims()).map(|found| found.shape().to_vec()), Ok(vec![0, 1]));
            assert!(matches!(argmax(&x, Along::axis(0)), Err(Error::Empty { .. })));
        }

        /// dask/dask#8929: `argmin` of a 0-d array is an error.
        fn the_only_element_of_a_0_d_array_is_its_smallest() {
            let x = arr0(7i16);
            assert_eq!(typed::argmin(&x), Ok(0));
            assert_eq!(argmin(&x, Along::all().keepdims()), Ok(arr0(0).into_dyn()));
        }

        /// data-apis/array-api-tests#98: a 0-d array is searched along axis 0.
        fn a_0_d_array_has_no_axis() {
            let error = argmax(&arr0(7i16), Along::axis(0)).unwrap_err();
            assert_eq!(error, Error::AxisOutOfRange { axis: 0, ndim: 0 });
        }

        /// cupy/cupy#4165: `nonzero` of a nonzero 0-d array finds nothing.
        fn nonzero_of_a_0_d_array_is_refused() {
            let error = nonzero(&arr0(3i32)).unwrap_err();
            assert_eq!(error, Error::ZeroDimensional { operation: "nonzero" });
        }

        /// tracel-ai/burn#5287: the lengths 0 and 1 broadcast to 1.
        fn a_length_of_1_stretches_to_0() {
            let none = Array1::<bool>::from_vec(Vec::new());
            let one = array![2.5f32];
            assert_eq!(typed::where_(&none, &one, &one), Ok(array![]));
            assert_eq!(where_(&none, &one, 1.0).map(|chosen| chosen.shape().to_vec()), Ok(vec![0]));
            let empty = Array2::<f32>::zeros((0, 3));
            let chosen = where_(&array![true], &empty, &one).expect("the shapes broadcast");
            assert_eq!(chosen.shape(), [0, 3]);
            assert!(where_(&array![true, false], &empty, &one).is_err());
        }
    }
}

mod selection {
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
}

mod indices {
    use super::*;

    test_at_every_level! {
        /// numpy/numpy#9304: `nonzero` of rank 5 and more differs from call to call.
        fn nonzero_of_rank_6_is_the_same_in_every_call() {
            let shape = [10, 2, 3, 4, 5, 6];
            let mut next = 0u32;
            let x = ArrayD::from_shape_simple_fn(IxDyn(&shape), || {
                next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(next >> 30)
            });
            let found = nonzero(&x).expect("the array has axes");
            let expected: Vec<usize> = (0..x.len())
                .filter(|&at| x[&unravel(at, &shape)[..]] != 0.0)
                .collect();
            for (axis, found) in found.iter().enumerate() {
                let expected = expected.iter().map(|&at| to_index(unravel(at, &shape)[axis]));
                assert!(found.iter().copied().eq(expected), "axis {axis}");
            }
            assert_eq!(nonzero(&x), Ok(found));
        }
    }
}

/// Element types whose traits misbehave. No result is promised, but each call returns or panics, and what it wrote is
/// valid.
mod misbehaving {
    use super::*;
    use std::cell::Cell;
    use std::cmp::Ordering;

    thread_local! {
        static COMPARISONS: Cell<u32> = const { Cell::new(0) };
    }

    /// Compares as the number of comparisons so far says.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Fickle(pub(crate) u8);

    impl Fickle {
        fn says(self) -> u32 {
            let count = COMPARISONS.get();
            COMPARISONS.set(count.wrapping_add(1));
            count.wrapping_mul(2_654_435_761) >> 16 ^ u32::from(self.0)
        }
    }

    impl PartialEq for Fickle {
        fn eq(&self, _: &Self) -> bool {
            self.says().is_multiple_of(3)
        }
    }

    impl PartialOrd for Fickle {
        fn partial_cmp(&self, _: &Self) -> Option<Ordering> {
            [
                None,
                Some(Ordering::Less),
                Some(Ordering::Greater),
                Some(Ordering::Equal),
            ][self.says() as usize % 4]
        }
    }

    /// Panics when it is compared with 3.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(crate) struct Bomb(pub(crate) u8);

    impl PartialOrd for Bomb {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            assert!(self.0 != 3 && other.0 != 3, "boom");
            self.0.partial_cmp(&other.0)
        }
    }

    /// Panics when it is tested for zero and is 3.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Mine(pub(crate) u8);

    impl PartialEq for Mine {
        fn eq(&self, other: &Self) -> bool {
            assert!(self.0 != 3, "boom");
            self.0 == other.0
        }
    }

    argwhere::kernels! {
        pub(crate) mod odd;
        ranks 0..=2;
        operations { argmax, argmin, nonzero }
        dtypes {
            Fickle: Fickle, zero = Fickle(0);
            Bomb: Bomb, zero = Bomb(0);
            Mine: Mine, unordered, zero = Mine(0);
        }
    }

    /// numpy/numpy#13631: the elements are tested twice, to count and to write. If the answers differ, memory is
    /// overwritten.
    #[test]
    fn elements_whose_answers_change_between_two_passes_corrupt_nothing() {
        for shape in [[1, 10_000], [100, 100], [5000, 3]] {
            let x = Array2::from_shape_fn(shape, |(i, j)| Fickle((i + j).to_le_bytes()[0]));
            for x in [x.view(), x.t(), x.slice(s![..;-1, ..;2])] {
                for capacity in [0, 10, 100_000] {
                    let mut found = [Vec::with_capacity(capacity), Vec::new()];
                    odd::typed::nonzero_into(&x, &mut found).expect("there is memory");
                    let [down, across] = &found;
                    assert_eq!(down.len(), across.len());
                    assert!(down.iter().all(|&at| at < to_index(x.nrows())));
                    assert!(across.iter().all(|&at| at < to_index(x.ncols())));
                }
                let [down, across] = odd::typed::nonzero(&x).expect("there is memory");
                assert_eq!(down.len(), across.len());
            }
        }
    }

    /// ANSSI-FR/rust-guide#43: unsafe code may not rely on an order that safe code implements.
    #[test]
    fn an_inconsistent_order_gives_an_index_of_the_array() {
        for shape in [[1, 10_000], [100, 100], [5000, 3]] {
            let x = Array2::from_shape_fn(shape, |(i, j)| Fickle((i + j).to_le_bytes()[0]));
            for x in [x.view(), x.t(), x.slice(s![..;-1, ..;2])] {
                let found = odd::typed::argmax(&x).expect("the array is not empty");
                assert!(found < x.len());
                for axis in 0..2 {
                    let found = odd::typed::argmin_axis(&x, Axis(axis)).expect("it is not empty");
                    let len = to_index(x.len_of(Axis(axis)));
                    assert!(found.iter().all(|at| (0..len).contains(at)));
                }
            }
        }
    }

    /// numpy/numpy#31977: after a comparison fails, `argmax` goes on and writes the other rows.
    #[test]
    fn a_comparison_that_panics_ends_the_call() {
        let x = array![[1, 2], [3, 4], [5, 6]].mapv(Bomb);
        for x in [x.view(), x.t().t()] {
            let mut out = array![-7, -7, -7];
            let call = || odd::typed::argmax_axis_into(&x, Axis(1), &mut out);
            assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
            assert_eq!(out[2], -7, "{out}");
            assert!(out.iter().all(|at| [-7, 0, 1].contains(at)), "{out}");
        }
        assert_eq!(odd::typed::argmax(&x.slice(s![2.., ..])), Ok(1));
    }

    /// numpy/numpy#9300: `nonzero` does not notice that the test of an element failed.
    #[test]
    fn a_test_for_zero_that_panics_leaves_vectors_of_valid_indices() {
        let good = array![[0, 2], [5, 0]].mapv(Mine);
        for bad in [array![[0, 2], [3, 4]], array![[3, 0], [0, 0]]] {
            let bad = bad.mapv(Mine);
            let mut found = [vec![8, 9], vec![8, 9]];
            let call = || odd::typed::nonzero_into(&bad, &mut found);
            assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
            odd::typed::nonzero_into(&good, &mut found).expect("there is memory");
            assert_eq!(found, [[0, 1], [1, 0]]);
        }
    }

    /// numpy/numpy#9078: an exception in a test for zero is replaced by another. A panic keeps its message.
    #[test]
    fn the_panic_of_a_test_for_zero_reaches_the_caller() {
        let call = || odd::nonzero(&array![1, 3].mapv(Mine));
        let panic = catch_unwind(call).expect_err("the element panics");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"boom"));
    }
}

mod zero_sized {
    use super::*;

    /// Has no bytes, and equals its like.
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(crate) struct Unit;

    /// Has no bytes, and equals nothing, like NaN.
    #[derive(Clone, Copy, Debug, PartialOrd)]
    pub(crate) struct Void;

    impl PartialEq for Void {
        fn eq(&self, _: &Self) -> bool {
            false
        }
    }

    argwhere::kernels! {
        pub(crate) mod nothing;
        ranks 0..=2;
        dtypes { Bool: bool; Unit: Unit; Void: Void, zero = Void; }
        promotion { Unit < Void with |_| Void; }
    }

    /// rust-ndarray/ndarray#234: elements without bytes lead to a division by zero.
    #[test]
    fn elements_without_bytes_are_searched() {
        for shape in [[1, 1], [3, 70], [200, 5], [1, 5000]] {
            let len = to_index(shape[0] * shape[1]);
            let (units, voids) = (
                Array2::from_elem(shape, Unit),
                Array2::from_elem(shape, Void),
            );
            let (units, voids) = (units.slice(s![..;-1, ..]), voids.t());
            assert_eq!(nothing::typed::argmax(&units), Ok(0));
            assert_eq!(
                nothing::typed::argmin_axis(&voids, Axis(0)),
                Ok(Array1::zeros(shape[0]))
            );
            assert_eq!(
                nothing::typed::nonzero(&units).map(|[down, _]| down.len()),
                Ok(0)
            );
            let [down, across] = nothing::typed::nonzero(&voids).expect("there is memory");
            assert_eq!((to_index(down.len()), to_index(across.len())), (len, len));
            let last = [down[down.len() - 1], across[across.len() - 1]];
            assert_eq!(last, [to_index(shape[1] - 1), to_index(shape[0] - 1)]);
            let mask = Array2::from_elem(shape, true);
            let chosen = nothing::typed::where_(&mask, &units, &voids.t()).expect("they promote");
            assert_eq!(chosen.shape(), shape);
            let dynamic = nothing::ArrayView::from(units);
            assert_eq!(
                dynamic.slice(s![.., ..1]).map(|part| part.len()),
                Ok(shape[0])
            );
        }
    }

    /// rust-ndarray/ndarray#542: an iterator that compares pointers finds one part of elements without bytes.
    #[test]
    fn rows_of_elements_without_bytes_are_all_visited() {
        let x = nothing::Array::from(Array2::from_elem((4, 3), Unit));
        assert_eq!(x.view().rows().count(), 4);
        let parts = x.view().axis_iter(Axis(1)).expect("the axis exists");
        assert_eq!(parts.map(|part| part.len()).collect::<Vec<_>>(), [4, 4, 4]);
    }
}

mod large_elements {
    use super::*;

    /// An element as large as two pages, on boundaries of 128 bytes.
    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
    #[repr(align(128))]
    pub(crate) struct Sheet(pub(crate) u8, pub(crate) [u8; 8000]);

    impl Sheet {
        fn of(level: u8) -> Self {
            Self(level, [0; 8000])
        }
    }

    argwhere::kernels! {
        pub(crate) mod sheets;
        ranks 0..=2;
        dtypes { Bool: bool; Level: u8; Sheet: Sheet, zero = Sheet::of(0); }
        promotion { Level < Sheet with Sheet::of; }
    }

    /// fizyk20/generic-array#108: a few copies of a large element fill the stack.
    #[test]
    fn elements_larger_than_a_buffer_fit_on_a_small_stack() {
        let search = || {
            for shape in [[1, 40], [40, 1], [5, 7], [70, 3]] {
                let y =
                    Array2::from_shape_fn(shape, |(i, j)| ((i * 7 + j * 3) % 5).to_le_bytes()[0]);
                let x = y.mapv(Sheet::of);
                let reversed = s![..;-1, ..];
                for (x, y) in [
                    (x.view(), y.view()),
                    (x.t(), y.t()),
                    (x.slice(reversed), y.slice(reversed)),
                ] {
                    assert_eq!(sheets::typed::argmax(&x), typed::argmax(&y));
                    for axis in [Axis(0), Axis(1)] {
                        assert_eq!(
                            sheets::typed::argmin_axis(&x, axis),
                            typed::argmin_axis(&y, axis)
                        );
                    }
                    assert_eq!(sheets::typed::nonzero(&x), typed::nonzero(&y));
                    let mask = y.mapv(|y| y > 2);
                    let chosen = sheets::typed::where_(&mask, &x, &y).expect("they promote");
                    assert_eq!(chosen.mapv(|sheet| sheet.0), y);
                }
            }
        };
        let thread = std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(search);
        thread
            .expect("the thread starts")
            .join()
            .expect("the searches succeed");
    }
}

/// Tables of the macro.
mod tables {
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
            let wide =
                ndarray::Array1::from_iter(wide.rows().into_iter().map(|row| [row[0], row[1]]));
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
                        #[doc = include_str!("../../LICENSE-MIT")]
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

            pub(super) fn lengths(
                x: &super::exported::Array,
                y: &super::kept::Array,
            ) -> [usize; 2] {
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
}
