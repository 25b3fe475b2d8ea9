//! Ties, NaN, zeros, signs and types of `argmax` and `argmin`.

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
