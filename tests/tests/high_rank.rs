//! Arrays of 100,000 axes on a thread with 1 MiB of stack. No function recurses per axis or takes time that grows with the
//! square of the rank.

use std::thread;

use argwhere::{
    Along, Array, argmax, argmax_into, argmin, argmin_into, nonzero, nonzero_into, where_,
    where_into,
};
use ndarray::{ArrayD, Axis, IxDyn, SliceInfoElem};

const RANK: usize = 100_000;

/// Runs a function on a thread with 1 MiB of stack.
fn on_a_small_stack(function: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(1 << 20).spawn(function);
    thread
        .expect("the thread starts")
        .join()
        .expect("the function succeeds");
}

/// A shape of ones, except for these axes, each with its length.
fn shape(lengths: &[(usize, usize)]) -> Vec<usize> {
    let mut shape = vec![1; RANK];
    for &(axis, len) in lengths {
        shape[axis] = len;
    }
    shape
}

/// The numbers 1, 2, 3 and 0 in turn, along the first, a middle and the last axis.
fn elements() -> ArrayD<i32> {
    let shape = shape(&[(0, 2), (RANK / 2, 2), (RANK - 1, 3)]);
    let mut next = 0;
    ArrayD::from_shape_simple_fn(IxDyn(&shape), || {
        next += 1;
        next % 4
    })
}

#[test]
fn nonzero_of_ones_and_a_two() {
    on_a_small_stack(|| {
        let mut shape = vec![1; 19_999];
        shape.push(2);
        let x = ArrayD::from_elem(IxDyn(&shape), 1.0f32);
        let indices = nonzero(&x).expect("the array has axes");
        assert_eq!(indices.len(), 20_000);
        assert_eq!(indices[19_999].to_vec(), [0, 1]);
        assert!(
            indices[..19_999]
                .iter()
                .all(|zeros| zeros.to_vec() == [0, 0])
        );
    });
}

#[test]
fn nonzero_in_rows_and_in_reverse() {
    on_a_small_stack(|| {
        let x = elements();
        let mut reversed = x.view();
        reversed.invert_axis(Axis(RANK - 1));
        for (x, last) in [
            (x.view(), [0, 1, 2, 1, 2, 0, 2, 0, 1]),
            (reversed, [0, 1, 2, 0, 1, 0, 2, 1, 2]),
        ] {
            let indices = nonzero(x.view()).expect("the array has axes");
            assert_eq!(indices[0].to_vec(), [0, 0, 0, 0, 0, 1, 1, 1, 1]);
            assert_eq!(indices[RANK / 2].to_vec(), [0, 0, 0, 1, 1, 0, 0, 1, 1]);
            assert_eq!(indices[RANK - 1].to_vec(), last);
            assert_eq!(indices[7].to_vec(), [0; 9]);
            let mut existing = Vec::new();
            nonzero_into(x, &mut existing).expect("the array has axes");
            assert_eq!(existing.len(), RANK);
            assert_eq!(existing[RANK - 1], last);
        }
    });
}

#[test]
fn nonzero_of_a_broadcast_view() {
    on_a_small_stack(|| {
        let x = ndarray::arr1(&[0u8, 5]);
        let shape = shape(&[(0, 2), (1, 2), (RANK - 1, 2)]);
        let view = x.broadcast(IxDyn(&shape)).expect("it stretches");
        let indices = nonzero(view).expect("the array has axes");
        assert_eq!(indices[0].to_vec(), [0, 0, 1, 1]);
        assert_eq!(indices[1].to_vec(), [0, 1, 0, 1]);
        assert_eq!(indices[RANK - 1].to_vec(), [1; 4]);
    });
}

#[test]
fn extrema_of_all_elements_and_along_an_axis() {
    on_a_small_stack(|| {
        let x = elements();
        let transposed = x.t();
        for (x, last) in [(x.view(), RANK - 1), (transposed, 0)] {
            let axis = Along::axis(last.cast_signed());
            let of_all = argmax(x.view(), Along::all()).expect("there are elements");
            let first = if last == 0 { 1 } else { 2 };
            assert_eq!(of_all.into_raw_vec_and_offset().0, [first]);
            argmin(x.view(), Along::all().keepdims()).expect("there are elements");
            for along in [axis, axis.keepdims()] {
                let mut found = argmax(x.view(), along).expect("the axis has elements");
                assert_eq!(found.len(), 4);
                argmax_into(x.view(), along, &mut found).expect("the shape is the result's");
                argmin_into(x.view(), along, &mut found).expect("the shape is the result's");
            }
        }
    });
}

#[test]
fn where_of_one_and_of_several_layouts() {
    on_a_small_stack(|| {
        let x = elements();
        let condition = x.mapv(|element| element > 1);
        let zero = ndarray::arr0(0i32).into_dyn();
        let wide = x.mapv(i64::from);
        let mut selected = where_(&condition, &x, &zero).expect("the shapes broadcast");
        where_into(&condition, &x, &zero, &mut selected).expect("the shape is the result's");
        assert_eq!(selected.shape(), x.shape());
        where_(condition.t(), x.t(), wide.t()).expect("the dtypes promote");
        where_(&condition, x.view(), 7).expect("the scalar fits");
    });
}

#[test]
fn a_dynamic_array_is_broadcast_sliced_and_transposed() {
    on_a_small_stack(|| {
        let x = Array::from(elements());
        let mut info = vec![SliceInfoElem::from(..); RANK];
        info[RANK - 1] = SliceInfoElem::from(1..);
        let sliced = x.view().slice(&info).expect("the ranges are inside");
        assert_eq!((sliced.len(), sliced.t().shape()[0]), (8, 2));
        let axes: Vec<usize> = (0..RANK).rev().collect();
        let permuted = x
            .view()
            .permuted_axes(&axes)
            .expect("each axis is named once");
        assert_eq!(permuted.shape()[0], 3);
        let one = Array::from(ndarray::arr0(1u8).into_dyn());
        let stretched = one.view().broadcast(&shape(&[(0, 2)]));
        assert_eq!(stretched.expect("it stretches").len(), 2);
    });
}
