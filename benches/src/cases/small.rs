//! Arrays of 1 to 3,000 elements, on which a call costs more than its elements.
//!
//! The peer is the loop that a careful user of ndarray writes by hand.

use crate::data::{self, Sample, Spread};
use crate::functions::extremum::{Max, Ordered};
use crate::functions::nonzero::Nonzero;
use crate::functions::where_::RankedPair;
use crate::measure::{Answer, Contender, Who};
use crate::peers::by_hand::{self, Indexed};
use crate::session::{Case, Section, Session};
use argwhere::{Along, HasNonzero, typed};
use ndarray::{Array, ArrayView, Axis, Dimension, Ix1, Ix2, Ix3, RemoveAxis, Slice};
use std::hint::black_box;

/// Measures all cases of small arrays.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("small") {
        return;
    }
    dtype::<f32>(session);
    dtype::<f64>(session);
    dtype::<i32>(session);
    dtype::<u8>(session);
    dtype::<bool>(session);
}

/// A dtype, a rank, and all that is measured of them.
trait Small<D: Dimension>: Ordered + Nonzero<D> + HasNonzero
where
    (Self, Self): RankedPair<D, A = Self, B = Self, Out = Self>,
{
}

impl<T: Ordered + Nonzero<D> + HasNonzero, D: Dimension> Small<D> for T where
    (T, T): RankedPair<D, A = T, B = T, Out = T>
{
}

fn dtype<T: Small<Ix1> + Small<Ix2> + Small<Ix3>>(session: &mut Session)
where
    (T, T): RankedPair<Ix1, A = T, B = T, Out = T>
        + RankedPair<Ix2, A = T, B = T, Out = T>
        + RankedPair<Ix3, A = T, B = T, Out = T>,
{
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    for len in [1, 4, 8, 16] {
        shape::<T, Ix1>(session, Ix1(len));
    }
    for [rows, columns] in [
        [1, 4],
        [2, 8],
        [3, 3],
        [4, 4],
        [8, 8],
        [16, 16],
        [100, 3],
        [1_000, 3],
    ] {
        shape::<T, Ix2>(session, Ix2(rows, columns));
    }
    for [a, b, c] in [[3, 3, 3], [4, 8, 8]] {
        shape::<T, Ix3>(session, Ix3(a, b, c));
    }
}

/// Measures one shape in two or three layouts. `where_` has an `x2` of the same shape and ones that broadcast.
fn shape<T: Small<D>, D: RemoveAxis>(session: &mut Session, shape: D)
where
    D::Pattern: Indexed,
    (T, T): RankedPair<D, A = T, B = T, Out = T>,
{
    let x = array::<T, D>(shape.clone(), data::random::<T>);
    let zeros = array::<T, D>(shape.clone(), |len| data::sparse::<T>(len, 0.5));
    layout(session, "", &x.view(), &zeros.view());
    let rank = shape.ndim();
    if rank > 1 {
        let x = array::<T, D>(reversed(&shape), data::random::<T>);
        let zeros = array::<T, D>(reversed(&shape), |len| data::sparse::<T>(len, 0.5));
        layout(session, "transposed", &x.t(), &zeros.t());
    }
    let mut double = shape.clone();
    double.slice_mut().iter_mut().for_each(|len| *len *= 2);
    let x = array::<T, D>(double.clone(), data::random::<T>);
    let zeros = array::<T, D>(double, |len| data::sparse::<T>(len, 0.5));
    layout(
        session,
        "every second element",
        &every_second(x.view()),
        &every_second(zeros.view()),
    );

    let mut row = D::zeros(rank);
    row.slice_mut().fill(1);
    let element = row.clone();
    row.slice_mut()[rank - 1] = shape.slice()[rank - 1];
    let mut column = shape.clone();
    column.slice_mut()[rank - 1] = 1;
    let x1 = array::<T, D>(shape.clone(), data::random::<T>);
    let x2s = [
        (shape, "x2 of the same shape"),
        (row, "x2 a row"),
        (column, "x2 a column"),
        (element, "x2 an element"),
    ];
    for (x2_shape, variant) in x2s {
        if rank == 1 && (variant.ends_with("column") || variant.ends_with("row")) {
            continue;
        }
        where_(
            session,
            variant,
            &x1.view(),
            &array::<T, D>(x2_shape, data::random::<T>).view(),
        );
    }
}

/// Every second element along each axis.
fn every_second<T, D: Dimension>(mut x: ArrayView<'_, T, D>) -> ArrayView<'_, T, D> {
    for axis in 0..x.ndim() {
        x.slice_axis_inplace(Axis(axis), Slice::new(0, None, 2));
    }
    x
}

fn reversed<D: Dimension>(shape: &D) -> D {
    let mut reversed = shape.clone();
    reversed.slice_mut().reverse();
    reversed
}

fn array<T: Sample, D: Dimension>(shape: D, elements: impl Fn(usize) -> Vec<T>) -> Array<T, D> {
    let elements = elements(shape.size());
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

fn case<T: Sample>(operation: &'static str, shape: &[usize], variants: &[&str]) -> Case {
    let variants: Vec<&str> = variants
        .iter()
        .copied()
        .filter(|it| !it.is_empty())
        .collect();
    Case {
        section: Section::Small,
        operation,
        dtype: T::DTYPE.to_owned(),
        shape: shape.to_vec(),
        variant: variants.join(", "),
    }
}

/// `x` is searched for extremes, `zeros` for elements that are not zero.
fn layout<T: Small<D>, D: RemoveAxis>(
    session: &mut Session,
    layout: &str,
    x: &ArrayView<'_, T, D>,
    zeros: &ArrayView<'_, T, D>,
) where
    D::Pattern: Indexed,
    (T, T): RankedPair<D, A = T, B = T, Out = T>,
{
    argmax(session, layout, x);
    nonzero(session, layout, zeros);
    count(session, layout, zeros);
    for axis in 0..x.ndim() {
        argmax_along(session, layout, x, axis);
        count_along(session, layout, zeros, axis);
    }
}

fn argmax<T: Ordered, D: Dimension>(session: &mut Session, layout: &str, x: &ArrayView<'_, T, D>) {
    let dynamic = T::erase(x.view().into_dyn());
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || T::flat::<Max, D>(black_box(x)),
            Answer::index,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::argmax(black_box(&dynamic), Along::all()),
            |found| Answer::array(found.expect("there are elements")),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::argmax(black_box(x)),
            Answer::index,
        ),
    ];
    let expected = Answer::index(by_hand::argmax(x));
    session.measure(
        case::<T>("argmax", x.shape(), &[layout]),
        &expected,
        contenders,
    );
}

fn argmax_along<T: Ordered, D: RemoveAxis>(
    session: &mut Session,
    layout: &str,
    x: &ArrayView<'_, T, D>,
    axis: usize,
) {
    let dynamic = T::erase(x.view().into_dyn());
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || T::along::<Max, D>(black_box(x), axis),
            Answer::array,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::argmax(black_box(&dynamic), Along::axis(axis.cast_signed())),
            |found| Answer::array(found.expect("the axis exists")),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::argmax_along(black_box(x), axis),
            Answer::array,
        ),
    ];
    let expected = Answer::array(by_hand::argmax_along(x, axis));
    let case = case::<T>("argmax", x.shape(), &[&format!("axis {axis}"), layout]);
    session.measure(case, &expected, contenders);
}

fn nonzero<T: Nonzero<D>, D: Dimension>(
    session: &mut Session,
    layout: &str,
    x: &ArrayView<'_, T, D>,
) where
    D::Pattern: Indexed,
{
    let dynamic = T::erase(x.view().into_dyn());
    let lists = |found: &[ndarray::Array1<argwhere::Index>]| {
        Answer::Indices(found.iter().map(|list| list.to_vec()).collect())
    };
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || T::nonzero(black_box(x)),
            move |found| lists(found.as_ref()),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::nonzero(black_box(&dynamic)).expect("there is an axis"),
            move |found| lists(&found),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::nonzero(black_box(x), T::ZERO),
            Answer::Indices,
        ),
    ];
    let expected = Answer::Indices(by_hand::nonzero(x, T::ZERO));
    session.measure(
        case::<T>("nonzero", x.shape(), &[layout]),
        &expected,
        contenders,
    );
}

fn count<T: Sample + HasNonzero, D: Dimension>(
    session: &mut Session,
    layout: &str,
    x: &ArrayView<'_, T, D>,
) {
    let dynamic = T::erase(x.view().into_dyn());
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::count_nonzero(black_box(x)),
            Answer::index,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::count_nonzero(black_box(&dynamic), Along::all()),
            |found| Answer::array(found.expect("a count fits")),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::count(black_box(x), T::ZERO),
            Answer::index,
        ),
    ];
    let expected = Answer::index(by_hand::count(x, T::ZERO));
    let case = case::<T>("count_nonzero", x.shape(), &[layout]);
    session.measure(case, &expected, contenders);
}

fn count_along<T: Sample + HasNonzero, D: RemoveAxis>(
    session: &mut Session,
    layout: &str,
    x: &ArrayView<'_, T, D>,
    axis: usize,
) {
    let dynamic = T::erase(x.view().into_dyn());
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::count_nonzero_axis(black_box(x), Axis(axis)).expect("the axis exists"),
            Answer::array,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::count_nonzero(black_box(&dynamic), Along::axis(axis.cast_signed())),
            |found| Answer::array(found.expect("the axis exists")),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::count_along(black_box(x), axis, T::ZERO),
            Answer::array,
        ),
    ];
    let expected = Answer::array(by_hand::count_along(x, axis, T::ZERO));
    let case = case::<T>(
        "count_nonzero",
        x.shape(),
        &[&format!("axis {axis}"), layout],
    );
    session.measure(case, &expected, contenders);
}

fn where_<T: Sample, D: Dimension>(
    session: &mut Session,
    variant: &str,
    x1: &ArrayView<'_, T, D>,
    x2: &ArrayView<'_, T, D>,
) where
    (T, T): RankedPair<D, A = T, B = T, Out = T>,
{
    let condition = data::condition(x1.len(), Spread::Random);
    let condition = Array::from_shape_vec(x1.raw_dim(), condition).expect("as many elements");
    let condition = condition.view();
    let dynamic = [x1, x2].map(|x| T::erase(x.view().into_dyn()));
    let dynamic_condition = argwhere::ArrayView::from(condition.view().into_dyn());
    let bytes = |found: Array<T, D>| Answer::bytes(found.as_slice().expect("it is contiguous"));
    let contenders = vec![
        Contender::new(
            Who::Typed,
            || <(T, T) as RankedPair<D>>::where_(black_box(&condition), x1, x2),
            bytes,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::where_(black_box(&dynamic_condition), &dynamic[0], &dynamic[1]),
            |found| Answer::Bytes(T::bytes_of(&found.expect("the shapes broadcast"))),
        ),
        Contender::new(
            Who::Ndarray,
            || by_hand::where_(black_box(&condition), x1, x2),
            bytes,
        ),
    ];
    let expected = bytes(by_hand::where_(&condition, x1, x2));
    session.measure(
        case::<T>("where", x1.shape(), &[variant]),
        &expected,
        contenders,
    );
}
