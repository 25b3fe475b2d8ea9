//! Orders of memory, strides and axes.

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
