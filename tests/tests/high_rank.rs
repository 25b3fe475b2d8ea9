//! Arrays of 100,000 axes on a thread with 1 MiB of stack. No function recurses per axis or takes time that grows with the
//! square of the rank.

use std::thread;

use argwhere::{
    Along, Array, ArrayView, argmax, argmax_into, argmin, argmin_into, dispatch, nonzero,
    nonzero_into, typed, where_, where_into,
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

/// The text of the elements with one axis of length 2, where `inner` axes of length 1 follow it.
fn pair(text: [&str; 2], inner: usize) -> String {
    let outer = RANK - 1 - inner;
    let separator = match inner {
        0 => ", ".to_owned(),
        _ => format!(",{}{}", "\n".repeat(inner), " ".repeat(outer + 1)),
    };
    let (open, close) = ("[".repeat(inner), "]".repeat(inner));
    let items = text.map(|text| format!("{open}{text}{close}"));
    let (before, after) = ("[".repeat(outer + 1), "]".repeat(outer + 1));
    format!("{before}{}{after}", items.join(&separator))
}

#[test]
fn display_and_debug() {
    on_a_small_stack(|| {
        for axis in [0, RANK / 2, RANK - 1] {
            let shape = shape(&[(axis, 2)]);
            let x =
                ArrayD::from_shape_vec(IxDyn(&shape), vec![1.5f32, -2.0]).expect("two elements");
            let mut x = Array::from(x);
            let expected = pair(["1.5", "-2"], RANK - 1 - axis);
            assert!(x.to_string() == expected && x.view().to_string() == expected);
            assert!(format!("{x:#}") == expected && x.view_mut().to_string() == expected);
            let expected = pair(["1.5", "-2.0"], RANK - 1 - axis);
            let start = format!("Float32({expected}, shape=[1, ");
            let start = if axis == 0 {
                start.replace("shape=[1", "shape=[2")
            } else {
                start
            };
            for debugged in [
                format!("{x:?}"),
                format!("{:?}", x.view()),
                format!("{:?}", x.view_mut()),
            ] {
                assert!(debugged.starts_with(&start) && debugged.ends_with("])"));
            }
            assert!(format!("{:?}", argwhere::Operand::from(&x)).contains(&expected));
        }
        let empty = ArrayD::<u8>::zeros(IxDyn(&shape(&[(7, 0)])));
        let expected = "[".repeat(RANK) + &"]".repeat(RANK);
        assert!(Array::from(empty).to_string() == expected);
        let one = ndarray::arr0(1u8).into_dyn();
        let wide = ArrayView::from(&one).broadcast(&shape(&[(9, 1 << 40), (RANK - 2, 1 << 20)]));
        let text = wide.expect("it stretches").to_string();
        assert_eq!(
            (text.matches('1').count(), text.matches("...").count()),
            (6 * 10, 7)
        );
    });
}

#[test]
fn comparison_clone_and_conversions() {
    on_a_small_stack(|| {
        let x = Array::from(elements());
        let view = x.view();
        assert!(x.clone() == x && view.clone() == view && view.to_owned() == x);
        assert!(x.view() != Array::from(elements() * 2).view() && x.view() != x.t());
        assert!(x.t() == x.t().to_owned().view());
        let typed = x.as_ndarray::<i32, IxDyn>().expect("its dtype");
        assert!(ArrayView::from(&typed) == x.view());
        assert!(ndarray::ArrayViewD::<i32>::try_from(&x).is_ok_and(|back| back == typed));
        assert!(
            x.as_ndarray::<i32, ndarray::Ix6>().is_err() && x.as_ndarray::<i8, IxDyn>().is_err()
        );
        assert_eq!(dispatch!(&x, x => x.len()), 12);
        assert_eq!(
            dispatch!((&x, &x.t()), (a, b) => a.len() + b.ndim()),
            12 + RANK
        );
        let back = x.into_ndarray::<i32, IxDyn>().expect("its dtype");
        assert!(back == elements());
    });
}

#[test]
fn parts_and_other_shapes() {
    on_a_small_stack(|| {
        let x = Array::from(elements());
        let rows: Vec<String> = x.rows().map(|row| row.to_string()).collect();
        assert_eq!(rows, ["[1, 2, 3]", "[0, 1, 2]", "[3, 0, 1]", "[2, 3, 0]"]);
        assert_eq!(x.t().rows().len(), 6);
        let columns = x.axis_iter(Axis(RANK - 1)).expect("it is an axis");
        let shapes: Vec<usize> = columns.map(|column| column.len()).collect();
        assert_eq!(shapes, [4; 3]);
        let halves = x.outer_iter().expect("it has axes");
        assert_eq!(
            halves.map(|half| half.ndim()).collect::<Vec<_>>(),
            [RANK - 1; 2]
        );
        let half = x.index_axis(Axis(RANK / 2), 1).expect("it is an index");
        assert_eq!((half.ndim(), half.len()), (RANK - 1, 6));

        let flat = x.to_shape(&[12]).expect("as many elements");
        assert_eq!(flat.to_string(), "[1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0]");
        let flat = x.t().to_shape(&[12]).expect("as many elements");
        assert_eq!(flat.to_string(), "[1, 3, 0, 2, 2, 0, 1, 3, 3, 1, 2, 0]");
        let flat = x
            .view()
            .into_shape_with_order(&[12])
            .expect("it is contiguous");
        let shape = shape(&[(7, 12)]);
        let long = flat
            .into_shape_with_order(&shape)
            .expect("as many elements");
        assert_eq!(long.ndim(), RANK);
        assert!(x.t().into_shape_with_order(&shape).is_err());
        let same = x
            .clone()
            .into_shape_with_order(&shape)
            .expect("as many elements");
        assert!(same.view() == long);
        let none: [SliceInfoElem; 0] = [];
        assert!(x.to_shape(&vec![2; RANK]).is_err() && x.view().broadcast(&[1]).is_err());
        assert!(x.view().permuted_axes(&[0]).is_err() && x.view().slice(&none[..]).is_err());
    });
}

/// Each function of the tables is called with two elements along one axis, and returns at once.
#[test]
fn every_function_of_two_elements() {
    on_a_small_stack(|| {
        for axis in [0, RANK / 2, RANK - 1] {
            let x = ArrayD::from_shape_vec(IxDyn(&shape(&[(axis, 2)])), vec![0u8, 9]);
            let x = x.expect("two elements");
            let along = Along::axis(axis.cast_signed());
            let indices = nonzero(&x).expect("it has axes");
            assert!(indices[axis].to_vec() == [1] && indices.len() == RANK);
            assert_eq!(argmax(&x, Along::all()).map(|at| at[[]]), Ok(1));
            let found = argmax(&x, along.keepdims()).expect("it is not empty");
            assert_eq!((found.ndim(), found.sum()), (RANK, 1));
            let typed = typed::argmin_axis(&x, Axis(axis)).expect("it is not empty");
            assert_eq!((typed.ndim(), typed.sum()), (RANK - 1, 0));
            assert_eq!(typed::argmax(&x), Ok(1));
            let yes = x.mapv(|element| element > 0);
            let chosen = typed::where_(&yes, &x, &x.mapv(i16::from)).expect("they broadcast");
            assert!(chosen == x.mapv(i16::from));
            let mut out = Array::from(chosen);
            where_into(&yes, 3, &x.mapv(i16::from), &mut out).expect("it has that shape");
            assert_eq!(
                out.to_shape(&[2]).expect("two elements").to_string(),
                "[0, 3]"
            );
            let repeated = x.broadcast(IxDyn(&shape(&[(0, 2), (7, 1 << 20), (axis, 2)])));
            let repeated = ArrayView::from(repeated.expect("it stretches"));
            assert!(repeated == repeated.clone() && repeated != repeated.t());
            let found = argmax(&repeated, along).expect("it is not empty");
            assert!(found.len() >= 1 << 20 && found.iter().all(|&at| at == 1));
        }
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
