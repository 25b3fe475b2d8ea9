//! Broadcasting by the standard's rule: three shapes together in `where_`, and a single view.

use argwhere::{ArrayView, DType, Error, where_};
use argwhere_tests::{Fault, Laid, Layout, Model, cases, check, oracle};

/// Shapes of which some triples broadcast together and some do not.
const SHAPES: &[&[usize]] = &[
    &[],
    &[0],
    &[1],
    &[3],
    &[1, 1],
    &[1, 3],
    &[2, 1],
    &[2, 3],
    &[0, 3],
    &[2, 0],
    &[4, 1, 1],
    &[4, 2, 3],
    &[4, 0, 1],
    &[5, 1, 1, 2, 1],
    &[2, 1, 1, 4, 1, 3],
];

#[test]
fn every_triple_of_shapes() {
    every_triple(&|ndim| Layout::c(ndim));
}

#[test]
fn every_triple_of_shapes_in_reversed_fortran_order() {
    every_triple(&|ndim| Layout {
        step: vec![-1; ndim],
        ..Layout::f(ndim)
    });
}

fn every_triple(layout: &dyn Fn(usize) -> Layout) {
    let laid =
        |dtype, shape: &[usize]| Laid::new(&cases::filled(dtype, shape, 0), &layout(shape.len()));
    for first in SHAPES {
        for second in SHAPES {
            for third in SHAPES {
                let (condition, x1) = (laid(DType::Bool, first), laid(DType::Int16, second));
                check::select(&condition, &x1, &laid(DType::Int16, third));
                check::select(&condition, &x1, &laid(DType::UInt8, third));
            }
        }
    }
}

#[test]
fn views_with_zero_strides_broadcast_further() {
    let x1 = cases::filled(DType::Float64, &[2, 3], 0);
    let x2 = cases::filled(DType::Float32, &[4, 1, 3], 0);
    let condition = cases::filled(DType::Bool, &[4, 2, 1], 0);
    for first in Laid::all(&condition) {
        for second in Laid::all(&x1) {
            for third in Laid::all(&x2) {
                check::select(&first, &second, &third);
            }
        }
    }
}

#[test]
fn a_row_broadcasts_with_a_column_and_a_single_element() {
    for length in [1, 31, 64, 65, 200] {
        for dtype in [
            DType::UInt8,
            DType::Int16,
            DType::Float32,
            DType::Int64,
            DType::Complex128,
        ] {
            let [row, column, one] = [&[length][..], &[3, 1], &[]]
                .map(|shape| Laid::new(&cases::filled(dtype, shape, 0), &Layout::c(shape.len())));
            for shape in [&[3, length][..], &[length], &[3, 1], &[]] {
                let condition = Laid::new(
                    &cases::filled(DType::Bool, shape, 0),
                    &Layout::c(shape.len()),
                );
                for (x1, x2) in [
                    (&row, &column),
                    (&column, &row),
                    (&row, &one),
                    (&one, &column),
                    (&one, &one),
                ] {
                    check::select(&condition, x1, x2);
                }
            }
        }
    }
}

#[test]
fn a_view_broadcasts_to_exactly_the_shapes_of_the_rule() {
    for own in SHAPES {
        for target in SHAPES {
            let model = cases::filled(DType::Int32, own, 0);
            let fits =
                oracle::broadcast_shapes(&[own, target]).is_some_and(|common| common == *target);
            let expected = if fits {
                Ok(Model::from_fn(DType::Int32, target, |index| {
                    oracle::at_stretched(&model, &index)
                }))
            } else {
                Err(vec![Fault::Broadcast])
            };
            for layout in Layout::all(own.len())
                .iter()
                .filter(|layout| !layout.stretched.contains(&true))
            {
                let laid = Laid::new(&model, layout);
                check::agree(
                    &expected,
                    || laid.view().broadcast(target).map(Model::read),
                    || format!("broadcast to {target:?} of {laid:?}"),
                );
            }
        }
    }
}

#[test]
fn the_error_shows_all_three_shapes() {
    let condition = ndarray::Array2::from_elem((2, 3), true);
    let (x1, x2) = (
        ndarray::Array1::<i8>::zeros(3),
        ndarray::Array2::<i8>::zeros((4, 1)),
    );
    let error = where_(&condition, &x1, &x2).unwrap_err();
    assert_eq!(
        error,
        Error::Broadcast {
            shapes: vec![
                ("condition", vec![2, 3]),
                ("x1", vec![3]),
                ("x2", vec![4, 1])
            ]
        }
    );
}

#[test]
fn an_axis_of_length_0_does_not_stretch() {
    let (none, two) = (
        ndarray::Array1::<i8>::zeros(0),
        ndarray::Array1::<i8>::zeros(2),
    );
    let condition = ndarray::arr0(true);
    for (x1, x2) in [(&none, &two), (&two, &none)] {
        let shapes = vec![("x1", vec![x1.len()]), ("x2", vec![x2.len()])];
        assert_eq!(where_(&condition, x1, x2), Err(Error::Broadcast { shapes }));
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_result_too_large_for_memory_is_an_error() {
    let one = ndarray::arr0(1.0f64);
    let yes = ndarray::arr0(true);
    let (x, condition): (ArrayView<'_>, ArrayView<'_>) = (one.view().into(), yes.view().into());
    let long = 1 << 40;

    let row = x.clone().broadcast(&[1, long]).unwrap();
    let column = x.clone().broadcast(&[long, 1]).unwrap();
    let error = where_(condition.clone(), row, column).unwrap_err();
    assert_eq!(
        error,
        Error::TooLarge {
            shape: vec![long, long],
            item: 8
        }
    );

    let addressable = x.broadcast(&[1 << 58]).unwrap();
    let error = where_(condition, addressable.clone(), addressable).unwrap_err();
    assert_eq!(
        error,
        Error::TooLarge {
            shape: vec![1 << 58],
            item: 8
        }
    );
}

#[cfg(target_pointer_width = "64")]
#[test]
fn an_empty_result_of_any_shape_returns_at_once_or_is_an_error() {
    let none = ndarray::Array3::<f32>::zeros((0, 1, 1));
    let one = ndarray::arr0(true);
    let none: ArrayView<'_> = none.view().into();
    let long = 1 << 40;
    let wide = none.clone().broadcast(&[0, long, 1]).unwrap();
    let result = where_(&one, wide.clone(), wide.clone()).unwrap();
    assert_eq!(result.shape(), [0, long, 1]);

    let wider = none.broadcast(&[0, 1, long]).unwrap();
    let error = where_(&one, wide, wider).unwrap_err();
    assert_eq!(
        error,
        Error::TooLarge {
            shape: vec![0, long, long],
            item: 4
        }
    );
}
