//! Functions that are documented not to allocate do not allocate, at least from the second call on.
//!
//! Allocations are counted per thread, because the test harness and other tests allocate in their own threads.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use argwhere::{
    Along, Array, ArrayView, argmax, argmax_into, argmin_into, nonzero_into, typed, where_into,
};
use argwhere_tests::test_at_every_level;
use ndarray::{Array1, Array2, Array4, Array5, Array6, ArrayD, Axis, array, s};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

fn count() {
    ALLOCATIONS.set(ALLOCATIONS.get() + 1);
}

// SAFETY: every call is forwarded to the system's allocator. The thread-local counter is const-initialised and has no
// destructor, so counting neither allocates nor runs code at thread exit.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller upholds the contract of `GlobalAlloc`, which is the contract of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller upholds the contract of `GlobalAlloc`, which is the contract of `System`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller upholds the contract of `GlobalAlloc`, which is the contract of `System`.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller upholds the contract of `GlobalAlloc`, which is the contract of `System`.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// The number of allocations in this thread during a call.
fn allocations<R>(call: impl FnOnce() -> R) -> usize {
    let before = ALLOCATIONS.get();
    let result = call();
    let after = ALLOCATIONS.get();
    drop(result);
    after - before
}

/// Asserts that the call succeeds and does not allocate.
#[track_caller]
fn none<R, E: std::fmt::Debug>(call: impl FnOnce() -> Result<R, E>) {
    let mut result = None;
    let count = allocations(|| result = Some(call()));
    assert!(
        result.is_some_and(|result| result.is_ok()),
        "the call fails"
    );
    assert_eq!(count, 0, "the number of allocations");
}

/// A permuted sequence of the values 0 to 4.
fn element(at: usize) -> u8 {
    u8::try_from(at * 7 % 5).expect("the value is below 5")
}

/// One array in C order, in Fortran order, and as every second element of an array twice as long along each axis.
fn laid<T: Copy + Default>(shape: [usize; 4], element: impl Fn(usize) -> T) -> [Array4<T>; 3] {
    let mut at = 0;
    let rows = Array4::from_shape_simple_fn(shape, || {
        at += 1;
        element(at)
    });
    let mut reversed = shape;
    reversed.reverse();
    let mut columns = Array4::from_elem(reversed, T::default()).reversed_axes();
    columns.assign(&rows);
    let mut wide = Array4::from_elem(shape.map(|len| 2 * len), T::default());
    wide.slice_mut(s![..;2, ..;2, ..;-2, ..;2]).assign(&rows);
    let stepped = wide.slice_move(s![..;2, ..;2, ..;-2, ..;2]);
    [rows, columns, stepped]
}

test_at_every_level! {
    /// The counter works; otherwise every test for zero allocations would pass.
    fn allocations_are_counted() {
        assert_eq!(allocations(|| vec![1u8]), 1);
        assert_eq!(allocations(Vec::<u8>::new), 0);
        assert!(allocations(|| argmax(&array![1u8, 2], Along::all())) > 0);
    }

    fn extrema_into_an_array() {
        let searched = laid([3, 4, 2, 300], element);
        for x in &searched {
            let mut flat = ndarray::arr0(0);
            none(|| argmax_into(x, Along::all(), &mut flat));
            none(|| argmin_into(x, Along::all(), &mut flat));
            let mut kept = Array4::zeros((1, 1, 1, 1));
            none(|| argmax_into(x, Along::all().keepdims(), &mut kept));
            for axis in 0..4 {
                let along = Along::axis(axis - 4);
                let axis = axis.unsigned_abs();
                let mut shape = [3, 4, 2, 300];
                shape[axis] = 1;
                for mut out in laid(shape, |_| 0) {
                    none(|| argmax_into(x, along.keepdims(), &mut out));
                    none(|| argmin_into(x, along.keepdims(), &mut out));
                    let mut out = out.index_axis_mut(Axis(axis), 0);
                    none(|| argmax_into(x, along, &mut out));
                    none(|| argmin_into(x, along, &mut out));
                    none(|| typed::argmax_axis_into(x, Axis(axis), &mut out));
                    none(|| typed::argmin_axis_into(x, Axis(axis), &mut out));
                }
            }
        }
        let row = Array1::from_elem(300, 1u16);
        let stretched = row.broadcast((3, 4, 300)).expect("axes of length 1 stretch");
        let mut out = Array2::zeros((3, 4));
        none(|| argmax_into(stretched, Along::axis(2), &mut out));
    }

    /// Static ranks do not allocate, up to the largest of `ndarray`.
    fn typed_extrema_of_the_largest_ranks() {
        let x = Array6::<f32>::zeros((2, 3, 2, 2, 3, 2));
        let mut out = Array5::zeros((2, 3, 2, 2, 2));
        none(|| typed::argmax_axis_into(&x, Axis(4), &mut out));
        none(|| typed::argmin_axis_into(&x.t(), Axis(1), &mut out.view_mut().reversed_axes()));
        none(|| typed::argmax(&x.t()));
    }

    fn extrema_over_all_of_a_small_array() {
        none(|| typed::argmax(&array_of_ten()));
        let x = array_of_ten();
        none(|| typed::argmax(&x));
        none(|| typed::argmin(&x.slice(s![..;-2])));
    }

    fn where_into_an_array() {
        let shape = [2, 3, 2, 300];
        let conditions = laid(shape, |at| at % 3 == 0);
        let lows = laid(shape, element);
        let highs = laid(shape, |at| i16::from(element(at)) - 2);
        let row = Array1::from_elem(300, -3i16);
        let one = ndarray::arr0(7u8);
        for (at, condition) in conditions.iter().enumerate() {
            for (low, high) in lows.iter().zip(highs.iter().cycle().skip(at)) {
                for mut out in laid(shape, |_| 0i16) {
                    none(|| typed::where_into(condition, low, high, &mut out));
                    none(|| typed::where_into(condition, high, high, &mut out));
                    none(|| typed::where_into(condition, &row, &one, &mut out));
                    none(|| where_into(condition, low, high, &mut out));
                    none(|| where_into(condition, high, high, &mut out));
                    none(|| where_into(condition, &row, &one, &mut out));
                    none(|| where_into(condition, &one, &row, &mut out));
                    none(|| where_into(condition, high, 2, &mut out));
                    none(|| where_into(condition, -2, &row, &mut out));
                }
            }
        }
        let (condition, low, high) = (&conditions[0], Array::from(lows[0].clone()), Array::from(highs[0].clone()));
        let mut out = high.clone();
        none(|| where_into(condition, &low, &high, &mut out));
        let mut out = ArrayD::<i16>::zeros(&shape[..]);
        none(|| where_into(condition, &low, &high, &mut out));
        // `out` may be larger than the common shape of the operands.
        let same = array![true];
        none(|| where_into(&same, &one, &row, &mut out));
    }

    fn typed_where_of_the_largest_rank() {
        let x = Array6::<f32>::zeros((2, 3, 2, 2, 3, 2));
        let mut out = x.mapv(f64::from);
        let wide = out.clone();
        let (condition, same) = (array![true, false], array![true]);
        none(|| typed::where_into(&condition, &x, &wide, &mut out));
        none(|| typed::where_into(&same, &wide.t(), &x.t(), &mut out.view_mut().reversed_axes()));
    }

    /// A broadcast array may have more elements than memory has bits, so `nonzero` must not keep a mask per element.
    fn nonzero_of_a_broadcast_zero() {
        let one = ndarray::arr0(0u8);
        let x = one.broadcast((3, 1000, 1000)).expect("axes of length 1 stretch");
        none(|| typed::nonzero(&x));
    }

    /// A capacity of 8 more than the number of elements is enough, and so is the capacity left by an earlier call.
    fn nonzero_into_vectors_with_enough_capacity() {
        for x in &laid([3, 2, 5, 70], element) {
            let vector = || Vec::with_capacity(x.len() + 8);
            let mut indices = vec![vector(), vector(), vector(), vector()];
            none(|| nonzero_into(x, &mut indices));
            none(|| nonzero_into(x, &mut indices));
            let mut indices = [vector(), vector(), vector(), vector()];
            none(|| typed::nonzero_into(x, &mut indices));
            let mut indices = vec![];
            nonzero_into(x, &mut indices).expect("the array has axes");
            none(|| nonzero_into(x, &mut indices));
            let mut indices = <[Vec<_>; 4]>::default();
            typed::nonzero_into(x, &mut indices).expect("memory suffices");
            none(|| typed::nonzero_into(x, &mut indices));
            none(|| typed::nonzero_into(&x.slice(s![.., .., 1.., ..;-3]), &mut indices));
        }
        let x = Array6::<f32>::ones((2, 3, 2, 2, 3, 2));
        let mut indices = <[Vec<_>; 6]>::default();
        assert_eq!(allocations(|| typed::nonzero_into(&x, &mut indices)), 6, "one vector per axis");
        none(|| typed::nonzero_into(&x.t(), &mut indices));
    }
}

/// Counts what is printed, and stores nothing.
#[derive(Default)]
struct Printed(usize);

impl std::fmt::Write for Printed {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// Asserts that an array is printed without an allocation.
#[track_caller]
fn prints<'a>(x: impl Into<ArrayView<'a>>) {
    use std::fmt::Write;

    let x = x.into();
    let mut printed = Printed::default();
    none(|| write!(printed, "{x} {x:?} {x:.1}"));
    assert!(printed.0 > 0);
}

/// Printing reads the elements in place, of every dtype and layout, however many there are.
#[test]
fn display_and_debug() {
    macro_rules! elements {
        ($($element:expr),*) => {$({
            let one = ndarray::arr0($element);
            prints(&one);
            let repeated = one.broadcast((1 << 20, usize::MAX >> 24)).expect("axes of length 1 stretch");
            prints(repeated);
            for x in &laid([3, 40, 2, 50], |_| $element) {
                prints(x);
                prints(x.t());
            }
        })*};
    }
    elements!(
        true, 1i8, -2i16, 3i32, -4i64, 5u8, 6u16, 7u32, 8u64, 1.5f32, -0.1f64
    );
    elements!(
        num_complex::Complex::new(1.5f32, -1.0),
        num_complex::Complex::new(-0.5f64, 2.0)
    );
    let large = Array::from(ndarray::Array1::from_elem(1 << 24, true));
    prints(&large);
    let x = ndarray::arr0(soils::Soil(7));
    let view = soils::table::ArrayView::from(
        x.broadcast((usize::MAX >> 24, 3))
            .expect("axes of length 1 stretch"),
    );
    let mut printed = Printed::default();
    none(|| std::fmt::Write::write_fmt(&mut printed, format_args!("{view} {view:?}")));
    assert!(printed.0 > 0);
}

/// A table with a dtype of its own, which the portable kernels serve.
mod soils {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub(crate) struct Soil(pub(crate) u8);

    argwhere::kernels! {
        pub(crate) mod table;
        ranks 0..=1;
        operations { argmax }
        dtypes { Soil: super::soils::Soil; }
    }
}

fn array_of_ten() -> ndarray::ArrayView1<'static, f32> {
    const TEN: [f32; 10] = [1.0, 5.0, 2.0, 5.0, 0.0, -1.0, 5.0, 3.0, 2.0, 1.0];
    ndarray::ArrayView1::from(&TEN)
}
