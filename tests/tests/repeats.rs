//! Broadcast views that repeat an element more often than any function could visit it. The time of a call depends on the
//! stored elements and the result. A result that does not fit in memory is an error before any work.
//!
//! The tests of `nonzero` are in `nonzero.rs`, those of the results of `where_` in `broadcast.rs`.

use std::time::{Duration, Instant};

use argwhere::{
    Along, ArrayView, DType, Error, Index, argmax, argmin, argmin_into, kernels, typed, where_,
    where_into,
};
use argwhere_tests::{Laid, cases, test_at_every_level, test_each_dtype, with_element};
use ndarray::{
    Array1, Array2, Array4, ArrayD, ArrayViewD, Axis, Ix3, Ix4, IxDyn, ShapeBuilder, Slice, arr0,
    array, s,
};

/// More elements than can be visited.
const MANY: usize = 1 << 40;

/// Asserts that the function takes much less time than a visit to every element of such a view would.
#[track_caller]
fn at_once<R>(function: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = function();
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
    result
}

/// A view of an array, stretched to a shape.
fn stretched<'a, T>(x: &'a ArrayD<T>, shape: &[usize]) -> ArrayViewD<'a, T> {
    x.broadcast(IxDyn(shape)).expect("it stretches")
}

test_each_dtype!(one_element_shown_many_times);

fn one_element_shown_many_times(dtype: DType) {
    let model = cases::filled(dtype, &[], 1);
    let one = model.to_array();
    let view = || one.view().broadcast(&[MANY]).expect("it stretches");
    at_once(|| {
        assert_eq!((view().len(), view().shape()), (MANY, &[MANY][..]));
        let (shown, debugged) = (view().to_string(), format!("{:?}", view()));
        let element = one.to_string();
        let edge = [&element[..]; 5].join(", ");
        assert_eq!(shown, format!("[{edge}, ..., {edge}]"));
        assert!(
            debugged.ends_with("shape=[1099511627776], strides=[0])"),
            "{debugged}"
        );
        assert_eq!(view(), view().clone());
        assert_ne!(
            view(),
            one.view().broadcast(&[MANY + 1]).expect("it stretches")
        );
        if dtype.is_ordered() {
            for along in [Along::all(), Along::axis(0), Along::all().keepdims()] {
                assert_eq!(argmax(view(), along).expect("it has an order").sum(), 0);
                assert_eq!(argmin(view(), along).expect("it has an order").sum(), 0);
            }
        }
        let part = view().slice(s![5..;-2]).expect("it is a part of the view");
        assert_eq!(part.len(), (MANY - 5).div_ceil(2));
        assert_eq!(part.to_string(), shown);
        assert_eq!(view().t().len(), MANY);
        assert_eq!(view().index_axis(Axis(0), MANY - 1), Ok(one.view()));
        let mut parts = view().outer_iter().expect("it has an axis");
        assert_eq!(parts.nth(MANY - 2), Some(one.view()));
        assert_eq!((parts.len(), parts.next_back()), (1, Some(one.view())));
        let mut rows = view().rows();
        assert_eq!((rows.len(), rows.next()), (1, Some(view())));
        let cube = view().broadcast(&[1 << 10, 1 << 10, MANY]);
        assert_eq!(cube.expect("it stretches").rows().len(), 1 << 20);
    });
}

#[test]
fn a_copy_or_a_reshape_that_does_not_fit_is_an_error_at_once() {
    let one = arr0(1.5f64).into_dyn();
    let view = ArrayView::from(stretched(&one, &[MANY, 1 << 18]));
    let (shape, item) = (vec![MANY, 1 << 18], 8);
    at_once(|| {
        assert_eq!(
            view.to_shape(&shape),
            Err(Error::TooLarge {
                shape: shape.clone(),
                item
            })
        );
        let to = vec![MANY];
        assert_eq!(
            view.to_shape(&to),
            Err(Error::Reshape {
                shape: shape.clone(),
                to: to.clone()
            })
        );
        let strides = vec![0, 0];
        assert_eq!(
            view.clone().into_shape_with_order(&[1 << 58]),
            Err(Error::NotRowMajor {
                shape: shape.clone(),
                strides
            })
        );
    });
}

#[test]
fn equal_repeats_are_compared_once() {
    /// A view with a shape of two equal arrays, one of the second and one of another array.
    fn assert_compares<T>(equal: [ArrayD<T>; 2], other: ArrayD<T>, shape: &[usize])
    where
        for<'a> ArrayView<'a>: From<ArrayViewD<'a, T>>,
    {
        let [x, same, other] =
            [&equal[0], &equal[1], &other].map(|x| ArrayView::from(stretched(x, shape)));
        at_once(|| {
            assert_eq!(x, same);
            assert_ne!(x, other);
            assert_ne!(other, x);
        });
    }

    let [one, nan] = [1.0f32, f32::NAN].map(|element| arr0(element).into_dyn());
    assert_compares([one.clone(), one], nan.clone(), &[1 << 20, 1 << 20, 3]);
    let nan = ArrayView::from(stretched(&nan, &[MANY]));
    at_once(|| assert_ne!(nan, nan.clone()));
    let rows = [[1i16, 2, 3], [1, 2, 3], [1, 2, 4]].map(|row| Array1::from_iter(row).into_dyn());
    let columns = rows.clone().map(|row| row.insert_axis(Axis(1)));
    let [row, same, other] = rows;
    assert_compares([row, same], other, &[MANY, 3]);
    let [column, same, other] = columns;
    assert_compares([column, same], other, &[3, MANY]);
}

/// One view repeats a row and the other a column: each is compared with the first element of the other.
#[test]
fn a_row_and_a_column_are_equal_if_all_elements_are() {
    let n = 1 << 16;
    let equal = |row: &Array1<u8>, column: &Array2<u8>| {
        let row = ArrayView::from(row)
            .broadcast(&[n, n])
            .expect("it stretches");
        let column = ArrayView::from(column)
            .broadcast(&[n, n])
            .expect("it stretches");
        assert_eq!(row == column, column == row);
        row == column
    };
    let (row, column) = (Array1::from_elem(n, 7), Array2::from_elem((n, 1), 7));
    at_once(|| {
        assert!(equal(&row, &column));
        for at in [0, 1, n - 1] {
            let (mut other_row, mut other_column) = (row.clone(), column.clone());
            other_row[at] = 8;
            other_column[[at, 0]] = 8;
            assert!(!equal(&other_row, &column));
            assert!(!equal(&row, &other_column));
            assert!(!equal(&other_row, &other_column));
        }
    });
}

/// Kept axes that repeat the elements are searched once, and the indices found are repeated along them.
#[test]
fn repeats_beside_the_searched_axis_are_searched_once() {
    let (rows, columns) = (2, 1 << 12);
    let stored = Array2::from_shape_fn((rows, columns), |(row, column)| {
        let number = if row == 0 {
            column % 4000
        } else {
            columns - column
        };
        f64::from(u16::try_from(number).expect("it is small"))
    });
    let stored = stored.into_dyn();
    // Along the last axis of 2^19 times the same two rows; along the first axis of its transpose; and along the axis between
    // the rows and their repeats.
    let outer = stretched(&stored, &[1 << 19, rows, columns]);
    let transposed = outer.clone().reversed_axes();
    let mut inner = outer.clone();
    inner.swap_axes(0, 1);
    at_once(|| {
        for (x, axis) in [(outer, 2), (transposed, 0), (inner, 2)] {
            for along in [Along::axis(axis), Along::axis(axis).keepdims()] {
                let found = argmax(x.view(), along).expect("it is not empty");
                assert_eq!(found.len(), rows << 19);
                assert_eq!(found.iter().filter(|&&at| at == 3999).count(), 1 << 19);
                assert_eq!(found.sum(), 3999 << 19);
                let mut out = found;
                argmin_into(x.view(), along, &mut out).expect("it has that shape");
                assert_eq!(out.sum(), 4095 << 19);
            }
            let fixed = x.view().into_dimensionality::<Ix3>().expect("three axes");
            let axis = Axis(axis.unsigned_abs());
            let found = typed::argmax_axis(&fixed, axis).expect("it is not empty");
            assert_eq!(found.sum(), 3999 << 19);
        }
    });
    let row = Array1::from_iter((0..1 << 13).map(f64::from)).into_dyn();
    // With more indices than fit in memory there is an error before the search.
    let long = stretched(&row, &[1 << 49, 1 << 13]);
    let error = |shape: &[usize]| Error::TooLarge {
        shape: shape.to_vec(),
        item: size_of::<Index>(),
    };
    at_once(|| {
        assert_eq!(argmax(long.view(), Along::axis(1)), Err(error(&[1 << 49])));
        assert_eq!(
            argmin(long.view(), Along::axis(-1).keepdims()),
            Err(error(&[1 << 49, 1]))
        );
        let found = argmax(long.view(), Along::axis(0)).expect("it fits");
        assert_eq!((found.len(), found.sum()), (1 << 13, 0));
        assert_eq!(argmax(long.view(), Along::all()).map(|at| at[[]]), Ok(8191));
    });
}

#[test]
fn where_into_an_array_of_another_shape_is_an_error_at_once() {
    let (yes, one) = (arr0(true).into_dyn(), arr0(1i8).into_dyn());
    let mut out = array![7i8, 7];
    at_once(|| {
        let (yes, one) = (stretched(&yes, &[MANY]), stretched(&one, &[MANY]));
        let (shape, to) = (vec![MANY], vec![2]);
        let error = Err(Error::BroadcastTo { shape, to });
        assert_eq!(where_into(yes.view(), one.view(), 3, &mut out), error);
        assert_eq!(
            where_into(yes.view(), one.view(), one.view(), &mut out),
            error
        );
    });
    assert_eq!(out, array![7, 7]);
    let wide = arr0(1.5f64).into_dyn();
    let wide = stretched(&wide, &[1 << 59]);
    at_once(|| {
        let (shape, item) = (vec![1 << 59], 8);
        assert_eq!(
            where_(&array![true], wide.view(), wide.view()),
            Err(Error::TooLarge {
                shape: shape.clone(),
                item
            })
        );
        assert_eq!(
            where_(&array![true], wide, 0.5),
            Err(Error::TooLarge { shape, item })
        );
    });
}

test_at_every_level! {
    /// Every combination of axes that are stored, repeated or of length 1, against the same array with all its elements.
    fn indices_are_repeated_along_every_axis() {
        cases::repeated_axes(|n| n * 7 % 11, |x, shape| {
                let view = stretched(x, shape);
                let all = view.as_standard_layout().into_owned();
                assert_eq!(ArrayView::from(view.view()), ArrayView::from(&all));
                for axis in 0..4 {
                    let along = Along::axis(axis);
                    assert_eq!(argmax(view.view(), along), argmax(&all, along), "{:?} along {axis}", view.shape());
                    let expected = argmin(&all, along).expect("it is not empty");
                    let mut reversed = ArrayD::<Index>::from_elem(expected.raw_dim().f(), -1);
                    let twice: Vec<usize> = expected.shape().iter().map(|len| 2 * len).collect();
                    let mut wide = ArrayD::<Index>::from_elem(IxDyn(&twice), -1);
                    wide.slice_each_axis_inplace(|_| Slice::new(0, None, -2));
                    for out in [&mut reversed, &mut wide] {
                        argmin_into(view.view(), along, out).expect("it has that shape");
                        assert_eq!(*out, expected, "{:?} along {axis}", view.shape());
                    }
                    let fixed = view.view().into_dimensionality::<Ix4>().expect("four axes");
                    let axis = Axis(axis.unsigned_abs());
                    let mut shape = fixed.raw_dim();
                    shape[axis.index()] = 1;
                    let mut out = Array4::zeros(shape);
                    kernels::argmin_axis::i32::rank4(fixed, axis, out.view_mut()).expect("it has that shape");
                    assert_eq!(out.remove_axis(axis).into_dyn(), expected);
                }
        });
    }
}

test_each_dtype!(equality_is_that_of_the_elements);

/// In every layout, against a copy, and against copies with one other element.
fn equality_is_that_of_the_elements(dtype: DType) {
    let expected = |a: &ArrayView<'_>, b: &ArrayView<'_>| {
        with_element!(dtype, T => {
            let typed = |view: &ArrayView<'_>| view.to_owned().into_ndarray::<T, IxDyn>().expect("its dtype");
            typed(a) == typed(b)
        })
    };
    for ndim in 0..=4 {
        for palette in 0..3 {
            let model = cases::filled(dtype, &[2, 3, 1, 2][..ndim], palette);
            for x in Laid::all(&model) {
                let view = x.view();
                let values = &x.model.values;
                for at in 0..=values.len() {
                    let mut other = x.model.clone();
                    if let Some(&value) = values.get(at) {
                        let another = values.iter().find(|&&another| another != value);
                        other.values[at] = another.copied().unwrap_or(value);
                    }
                    let other = other.to_array();
                    let equal = expected(&view, &other.view());
                    assert_eq!(view == other.view(), equal, "{at} of {x:?}");
                    assert_eq!(other.view() == view, equal, "{at} of {x:?}");
                    assert_eq!(view.to_owned() == other, equal, "{at} of {x:?}");
                }
            }
        }
    }
}
