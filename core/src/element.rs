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
use crate::kernel::nonzero::{self, ByElement};
use crate::kernel::select::{self, bits};
use crate::layout::{Block, as_bytes, bytes, peel, peel_block, peel_out};
use crate::scalar::{FromScalar, Misfit, Scalar};
use crate::simd::{Lanes, Source, multiversion};
use crate::{Error, Index};
use bytemuck::TransparentWrapper;
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

/// How the rows of a dtype are searched for what is not zero, and its elements shown and made.
pub trait Rows<T>: sealed::Strategy {
    /// Writes a bit for each element of a row that is not zero: a mask for each 64, the first element lowest.
    fn masks(row: &[T], masks: &mut [u64]);

    /// Writes elements of `x1` where the condition is true, else of `x2`. All have one length, and all of `out` is written.
    fn select(condition: &[bool], x1: &[T], x2: &[T], out: &mut [MaybeUninit<T>]);

    /// Prints an array of this dtype.
    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// A weak scalar as an element.
    fn from_scalar(scalar: Scalar) -> Result<T, Misfit>;
}

/// What is written to memory that is then taken as initialised is written by the strategies of this file alone.
mod sealed {
    pub trait Strategy {}
    impl Strategy for super::Native {}
    impl<P> Strategy for super::Peeled<P> {}
    impl<M> Strategy for super::Portable<M> {}
}

/// How the rows of a dtype with an order are searched for their extremes.
pub trait OrderedRows<T>: Rows<T> {
    /// The position of the first largest element of a row, or of the first that is not equal to itself. `source` is where the row comes from.
    fn argmax(row: &[T], source: Source) -> Option<usize>;

    /// The position of the first smallest element of a row, or of the first that is not equal to itself.
    fn argmin(row: &[T], source: Source) -> Option<usize>;

    /// The index that `argmax` finds in each row, of at least one element.
    fn argmax_lanes(rows: Block<'_, T>, out: &mut [Index]);

    /// The index that `argmin` finds in each row, of at least one element.
    fn argmin_lanes(rows: Block<'_, T>, out: &mut [Index]);

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
    ($($type:ty, $select:ident, $part:ty, $test:ident of $lanes:ty, $view:path;)*) => {$(
        impl Rows<$type> for Native {
            fn masks(elements: &[$type], masks: &mut [u64]) {
                multiversion! {
                    fn write(elements: &[$part], masks: &mut [u64]) =
                        |elements, masks| nonzero::masks(
                            elements, masks, nonzero::$test::<<$lanes as Lanes>::Baseline>::TEST),
                        |elements, masks| nonzero::masks(
                            elements, masks, nonzero::$test::<<$lanes as Lanes>::Avx2>::TEST),
                        |elements, masks| nonzero::masks(
                            elements, masks, nonzero::$test::<<$lanes as Lanes>::Avx512>::TEST);
                }
                write($view(elements), masks);
            }

            fn select(condition: &[bool], x1: &[$type], x2: &[$type], out: &mut [MaybeUninit<$type>]) {
                check_lengths(condition.len(), [x1.len(), x2.len(), out.len()]);
                bits::$select(condition, bytemuck::cast_slice(x1), bytemuck::cast_slice(x2), as_bytes(out));
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

/// The search of rows that do not fit the registers, as functions of their own: what they save on the stack would else
/// be saved for short rows too.
trait Long<T> {
    fn max(row: &[T], source: Source) -> usize;
    fn min(row: &[T], source: Source) -> usize;
}

/// Elements that are held in vectors: the kernels of each level.
macro_rules! native_ordered {
    ($($type:ident)*) => {$(
        impl Long<$type> for Native {
            fn max(row: &[$type], source: Source) -> usize {
                multiversion! {
                    fn search(row: &[$type], source: Source) -> usize =
                        row::groups::<Max, <$type as Lanes>::Baseline>,
                        row::groups::<Max, <$type as Lanes>::Avx2>,
                        row::groups::<Max, <$type as Lanes>::Avx512>;
                }
                search(row, source)
            }

            fn min(row: &[$type], source: Source) -> usize {
                multiversion! {
                    fn search(row: &[$type], source: Source) -> usize =
                        row::groups::<Min, <$type as Lanes>::Baseline>,
                        row::groups::<Min, <$type as Lanes>::Avx2>,
                        row::groups::<Min, <$type as Lanes>::Avx512>;
                }
                search(row, source)
            }
        }

        impl OrderedRows<$type> for Native {
            fn argmax(elements: &[$type], source: Source) -> Option<usize> {
                multiversion! {
                    fn search(elements: &[$type], source: Source) -> Option<usize> =
                        |x, source| row::first::<Max, <$type as Lanes>::Baseline>(x, source, <Native as Long<$type>>::max),
                        |x, source| row::first::<Max, <$type as Lanes>::Avx2>(x, source, <Native as Long<$type>>::max),
                        |x, source| row::first::<Max, <$type as Lanes>::Avx512>(x, source, <Native as Long<$type>>::max);
                }
                search(elements, source)
            }

            fn argmin(elements: &[$type], source: Source) -> Option<usize> {
                multiversion! {
                    fn search(elements: &[$type], source: Source) -> Option<usize> =
                        |x, source| row::first::<Min, <$type as Lanes>::Baseline>(x, source, <Native as Long<$type>>::min),
                        |x, source| row::first::<Min, <$type as Lanes>::Avx2>(x, source, <Native as Long<$type>>::min),
                        |x, source| row::first::<Min, <$type as Lanes>::Avx512>(x, source, <Native as Long<$type>>::min);
                }
                search(elements, source)
            }

            fn argmax_lanes(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) =
                        |rows, out| row::lanes::<Max, <$type as Lanes>::Baseline>(rows, out, <Native as Long<$type>>::max),
                        |rows, out| row::lanes::<Max, <$type as Lanes>::Avx2>(rows, out, <Native as Long<$type>>::max),
                        |rows, out| row::lanes::<Max, <$type as Lanes>::Avx512>(rows, out, <Native as Long<$type>>::max);
                }
                search(rows, out);
            }

            fn argmin_lanes(rows: Block<'_, $type>, out: &mut [Index]) {
                multiversion! {
                    fn search(rows: Block<'_, $type>, out: &mut [Index]) =
                        |rows, out| row::lanes::<Min, <$type as Lanes>::Baseline>(rows, out, <Native as Long<$type>>::min),
                        |rows, out| row::lanes::<Min, <$type as Lanes>::Avx2>(rows, out, <Native as Long<$type>>::min),
                        |rows, out| row::lanes::<Min, <$type as Lanes>::Avx512>(rows, out, <Native as Long<$type>>::min);
                }
                search(rows, out);
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
    fn argmax(row: &[bool], _: Source) -> Option<usize> {
        first_bool(row, true)
    }

    fn argmin(row: &[bool], _: Source) -> Option<usize> {
        first_bool(row, false)
    }

    fn argmax_lanes(rows: Block<'_, bool>, out: &mut [Index]) {
        bool_lanes(rows, true, <Native as OrderedRows<u8>>::argmax_lanes, out);
    }

    fn argmin_lanes(rows: Block<'_, bool>, out: &mut [Index]) {
        bool_lanes(rows, false, <Native as OrderedRows<u8>>::argmin_lanes, out);
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

fn bool_lanes(
    rows: Block<'_, bool>,
    wanted: bool,
    short: fn(Block<'_, u8>, &mut [Index]),
    out: &mut [Index],
) {
    if rows.columns() <= SHORT_LANE {
        return short(bytes(rows), out);
    }
    for (at, out) in out.iter_mut().enumerate() {
        *out = first_bool(rows.row(at), wanted).map_or(0, index);
    }
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
    bool, select_1, u8, ByVector of u8, bytemuck::cast_slice;
    i8, select_1, i8, ByVector of i8, core::convert::identity;
    i16, select_2, i16, ByVector of i16, core::convert::identity;
    i32, select_4, i32, ByVector of i32, core::convert::identity;
    i64, select_8, i64, ByVector of i64, core::convert::identity;
    u8, select_1, u8, ByVector of u8, core::convert::identity;
    u16, select_2, u16, ByVector of u16, core::convert::identity;
    u32, select_4, u32, ByVector of u32, core::convert::identity;
    u64, select_8, u64, ByVector of u64, core::convert::identity;
    f32, select_4, f32, ByVector of f32, core::convert::identity;
    f64, select_8, f64, ByVector of f64, core::convert::identity;
    Complex<f32>, select_8, [f32; 2], ByPair of f32, bytemuck::cast_slice;
    Complex<f64>, select_16, [f64; 2], ByPair of f64, bytemuck::cast_slice;
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
    fn argmax(row: &[T], source: Source) -> Option<usize> {
        Native::argmax(T::peel_slice(row), source)
    }

    fn argmin(row: &[T], source: Source) -> Option<usize> {
        Native::argmin(T::peel_slice(row), source)
    }

    fn argmax_lanes(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmax_lanes(peel_block(rows), out);
    }

    fn argmin_lanes(rows: Block<'_, T>, out: &mut [Index]) {
        Native::argmin_lanes(peel_block(rows), out);
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
                |row, masks| nonzero::masks(row, masks, ByElement(|element: &T| !M::is_zero(element)));
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

    fn display(array: ArrayViewD<'_, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `Debug` is all that an element must have.
        Display::fmt(&array.map(ByDebug), f)
    }

    fn from_scalar(_: Scalar) -> Result<T, Misfit> {
        Err(Misfit::Kind)
    }
}

impl<T: Element + PartialOrd, M: Zero<T>> OrderedRows<T> for Portable<M> {
    fn argmax(row: &[T], _: Source) -> Option<usize> {
        multiversion! {
            fn search<T: Ordered>(row: &[T]) -> Option<usize> = extremum::scalar::<Max, T>;
        }
        search(row)
    }

    fn argmin(row: &[T], _: Source) -> Option<usize> {
        multiversion! {
            fn search<T: Ordered>(row: &[T]) -> Option<usize> = extremum::scalar::<Min, T>;
        }
        search(row)
    }

    fn argmax_lanes(rows: Block<'_, T>, out: &mut [Index]) {
        each_row::<Max, T, Self>(rows, out);
    }

    fn argmin_lanes(rows: Block<'_, T>, out: &mut [Index]) {
        each_row::<Min, T, Self>(rows, out);
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
fn each_row<S: Sense, T: Element, R: OrderedRows<T>>(rows: Block<'_, T>, out: &mut [Index]) {
    let source = Source::of(rows.rows() * size_of_val(rows.row(0)));
    for (at, out) in out.iter_mut().enumerate() {
        *out = first_of_row::<S, T, R>(rows.row(at), source).map_or(0, index);
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

/// The row kernel of a sense.
#[inline]
fn first_of_row<S: Sense, T: Element, R: OrderedRows<T>>(
    row: &[T],
    source: Source,
) -> Option<usize> {
    if S::IS_MAX {
        R::argmax(row, source)
    } else {
        R::argmin(row, source)
    }
}

/// The first best element of a row.
#[inline]
pub(crate) fn best_of_row<S: Sense, T: Element, R: OrderedRows<T>>(
    row: &[T],
    source: Source,
) -> Option<Best<T>> {
    let index = first_of_row::<S, T, R>(row, source)?;
    let &value = row.get(index)?;
    Some(Best { value, index })
}

/// The kernel of a sense for many short rows.
pub(crate) fn lanes_of<S: Sense, T: Element, R: OrderedRows<T>>(
    rows: Block<'_, T>,
    out: &mut [Index],
) {
    if S::IS_MAX {
        R::argmax_lanes(rows, out);
    } else {
        R::argmin_lanes(rows, out);
    }
}

/// The column kernel of a sense.
pub(crate) fn columns_of<S: Sense, T: Element, R: OrderedRows<T>>(
    rows: Block<'_, T>,
    out: &mut [Index],
) {
    if S::IS_MAX {
        R::argmax_columns(rows, out);
    } else {
        R::argmin_columns(rows, out);
    }
}

/// What a scalar's misfit is called for a dtype.
pub(crate) fn misfit(misfit: Misfit, scalar: Scalar, dtype: &'static str) -> Error {
    match misfit {
        Misfit::Kind => Error::ScalarKind { scalar, dtype },
        Misfit::Range => Error::ScalarOutOfRange { scalar, dtype },
    }
}
