//! Small arrays, which the typed functions search by code for the dtype and the rank, compared with loops of `ndarray`. The
//! lengths are around those at which another way begins.

#[cfg(feature = "all")]
use argwhere::half as halves;
use argwhere::{Along, Error, Index, typed};
use bytemuck::TransparentWrapper;
#[cfg(feature = "all")]
use half::{bf16, f16};
use ndarray::{
    Array, Array3, ArrayRef, ArrayView, ArrayView1, Axis, Dimension, Ix1, Ix2, Ix3, RemoveAxis,
    Slice, Zip,
};
use num_complex::Complex;
use std::cmp::Ordering;

/// Elements of a dtype, in a fixed random order.
fn filled<T: Copy, D: Dimension>(shape: D, elements: &[T]) -> Array<T, D> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    Array::from_shape_simple_fn(shape, || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        elements[usize::try_from(state % elements.len() as u64).expect("it fits")]
    })
}

/// Calls a function with arrays of a shape in several layouts: contiguous, in another order of axes, with gaps, backwards, and
/// repeated along each axis.
fn each_layout<T: Copy, D: Dimension>(
    shape: &D,
    elements: &[T],
    mut check: impl FnMut(ArrayView<'_, T, D>),
) {
    check(filled(shape.clone(), elements).view());
    let mut reversed = shape.clone();
    reversed.slice_mut().reverse();
    check(filled(reversed, elements).view().reversed_axes());
    let mut exchanged = shape.clone();
    let last = shape.ndim() - 1;
    exchanged.slice_mut().swap(last, last.saturating_sub(1));
    let mut exchanged = filled(exchanged, elements);
    exchanged.swap_axes(last, last.saturating_sub(1));
    check(exchanged.view());
    let mut larger = shape.clone();
    for len in larger.slice_mut() {
        *len = *len * 2 + 1;
    }
    let larger = filled(larger, elements);
    for step in [2, -2] {
        let part = larger.slice_each_axis(|axis| {
            Slice::new(
                1,
                Some((2 * shape[axis.axis.index()] + 1).cast_signed()),
                step,
            )
        });
        check(part);
    }
    for axis in 0..shape.ndim() {
        let mut one = shape.clone();
        one[axis] = 1;
        let one = filled(one, elements);
        check(
            one.broadcast(shape.clone())
                .expect("one element along the axis"),
        );
    }
}

const VECTORS: [usize; 12] = [0, 1, 2, 3, 8, 16, 17, 24, 25, 64, 65, 513];

const MATRICES: [[usize; 2]; 16] = [
    [0, 3],
    [3, 0],
    [1, 1],
    [1, 9],
    [9, 1],
    [3, 3],
    [4, 6],
    [5, 5],
    [8, 8],
    [5, 13],
    [13, 5],
    [3, 171],
    [170, 3],
    [16, 32],
    [19, 27],
    [513, 8],
];

const CUBES: [[usize; 3]; 12] = [
    [0, 2, 2],
    [2, 2, 0],
    [1, 1, 1],
    [1, 4, 4],
    [4, 1, 4],
    [4, 4, 1],
    [3, 3, 3],
    [4, 4, 4],
    [5, 13, 2],
    [4, 8, 8],
    [8, 8, 8],
    [9, 8, 8],
];

/// The index of the first NaN, or else of the first element that is larger (or smaller) than all before it.
fn first_best<'a, T: PartialOrd + 'a>(
    elements: impl IntoIterator<Item = &'a T>,
    wins: Ordering,
) -> Option<Index> {
    let mut best: Option<(Index, &T)> = None;
    for (at, element) in elements.into_iter().enumerate() {
        let at = Index::try_from(at).expect("an index");
        if element.partial_cmp(element).is_none() {
            return Some(at);
        }
        if best.is_none_or(|(_, best)| element.partial_cmp(best) == Some(wins)) {
            best = Some((at, element));
        }
    }
    best.map(|(at, _)| at)
}

/// One element per lane along an axis.
fn each_lane<T: Copy, D: RemoveAxis, R>(
    x: &ArrayView<'_, T, D>,
    axis: usize,
    answer: impl Fn(ArrayView1<'_, T>) -> R,
) -> Array<R, D::Smaller> {
    let kept = x.raw_dim().remove_axis(Axis(axis));
    let lanes = x.lanes(Axis(axis)).into_iter();
    Array::from_shape_vec(kept, lanes.map(answer).collect()).expect("one per lane")
}

/// Checks a function that writes along an axis to an array: one with gaps, backwards, and one of another shape, which it
/// refuses and does not write to.
fn check_into<D: Dimension>(
    expected: Option<Array<Index, D>>,
    shape: D,
    write: impl Fn(&mut ArrayRef<Index, D>) -> Result<(), Error>,
    described: impl Fn() -> String,
) {
    let mut wide = shape.clone();
    for len in wide.slice_mut() {
        *len = *len * 2 + 1;
    }
    for step in [2, -2] {
        let mut buffer = Array::from_elem(wide.clone(), -7);
        let mut out = buffer.slice_each_axis_mut(|axis| {
            Slice::new(
                1,
                Some((2 * shape[axis.axis.index()] + 1).cast_signed()),
                step,
            )
        });
        let written = write(&mut out);
        assert_eq!(
            written.ok().map(|()| out.to_owned()),
            expected,
            "{}",
            described()
        );
        out.fill(-7);
        assert!(buffer.iter().all(|&index| index == -7), "{}", described());
    }
    let mut other = shape;
    for len in other.slice_mut() {
        *len += 1;
    }
    if other.ndim() > 0 {
        let mut other = Array::from_elem(other, -7);
        assert!(write(&mut other).is_err(), "{}", described());
        assert!(other.iter().all(|&index| index == -7), "{}", described());
    }
}

fn is_nonzero<T: PartialEq + Default>(element: &T) -> bool {
    *element != T::default()
}

/// Checks the searches for the nonzero elements of an array, and the selection from it.
macro_rules! check_any {
    ($table:ident $type:ty, $x:ident: $($axis:literal)*) => {{
        let described = || format!("{:?}, strides {:?}", $x, $x.strides());
        let count = $x.iter().filter(|element| is_nonzero(*element)).count();
        assert_eq!($table::typed::count_nonzero(&$x), count, "{}", described());
        let mut indices = vec![Vec::new(); $x.ndim()];
        for (at, _) in $x.view().into_dyn().indexed_iter().filter(|(_, element)| is_nonzero(*element)) {
            for (axis, indices) in indices.iter_mut().enumerate() {
                indices.push(Index::try_from(at[axis]).expect("an index"));
            }
        }
        let indices = indices.into_iter().map(Array::from_vec).collect();
        assert_eq!($table::typed::nonzero(&$x).map(Vec::from), Ok(indices), "{}", described());
        $({
            let counts = each_lane(&$x, $axis, |lane| {
                Index::try_from(lane.iter().filter(|element| is_nonzero(*element)).count()).expect("a count")
            });
            let found = $table::typed::count_nonzero_axis(&$x, Axis($axis));
            assert_eq!(found.as_ref(), Ok(&counts), "axis {}: {}", $axis, described());
            let write = |out: &mut ArrayRef<Index, _>| {
                $table::typed::count_nonzero_axis_into(&$x, Axis($axis), out)
            };
            check_into(Some(counts), $x.raw_dim().remove_axis(Axis($axis)), write, described);
        })*
        let condition = filled($x.raw_dim(), &[true, false, false, true, true]);
        // Another operand of the same shape, and one element along each axis.
        let mut shape = $x.raw_dim();
        for axis in 0..=$x.ndim() {
            if let Some(&first) = $x.iter().next() {
                let other = Array::from_elem(shape.clone(), first);
                let found = $table::typed::where_(&condition, &$x, &other).expect("they broadcast");
                let other = other.broadcast($x.raw_dim()).expect("it broadcasts");
                let expected = Zip::from(&condition).and(&$x).and(&other).map_collect(|&condition, &x1, &x2| {
                    if condition { x1 } else { x2 }
                });
                // NaN equals itself as text.
                assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{}", described());
            }
            if axis < $x.ndim() {
                shape[axis] = 1;
            }
        }
    }};
}

/// Checks `argmax` and `argmin` of an array.
macro_rules! check_ordered {
    ($table:ident $type:ty, $x:ident: $($axis:literal)*) => {{
        let described = || format!("{:?}, strides {:?}", $x, $x.strides());
        let position = |at: usize| Index::try_from(at).expect("an index");
        let found = $table::typed::argmax(&$x).ok().map(position);
        assert_eq!(found, first_best(&$x, Ordering::Greater), "{}", described());
        let found = $table::typed::argmin(&$x).ok().map(position);
        assert_eq!(found, first_best(&$x, Ordering::Less), "{}", described());
        $({
            let is_empty = $x.shape()[$axis] == 0;
            let expected = |wins| (!is_empty).then(|| {
                each_lane(&$x, $axis, |lane| first_best(lane, wins).expect("a lane has elements"))
            });
            let found = $table::typed::argmax_axis(&$x, Axis($axis)).ok();
            assert_eq!(found, expected(Ordering::Greater), "axis {}: {}", $axis, described());
            let found = $table::typed::argmin_axis(&$x, Axis($axis)).ok();
            assert_eq!(found, expected(Ordering::Less), "axis {}: {}", $axis, described());
            let write = |out: &mut ArrayRef<Index, _>| $table::typed::argmin_axis_into(&$x, Axis($axis), out);
            check_into(found, $x.raw_dim().remove_axis(Axis($axis)), write, described);
        })*
    }};
}

macro_rules! tests {
    ($($(#[$attribute:meta])? $name:ident $table:ident $type:ty: [$($element:expr),*], $($check:ident)*;)*) => {$(
        $(#[$attribute])?
        #[test]
        fn $name() {
            let elements: &[$type] = &[$($element),*];
            for len in VECTORS {
                each_layout(&Ix1(len), elements, |x| { $($check!($table $type, x: 0);)* });
            }
            for [a, b] in MATRICES {
                each_layout(&Ix2(a, b), elements, |x| { $($check!($table $type, x: 0 1);)* });
            }
            for [a, b, c] in CUBES {
                each_layout(&Ix3(a, b, c), elements, |x| { $($check!($table $type, x: 0 1 2);)* });
            }
        }
    )*};
}

/// A value of three cache lines and more, without native kernels. Its first number is its order.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Page([f64; 25]);

impl Page {
    const fn new(first: f64) -> Self {
        let mut page = [0.0; 25];
        page[0] = first;
        Self(page)
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new(0.0)
    }
}

/// The same with 72 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Line([u64; 9]);

/// A number with the kernels of its primitive.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(f32);

argwhere::kernels! {
    mod wide;
    ranks 0..=3;
    dtypes {
        Bool: bool;
        Page: Page;
        Line: Line;
        Metres: Metres as f32;
    }
}

tests! {
    pages wide Page: [Page::new(0.0), Page::new(1.0), Page::new(-2.0), Page::new(1.0), Page::new(f64::NAN)], check_any check_ordered;
    lines wide Line: [Line([0; 9]), Line([1; 9]), Line([2; 9]), Line([2; 9])], check_any check_ordered;
    newtypes wide Metres: [Metres(0.0), Metres(-0.0), Metres(1.0), Metres(-3.0), Metres(2.0), Metres(f32::NAN)], check_any check_ordered;
    bools argwhere bool: [false, true], check_any check_ordered;
    int8 argwhere i8: [0, -128, 127, 0, 5, 5], check_any check_ordered;
    int16 argwhere i16: [0, i16::MIN, i16::MAX, 0, -7], check_any check_ordered;
    int32 argwhere i32: [0, i32::MIN, i32::MAX, 0, 9, 9], check_any check_ordered;
    int64 argwhere i64: [0, i64::MIN, i64::MAX, 0, 1], check_any check_ordered;
    uint8 argwhere u8: [0, 255, 254, 0, 128, 127], check_any check_ordered;
    uint16 argwhere u16: [0, u16::MAX, 0, 0x8000, 0x7fff], check_any check_ordered;
    uint32 argwhere u32: [0, u32::MAX, 0, 1 << 31, 7], check_any check_ordered;
    uint64 argwhere u64: [0, u64::MAX, 0, 1 << 63, 7], check_any check_ordered;
    float32 argwhere f32: [0.0, -0.0, 1.5, -2.5, f32::MIN_POSITIVE], check_any check_ordered;
    float32_with_nan argwhere f32: [0.0, -0.0, 1.5, f32::INFINITY, 2.0, 3.0, f32::NEG_INFINITY, 4.0, 5.0, 6.0, f32::NAN, -f32::NAN], check_any check_ordered;
    float64 argwhere f64: [0.0, -0.0, 1.5, -2.5, f64::MIN_POSITIVE], check_any check_ordered;
    float64_with_nan argwhere f64: [0.0, -0.0, 1.5, f64::INFINITY, 2.0, 3.0, f64::NEG_INFINITY, 4.0, 5.0, 6.0, f64::NAN, -f64::NAN], check_any check_ordered;
    #[cfg(feature = "all")]
    float16 halves f16: [f16::ZERO, f16::NEG_ZERO, f16::ONE, f16::INFINITY, f16::NEG_INFINITY, f16::NEG_ONE, f16::NAN], check_any check_ordered;
    #[cfg(feature = "all")]
    bfloat16 halves bf16: [bf16::ZERO, bf16::NEG_ZERO, bf16::ONE, bf16::INFINITY, bf16::NEG_INFINITY, bf16::NEG_ONE, bf16::NAN], check_any check_ordered;
    complex64 argwhere Complex<f32>: [Complex::new(0.0, -0.0), Complex::new(0.0, 1.0), Complex::new(f32::NAN, 0.0), Complex::new(0.0, 0.0)], check_any;
    complex128 argwhere Complex<f64>: [Complex::new(0.0, -0.0), Complex::new(0.0, 1.0), Complex::new(f64::NAN, 0.0), Complex::new(0.0, 0.0)], check_any;
}

/// Operands of different dtypes are converted where they are selected.
#[test]
fn operands_are_converted() {
    for [a, b] in [[1, 5], [5, 1], [3, 3], [8, 8], [5, 13]] {
        let condition = filled(Ix2(a, b), &[true, false, true]);
        let x1 = filled(Ix2(a, b), &[-3_i8, 100, 7]);
        let row = filled(Ix2(1, b), &[200_u8, 3]);
        let column = filled(Ix2(a, 1), &[200_u8, 3]);
        let vector = filled(Ix1(b), &[200_u8, 3]);
        for x2 in [
            row.view(),
            column.view(),
            vector.view().insert_axis(Axis(0)),
        ] {
            let expected = Array::from_shape_fn((a, b), |(i, j)| {
                let x2 = x2.broadcast((a, b)).expect("it broadcasts")[[i, j]];
                if condition[[i, j]] {
                    i16::from(x1[[i, j]])
                } else {
                    i16::from(x2)
                }
            });
            assert_eq!(typed::where_(&condition, &x1, &x2), Ok(expected.clone()));
            let found = typed::where_(&condition.t(), &x1.t(), &x2.t());
            assert_eq!(found, Ok(expected.t().to_owned()));
        }
        let found = typed::where_(&condition, &x1, &vector).expect("they broadcast");
        assert_eq!(
            found,
            typed::where_(&condition, &x1, &row.row(0)).expect("they broadcast")
        );
    }
    let condition = filled(Ix2(2, 3), &[true]);
    let x1 = filled(Ix2(2, 3), &[1_i8]);
    assert!(typed::where_(&condition, &x1, &filled(Ix1(2), &[1_u8])).is_err());
}

/// An axis of an empty array may have any length. A call returns at once.
#[test]
fn empty_arrays_with_long_axes() {
    for (shape, axis) in [
        ((1_usize << 62, 0, 1), 2),
        ((1 << 62, 0, 1), 0),
        ((0, 1 << 62, 1), 2),
        ((1, 0, 1 << 62), 2),
        ((1 << 62, 1, 0), 1),
    ] {
        let x = Array3::<i32>::zeros(shape);
        let mut kept = vec![shape.0, shape.1, shape.2];
        kept.remove(axis);
        for found in [
            typed::argmax_axis(&x, Axis(axis)),
            typed::count_nonzero_axis(&x, Axis(axis)),
        ] {
            assert_eq!(found.expect("the axis is not empty").shape(), kept);
        }
        assert!(matches!(typed::argmax(&x), Err(Error::Empty { .. })));
        assert_eq!(typed::count_nonzero(&x), 0);
        assert!(
            typed::nonzero(&x)
                .expect("there is an axis")
                .iter()
                .all(Array::is_empty)
        );
    }
}

/// A typed function takes an array of dynamic rank, too.
#[test]
fn arrays_of_dynamic_rank_and_of_other_ranks() {
    let x = filled(Ix3(3, 2, 4), &[0_i16, 5, -1, 5]);
    for axis in 0..3 {
        let (max, count) = (
            typed::argmax_axis(&x, Axis(axis)),
            typed::count_nonzero_axis(&x, Axis(axis)),
        );
        let dynamic = x.view().into_dyn();
        assert_eq!(
            typed::argmax_axis(&dynamic, Axis(axis)),
            max.map(Array::into_dyn)
        );
        assert_eq!(
            typed::count_nonzero_axis(&dynamic, Axis(axis)),
            count.map(Array::into_dyn)
        );
        let one = x.view().insert_axis(Axis(0));
        let found =
            typed::argmax_axis(&one, Axis(axis + 1)).map(|found| found.remove_axis(Axis(0)));
        assert_eq!(found, typed::argmax_axis(&x, Axis(axis)));
    }
    assert_eq!(typed::argmax(&x.view().into_dyn()), typed::argmax(&x));
    for axis in [3, usize::MAX] {
        assert!(matches!(
            typed::argmax_axis(&x, Axis(axis)),
            Err(Error::AxisOutOfRange { .. })
        ));
        assert!(matches!(
            typed::count_nonzero_axis(&x, Axis(axis)),
            Err(Error::AxisOutOfRange { .. })
        ));
    }
    let along = Along::axis(3);
    assert!(matches!(
        argwhere::argmax(&x, along),
        Err(Error::AxisOutOfRange { .. })
    ));
}
