//! What a dtype offers the kernels: equality, a zero, perhaps an order; and whose row kernels it runs.
//!
//! A *row* is a slice of elements, and what is compiled for it is the hot code of every kernel. There are three ways to run a
//! row, each a type without values that a table names for its dtypes:
//!
//! - [`Native`]: the type has row kernels in this crate, compiled once for all who use it.
//! - [`Peeled<P>`]: a `repr(transparent)` newtype over such a type `P`, whose rows are viewed as rows of `P`.
//! - [`Portable<M>`]: any other type. The portable bodies are compiled for it in the crate of the table `M`, which
//!   says what zero is.

use crate::kernel::extremum::{self, Best, Max, Min, Sense, columns, index, row};
use crate::kernel::nonzero::mask::{self, ByElement};
use crate::kernel::select::{self, bits};
use crate::layout::{Block, as_bytes, bytes, peel, peel_block, peel_out};
use crate::scalar::{FromScalar, Misfit, Scalar};
use crate::simd::{Lanes, multiversion};
use crate::{Error, Index};
use bytemuck::{TransparentWrapper, cast, checked};
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use ndarray::ArrayViewD;
use num_complex::Complex;

/// What the type of every dtype must be. It is implemented for all types that can.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a dtype",
    note = "a dtype's type is `Copy + PartialEq + Debug + Send + Sync + 'static`; derive what is missing"
)]
pub trait Element: Copy + PartialEq + Debug + Send + Sync + 'static {}

impl<T: Copy + PartialEq + Debug + Send + Sync + 'static> Element for T {}

/// How the rows of a dtype are searched for what is not zero and selected from, and its elements shown and made.
pub trait Rows<T>: sealed::Strategy {
    /// Writes a bit for each element of a row that is not zero: a mask for each 64, the first element lowest.
    fn masks(row: &[T], masks: &mut [u64]);

    /// Writes elements of `x1` where the condition is true, else of `x2`. All have one length, and all of `out` is written.
    fn select(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]);

    /// `x1` if the condition is 1, `x2` if it is 0, for a loop that the compiler vectorises.
    fn choose(condition: u8, x1: T, x2: T) -> T;

    /// Prints an array of this dtype.
    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// A weak scalar as an element.
    fn from_scalar(scalar: Scalar) -> Result<T, Misfit>;
}

/// What is written to memory that is then taken as initialised is written by the strategies of this file, or by kernels of this
/// crate.
mod sealed {
    pub trait Strategy {}
    impl Strategy for super::Native {}
    impl<P> Strategy for super::Peeled<P> {}
    impl<M> Strategy for super::Portable<M> {}
}

/// How the rows of a dtype with an order are searched for their extremes.
pub trait OrderedRows<T>: Rows<T> {
    /// The position of the first largest element of a row, or of the first that is not equal to itself. The row is a part of
    /// so many bytes side by side that are searched: they tell from how far it comes, and what to ask for ahead.
    fn argmax(row: &[T], among: usize) -> Option<usize>;

    /// The position of the first smallest element of a row, or of the first that is not equal to itself.
    fn argmin(row: &[T], among: usize) -> Option<usize>;

    /// The index that `argmax` finds in each row, of at least one element.
    fn argmax_rows(rows: Block<'_, T>, out: &mut [Index]);

    /// The index that `argmin` finds in each row, of at least one element.
    fn argmin_rows(rows: Block<'_, T>, out: &mut [Index]);

    /// The index that `argmax` finds in each column. There is at least one row.
    fn argmax_columns(rows: Block<'_, T>, out: &mut [Index]);

    /// The index that `argmin` finds in each column. There is at least one row.
    fn argmin_columns(rows: Block<'_, T>, out: &mut [Index]);

    /// The best of two parts, each with its best.
    fn merge<S: Sense>(a: Best<T>, b: Best<T>) -> Best<T>;
}

/// The type has row kernels in this crate.
#[derive(Debug)]
pub enum Native {}

/// The row kernels of `P`, inside the newtype.
#[derive(Debug)]
pub struct Peeled<P>(PhantomData<P>);

/// The portable row kernels; `M` is the table that says what zero is.
#[derive(Debug)]
pub struct Portable<M>(PhantomData<M>);

/// What zero is for a type that has no row kernels of its own.
pub trait Zero<T> {
    /// Whether an element is zero.
    fn is_zero(element: &T) -> bool;
}

/// The kernels of each level, for a type whose rows are viewed as rows of vector elements by a function, and tested there.
macro_rules! native {
    ($($type:ty, $select:ident, $choose:ident, $part:ty, $test:ident of $lanes:ty, $view:path;)*) => {$(
        impl Rows<$type> for Native {
            fn masks(elements: &[$type], masks: &mut [u64]) {
                multiversion! {
                    fn write(elements: &[$part], masks: &mut [u64]) =
                        |elements, masks| mask::masks(
                            elements, masks, mask::$test::<<$lanes as Lanes>::Baseline>::TEST),
                        |elements, masks| mask::masks(
                            elements, masks, mask::$test::<<$lanes as Lanes>::Avx2>::TEST),
                        |elements, masks| mask::masks(
                            elements, masks, mask::$test::<<$lanes as Lanes>::Avx512>::TEST);
                }
                write($view(elements), masks);
            }

            fn select(condition: &[bool], x1: &[$type], x2: &[$type], out: &mut [MaybeUninit<$type>]) {
                check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
                bits::$select(condition, bytemuck::cast_slice(x1), bytemuck::cast_slice(x2), as_bytes(out));
            }

            #[inline(always)]
            fn choose(condition: u8, x1: $type, x2: $type) -> $type {
                checked::cast(bits::$choose(condition, cast(x1), cast(x2)))
            }

            fn display(array: ArrayViewD<'_, $type>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Display::fmt(&array, f)
            }

            fn from_scalar(scalar: Scalar) -> Result<$type, Misfit> {
                FromScalar::from_scalar(scalar)
            }
        }
    )*};
}

/// Elements that are held in vectors: the kernels of each level.
macro_rules! native_ordered {
    ($($type:ident)*) => {$(
        impl OrderedRows<$type> for Native {
            fn argmax(row: &[$type], among: usize) -> Option<usize> {
                multiversion! {
                    fn search(row: &[$type], among: usize) -> Option<usize> =
                        row::first::<Max, <$type as Lanes>::Baseline>,
                        row::first::<Max, <$type as Lanes>::Avx2>,
                        row::first::<Max, <$type as Lanes>::Avx512>;
                }
                search(row, among)
            }

            fn argmin(row: &[$type], among: usize) -> Option<usize> {
                multiversion! {
                    fn search(row: &[$type], among: usize) -> Option<usize> =
                        row::first::<Min, <$type as Lanes>::Baseline>,
                        row::first::<Min, <$type as Lanes>::Avx2>,
                        row::first::<Min, <$type as Lanes>::Avx512>;
                }
                search(row, among)
            }

            fn argmax_rows(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) -> bool =
                        row::each_short::<Max, <$type as Lanes>::Baseline>,
                        row::each_short::<Max, <$type as Lanes>::Avx2>,
                        row::each_short::<Max, <$type as Lanes>::Avx512>;
                }
                if !search(rows, out) {
                    each_row(rows, <Self as OrderedRows<$type>>::argmax, out);
                }
            }

            fn argmin_rows(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) -> bool =
                        row::each_short::<Min, <$type as Lanes>::Baseline>,
                        row::each_short::<Min, <$type as Lanes>::Avx2>,
                        row::each_short::<Min, <$type as Lanes>::Avx512>;
                }
                if !search(rows, out) {
                    each_row(rows, <Self as OrderedRows<$type>>::argmin, out);
                }
            }

            fn argmax_columns(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) =
                        columns::first::<Max, <$type as Lanes>::Baseline>,
                        columns::first::<Max, <$type as Lanes>::Avx2>,
                        columns::first::<Max, <$type as Lanes>::Avx512>;
                }
                search(rows, out);
            }

            fn argmin_columns(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) =
                        columns::first::<Min, <$type as Lanes>::Baseline>,
                        columns::first::<Min, <$type as Lanes>::Avx2>,
                        columns::first::<Min, <$type as Lanes>::Avx512>;
                }
                search(rows, out);
            }

            fn merge<S: Sense>(a: Best<$type>, b: Best<$type>) -> Best<$type> {
                a.merge::<S>(b)
            }
        }
    )*};
}

/// A bool is a byte of 0 or 1, and the first that cannot be beaten is found by its value.
impl OrderedRows<bool> for Native {
    fn argmax(row: &[bool], _: usize) -> Option<usize> {
        first_bool(row, true)
    }

    fn argmin(row: &[bool], _: usize) -> Option<usize> {
        first_bool(row, false)
    }

    fn argmax_rows(rows: Block<'_, bool>, out: &mut [Index]) {
        bool_rows(
            rows,
            <Native as OrderedRows<u8>>::argmax_rows,
            <Native as OrderedRows<bool>>::argmax,
            out,
        );
    }

    fn argmin_rows(rows: Block<'_, bool>, out: &mut [Index]) {
        bool_rows(
            rows,
            <Native as OrderedRows<u8>>::argmin_rows,
            <Native as OrderedRows<bool>>::argmin,
            out,
        );
    }

    fn argmax_columns(rows: Block<'_, bool>, out: &mut [Index]) {
        <Native as OrderedRows<u8>>::argmax_columns(bytes(rows), out);
    }

    fn argmin_columns(rows: Block<'_, bool>, out: &mut [Index]) {
        <Native as OrderedRows<u8>>::argmin_columns(bytes(rows), out);
    }

    fn merge<S: Sense>(a: Best<bool>, b: Best<bool>) -> Best<bool> {
        a.merge::<S>(b)
    }
}

/// Up to this length, lanes of bool are searched as bytes.
const SHORT_LANE: usize = 128;

fn bool_rows(
    rows: Block<'_, bool>,
    short: fn(Block<'_, u8>, &mut [Index]),
    first: fn(&[bool], usize) -> Option<usize>,
    out: &mut [Index],
) {
    if rows.columns() <= SHORT_LANE {
        return short(bytes(rows), out);
    }
    each_row(rows, first, out);
}

fn first_bool(elements: &[bool], wanted: bool) -> Option<usize> {
    multiversion! {
        fn search(elements: &[u8], wanted: u8) -> Option<usize> =
            row::find::<<u8 as Lanes>::Baseline>,
            row::find::<<u8 as Lanes>::Avx2>,
            row::find::<<u8 as Lanes>::Avx512>;
    }
    let found = search(bytemuck::cast_slice(elements), u8::from(wanted)).unwrap_or(0);
    (!elements.is_empty()).then_some(found)
}

native! {
    bool, select_1, choose_1, u8, ByVector of u8, bytemuck::cast_slice;
    i8, select_1, choose_1, i8, ByVector of i8, core::convert::identity;
    i16, select_2, choose_2, i16, ByVector of i16, core::convert::identity;
    i32, select_4, choose_4, i32, ByVector of i32, core::convert::identity;
    i64, select_8, choose_8, i64, ByVector of i64, core::convert::identity;
    u8, select_1, choose_1, u8, ByVector of u8, core::convert::identity;
    u16, select_2, choose_2, u16, ByVector of u16, core::convert::identity;
    u32, select_4, choose_4, u32, ByVector of u32, core::convert::identity;
    u64, select_8, choose_8, u64, ByVector of u64, core::convert::identity;
    f32, select_4, choose_4, f32, ByVector of f32, core::convert::identity;
    f64, select_8, choose_8, f64, ByVector of f64, core::convert::identity;
    Complex<f32>, select_8, choose_8, [f32; 2], ByPair of f32, bytemuck::cast_slice;
    Complex<f64>, select_16, choose_16, [f64; 2], ByPair of f64, bytemuck::cast_slice;
}
native_ordered! { i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }

impl<P: Element, T: Element + TransparentWrapper<P>> Rows<T> for Peeled<P>
where
    Native: Rows<P>,
{
    fn masks(row: &[T], masks: &mut [u64]) {
        Native::masks(T::peel_slice(row), masks);
    }

    fn select(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
        Native::select(
            condition,
            T::peel_slice(x1),
            T::peel_slice(x2),
            peel_out(out),
        );
    }

    #[inline(always)]
    fn choose(condition: u8, x1: T, x2: T) -> T {
        T::wrap(Native::choose(condition, T::peel(x1), T::peel(x2)))
    }

    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Native::display(peel(array), f)
    }

    fn from_scalar(scalar: Scalar) -> Result<T, Misfit> {
        Native::from_scalar(scalar).map(T::wrap)
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> OrderedRows<T> for Peeled<P>
where
    Native: OrderedRows<P>,
{
    fn argmax(row: &[T], among: usize) -> Option<usize> {
        Native::argmax(T::peel_slice(row), among)
    }

    fn argmin(row: &[T], among: usize) -> Option<usize> {
        Native::argmin(T::peel_slice(row), among)
    }

    fn argmax_rows(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmax_rows(peel_block(rows), out);
    }

    fn argmin_rows(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmin_rows(peel_block(rows), out);
    }

    fn argmax_columns(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmax_columns(peel_block(rows), out);
    }

    fn argmin_columns(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmin_columns(peel_block(rows), out);
    }

    fn merge<S: Sense>(a: Best<T>, b: Best<T>) -> Best<T> {
        Native::merge::<S>(a.map(T::peel), b.map(T::peel)).map(T::wrap)
    }
}

impl<T: Element, M: Zero<T>> Rows<T> for Portable<M> {
    fn masks(row: &[T], masks: &mut [u64]) {
        multiversion! {
            fn write<T: Element, M: Zero<T>>(row: &[T], masks: &mut [u64]) =
                |row, masks| mask::masks(row, masks, ByElement(|element: &T| !M::is_zero(element)));
        }
        write::<T, M>(row, masks);
    }

    fn select(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) {
        multiversion! {
            fn select<T: Element>(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]) =
                select::by_element;
        }
        check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
        select(condition, x1, x2, out);
    }

    #[inline(always)]
    fn choose(condition: u8, x1: T, x2: T) -> T {
        debug_assert!(condition <= 1, "a truth");
        if condition == 1 { x1 } else { x2 }
    }

    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is all that an element must have.
        Display::fmt(&array.map(ByDebug), f)
    }

    fn from_scalar(_: Scalar) -> Result<T, Misfit> {
        Err(Misfit::Kind)
    }
}

impl<T: Element + PartialOrd, M: Zero<T>> OrderedRows<T> for Portable<M> {
    fn argmax(row: &[T], _: usize) -> Option<usize> {
        multiversion! {
            fn search<T: Ordered>(row: &[T]) -> Option<usize> = extremum::scalar::<Max, T>;
        }
        search(row)
    }

    fn argmin(row: &[T], _: usize) -> Option<usize> {
        multiversion! {
            fn search<T: Ordered>(row: &[T]) -> Option<usize> = extremum::scalar::<Min, T>;
        }
        search(row)
    }

    fn argmax_rows(rows: Block<'_, T>, out: &mut [Index]) {
        each_row(rows, <Self as OrderedRows<T>>::argmax, out);
    }

    fn argmin_rows(rows: Block<'_, T>, out: &mut [Index]) {
        each_row(rows, <Self as OrderedRows<T>>::argmin, out);
    }

    fn argmax_columns(rows: Block<'_, T>, out: &mut [Index]) {
        multiversion! {
            fn search<T: Ordered>(rows: Block<'_, T>, out: &mut [Index]) = columns::portable::<Max, T>;
        }
        search(rows, out);
    }

    fn argmin_columns(rows: Block<'_, T>, out: &mut [Index]) {
        multiversion! {
            fn search<T: Ordered>(rows: Block<'_, T>, out: &mut [Index]) = columns::portable::<Min, T>;
        }
        search(rows, out);
    }

    fn merge<S: Sense>(a: Best<T>, b: Best<T>) -> Best<T> {
        a.merge::<S>(b)
    }
}

/// Searches one row after the other.
fn each_row<T: Copy>(
    rows: Block<'_, T>,
    first: fn(&[T], usize) -> Option<usize>,
    out: &mut [Index],
) {
    let among = rows.bytes_together();
    for (at, out) in out.iter_mut().enumerate() {
        *out = first(rows.row(at), among).map_or(0, index);
    }
}

/// An element with an order, as one bound.
trait Ordered: Element + PartialOrd {}
impl<T: Element + PartialOrd> Ordered for T {}

/// What is selected must be written in full.
fn check_lengths(len: usize, others: [usize; 3]) {
    // Each by itself: compared as an array, they are written to memory and read back.
    let [x1, x2, out] = others;
    assert!(
        x1 == len && x2 == len && out == len,
        "the slices of a selection have one length"
    );
}

/// Displays as the element debugs.
struct ByDebug<'a, T>(&'a T);

impl<T: Debug> Display for ByDebug<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// The kernels of a dtype for one sense. What brings layouts to them takes them as values, so that it is compiled once for a
/// type, and not for each sense and table.
pub(crate) struct Kernels<T> {
    /// The public function.
    pub(crate) name: &'static str,
    pub(crate) first: fn(&[T], usize) -> Option<usize>,
    pub(crate) rows: fn(Block<'_, T>, &mut [Index]),
    pub(crate) columns: fn(Block<'_, T>, &mut [Index]),
    pub(crate) merge: fn(Best<T>, Best<T>) -> Best<T>,
}

impl<T: Element> Kernels<T> {
    pub(crate) fn of<S: Sense, R: OrderedRows<T>>() -> Self {
        if S::IS_MAX {
            Self {
                name: S::NAME,
                first: R::argmax,
                rows: R::argmax_rows,
                columns: R::argmax_columns,
                merge: R::merge::<S>,
            }
        } else {
            Self {
                name: S::NAME,
                first: R::argmin,
                rows: R::argmin_rows,
                columns: R::argmin_columns,
                merge: R::merge::<S>,
            }
        }
    }

    /// The first best element of a row.
    pub(crate) fn best(&self, row: &[T]) -> Option<Best<T>> {
        best_at(row, (self.first)(row, size_of_val(row)))
    }
}

/// The first best element of a row.
#[inline]
pub(crate) fn best_of_row<S: Sense, T: Element, R: OrderedRows<T>>(row: &[T]) -> Option<Best<T>> {
    best_at(
        row,
        if S::IS_MAX {
            R::argmax(row, size_of_val(row))
        } else {
            R::argmin(row, size_of_val(row))
        },
    )
}

#[inline]
fn best_at<T: Copy>(row: &[T], index: Option<usize>) -> Option<Best<T>> {
    let index = index?;
    let &value = row.get(index)?;
    Some(Best { value, index })
}

/// What a scalar's misfit is called for a dtype.
pub(crate) fn misfit(misfit: Misfit, scalar: Scalar, dtype: &'static str) -> Error {
    match misfit {
        Misfit::Kind => Error::ScalarKind { scalar, dtype },
        Misfit::Range => Error::ScalarOutOfRange { scalar, dtype },
    }
}
