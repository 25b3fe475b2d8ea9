//! What a dtype offers the kernels: equality, a zero, perhaps an order; and whose row kernels it runs.
//!
//! A *row* is a slice of elements, and what is compiled for it is the hot code of every kernel. There are three ways to run a
//! row, each a type without values that a table names for its dtypes:
//!
//! - [`Native`]: the type has row kernels in this crate, compiled once for all who use it.
//! - [`Peeled<P>`]: a `repr(transparent)` newtype over such a type `P`, whose rows are viewed as rows of `P`.
//! - [`Portable<M>`]: any other type. The portable bodies are compiled for it in the crate of the table `M`, which
//!   says what zero is.

use crate::kernel::extremum::{self, Best, Max, Sense, columns, index, row};
use crate::kernel::nonzero::mask::{self, ByElement, ByPair, ByVector};
use crate::kernel::select::{self, bits};
use crate::layout::{Block, Strided, as_bytes, peel, peel_out, peel_strided, same_bits};
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
    /// What elements are seen as, so that dtypes that are searched alike share all that is compiled: the same bits.
    type Key: Element;

    /// The same elements.
    fn keys(x: Strided<'_, T>) -> Strided<'_, Self::Key>;

    /// The element that was seen so.
    fn element(key: Self::Key) -> T;

    /// See [`Kernels::first`].
    fn first<S: Sense>(row: &[Self::Key], among: usize) -> Option<usize>;

    /// All kernels.
    fn kernels<S: Sense>() -> Kernels<Self::Key>;
}

/// The kernels of a dtype for one sense. What brings layouts to them takes them as values, so that it is compiled once for a
/// type, and not for each sense and table.
#[derive(Debug)]
pub struct Kernels<T> {
    /// The public function.
    pub(crate) name: &'static str,
    /// The position of the first best element of a row, or of the first that is not equal to itself. The row is a part of
    /// so many bytes side by side that are searched: they tell from how far it comes, and what to ask for ahead.
    pub(crate) first: fn(&[T], usize) -> Option<usize>,
    /// The index that `first` finds in each row, of at least one element.
    pub(crate) rows: fn(Block<'_, T>, &mut [Index]),
    /// The index that `first` finds in each column. There is at least one row.
    pub(crate) columns: fn(Block<'_, T>, &mut [Index]),
    /// The best of two parts, each with its best.
    pub(crate) merge: fn(Best<T>, Best<T>) -> Best<T>,
}

impl<T: Element> Kernels<T> {
    /// The first best element of a row.
    pub(crate) fn best(&self, row: &[T]) -> Option<Best<T>> {
        best_at(row, (self.first)(row, size_of_val(row)))
    }
}

/// The element at a position.
#[inline]
pub(crate) fn best_at<T: Copy>(row: &[T], index: Option<usize>) -> Option<Best<T>> {
    let index = index?;
    let &value = row.get(index)?;
    Some(Best { value, index })
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

/// The kernels of lanes of one type, which choose a level.
trait Leveled: Lanes {
    /// See [`row::short`] and [`row::long`]; `among` as in [`Kernels::first`].
    fn first(row: &[Self], among: usize, flip: Self) -> Option<usize>;
    /// See [`row::each`]; longer rows are searched too.
    fn first_of_rows(rows: Block<'_, Self>, out: &mut [Index], flip: Self);
    /// See [`columns::first`].
    fn first_of_columns(rows: Block<'_, Self>, out: &mut [Index], flip: Self);
    /// See [`Rows::masks`].
    fn masks(row: &[Self], masks: &mut [u64]);
}

/// The same of pairs of lanes.
trait LeveledPairs: Lanes {
    /// See [`Rows::masks`].
    fn masks_of_pairs(row: &[[Self; 2]], masks: &mut [u64]);
}

macro_rules! leveled {
    ($($lane:ident)*) => {$(
        impl Leveled for $lane {
            #[inline]
            fn first(row: &[$lane], among: usize, flip: $lane) -> Option<usize> {
                multiversion! {
                    fn short(row: &[$lane], flip: $lane) -> Option<usize> =
                        row::short::<<$lane as Lanes>::Baseline>,
                        row::short::<<$lane as Lanes>::Avx2>,
                        row::short::<<$lane as Lanes>::Avx512>;
                }
                multiversion! {
                    fn long(row: &[$lane], flip: $lane, among: usize) -> usize =
                        row::long::<<$lane as Lanes>::Baseline>,
                        row::long::<<$lane as Lanes>::Avx2>,
                        row::long::<<$lane as Lanes>::Avx512>;
                }
                if row::is_short::<$lane>(row.len()) {
                    short(row, flip)
                } else {
                    Some(long(row, flip, among))
                }
            }

            fn first_of_rows(rows: Block<'_, $lane>, out: &mut [Index], flip: $lane) {
                multiversion! {
                    fn search(rows: Block<'_, $lane>, out: &mut [Index], flip: $lane) -> bool =
                        row::each::<<$lane as Lanes>::Baseline>,
                        row::each::<<$lane as Lanes>::Avx2>,
                        row::each::<<$lane as Lanes>::Avx512>;
                }
                if !search(rows, out, flip) {
                    each_row(rows, out, |row, among| Leveled::first(row, among, flip));
                }
            }

            fn first_of_columns(rows: Block<'_, $lane>, out: &mut [Index], flip: $lane) {
                multiversion! {
                    fn search(rows: Block<'_, $lane>, out: &mut [Index], flip: $lane) =
                        columns::first::<<$lane as Lanes>::Baseline>,
                        columns::first::<<$lane as Lanes>::Avx2>,
                        columns::first::<<$lane as Lanes>::Avx512>;
                }
                search(rows, out, flip);
            }

            fn masks(row: &[$lane], masks: &mut [u64]) {
                multiversion! {
                    fn write(row: &[$lane], masks: &mut [u64]) =
                        |row, masks| mask::masks(row, masks, ByVector::<<$lane as Lanes>::Baseline>::TEST),
                        |row, masks| mask::masks(row, masks, ByVector::<<$lane as Lanes>::Avx2>::TEST),
                        |row, masks| mask::masks(row, masks, ByVector::<<$lane as Lanes>::Avx512>::TEST);
                }
                write(row, masks);
            }
        }
    )*};
}

leveled! { i8 i16 i32 i64 f32 f64 }

macro_rules! leveled_pairs {
    ($($lane:ident)*) => {$(
        impl LeveledPairs for $lane {
            fn masks_of_pairs(row: &[[$lane; 2]], masks: &mut [u64]) {
                multiversion! {
                    fn write(row: &[[$lane; 2]], masks: &mut [u64]) =
                        |row, masks| mask::masks(row, masks, ByPair::<<$lane as Lanes>::Baseline>::TEST),
                        |row, masks| mask::masks(row, masks, ByPair::<<$lane as Lanes>::Avx2>::TEST),
                        |row, masks| mask::masks(row, masks, ByPair::<<$lane as Lanes>::Avx512>::TEST);
                }
                write(row, masks);
            }
        }
    )*};
}

leveled_pairs! { f32 f64 }

/// A type whose rows are viewed as rows of lanes of the same size, or of pairs of them.
macro_rules! native {
    ($($type:ty: $masks:expr, $select:ident, $choose:ident;)*) => {$(
        impl Rows<$type> for Native {
            fn masks(row: &[$type], masks: &mut [u64]) {
                $masks(bytemuck::cast_slice(row), masks);
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

/// What goes with the sense: which bits of an element are turned over.
#[inline]
fn by_sense<S: Sense, K>(max: K, min: K) -> K {
    if S::IS_MAX { max } else { min }
}

/// Types that are searched as keys, and the bits that are turned over for `argmax` and for `argmin`: see `kernel::extremum::order`.
macro_rules! native_ordered {
    ($($type:ident as $lane:ident: $max:expr, $min:expr;)*) => {$(
        impl OrderedRows<$type> for Native {
            type Key = $lane;

            #[inline]
            fn keys(x: Strided<'_, $type>) -> Strided<'_, $lane> {
                same_bits(x)
            }

            #[inline]
            fn element(key: $lane) -> $type {
                cast(key)
            }

            #[inline]
            fn first<S: Sense>(row: &[$lane], among: usize) -> Option<usize> {
                Leveled::first(row, among, by_sense::<S, _>($max, $min))
            }

            fn kernels<S: Sense>() -> Kernels<$lane> {
                Kernels {
                    name: S::NAME,
                    first: <Self as OrderedRows<$type>>::first::<S>,
                    rows: |rows, out| Leveled::first_of_rows(rows, out, by_sense::<S, _>($max, $min)),
                    columns: |rows, out| Leveled::first_of_columns(rows, out, by_sense::<S, _>($max, $min)),
                    merge: |a, b| {
                        let turned = |key: $lane| key.flipped(by_sense::<S, _>($max, $min));
                        a.map(turned).merge::<Max>(b.map(turned)).map(turned)
                    },
                }
            }
        }
    )*};
}

/// A bool is a byte of 0 or 1, and the first that cannot be beaten is found by its value.
impl OrderedRows<bool> for Native {
    type Key = i8;

    #[inline]
    fn keys(x: Strided<'_, bool>) -> Strided<'_, i8> {
        same_bits(x)
    }

    #[inline]
    fn element(key: i8) -> bool {
        key != 0
    }

    fn first<S: Sense>(row: &[i8], _: usize) -> Option<usize> {
        multiversion! {
            fn search(row: &[i8], wanted: i8) -> Option<usize> =
                row::find::<<i8 as Lanes>::Baseline>,
                row::find::<<i8 as Lanes>::Avx2>,
                row::find::<<i8 as Lanes>::Avx512>;
        }
        let found = search(row, i8::from(S::IS_MAX)).unwrap_or(0);
        (!row.is_empty()).then_some(found)
    }

    fn kernels<S: Sense>() -> Kernels<i8> {
        let bytes = <Self as OrderedRows<i8>>::kernels::<S>();
        Kernels {
            first: <Self as OrderedRows<bool>>::first::<S>,
            rows: |rows, out| {
                multiversion! {
                    fn search(rows: Block<'_, i8>, out: &mut [Index], wanted: i8) =
                        row::find_each::<<i8 as Lanes>::Baseline>,
                        row::find_each::<<i8 as Lanes>::Avx2>,
                        row::find_each::<<i8 as Lanes>::Avx512>;
                }
                search(rows, out, i8::from(S::IS_MAX));
            },
            ..bytes
        }
    }
}

native! {
    bool: <i8 as Leveled>::masks, select_1, choose_1;
    i8: <i8 as Leveled>::masks, select_1, choose_1;
    i16: <i16 as Leveled>::masks, select_2, choose_2;
    i32: <i32 as Leveled>::masks, select_4, choose_4;
    i64: <i64 as Leveled>::masks, select_8, choose_8;
    u8: <i8 as Leveled>::masks, select_1, choose_1;
    u16: <i16 as Leveled>::masks, select_2, choose_2;
    u32: <i32 as Leveled>::masks, select_4, choose_4;
    u64: <i64 as Leveled>::masks, select_8, choose_8;
    f32: <f32 as Leveled>::masks, select_4, choose_4;
    f64: <f64 as Leveled>::masks, select_8, choose_8;
    Complex<f32>: <f32 as LeveledPairs>::masks_of_pairs, select_8, choose_8;
    Complex<f64>: <f64 as LeveledPairs>::masks_of_pairs, select_16, choose_16;
}
native_ordered! {
    i8 as i8: 0, -1;
    i16 as i16: 0, -1;
    i32 as i32: 0, -1;
    i64 as i64: 0, -1;
    u8 as i8: i8::MIN, i8::MAX;
    u16 as i16: i16::MIN, i16::MAX;
    u32 as i32: i32::MIN, i32::MAX;
    u64 as i64: i64::MIN, i64::MAX;
    f32 as f32: 0.0, -0.0;
    f64 as f64: 0.0, -0.0;
}

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
    type Key = <Native as OrderedRows<P>>::Key;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, Self::Key> {
        Native::keys(peel_strided::<P, T>(x))
    }

    #[inline]
    fn element(key: Self::Key) -> T {
        T::wrap(Native::element(key))
    }

    #[inline]
    fn first<S: Sense>(row: &[Self::Key], among: usize) -> Option<usize> {
        <Native as OrderedRows<P>>::first::<S>(row, among)
    }

    #[inline]
    fn kernels<S: Sense>() -> Kernels<Self::Key> {
        <Native as OrderedRows<P>>::kernels::<S>()
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
    type Key = T;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }

    #[inline]
    fn element(key: T) -> T {
        key
    }

    fn first<S: Sense>(row: &[T], _: usize) -> Option<usize> {
        multiversion! {
            fn search<S: Sense, T: Ordered>(row: &[T]) -> Option<usize> = extremum::scalar::<S, T>;
        }
        search::<S, T>(row)
    }

    fn kernels<S: Sense>() -> Kernels<T> {
        multiversion! {
            fn search<S: Sense, T: Ordered>(rows: Block<'_, T>, out: &mut [Index]) =
                columns::portable::<S, T>;
        }
        Kernels {
            name: S::NAME,
            first: <Self as OrderedRows<T>>::first::<S>,
            rows: |rows, out| each_row(rows, out, <Self as OrderedRows<T>>::first::<S>),
            columns: search::<S, T>,
            merge: Best::merge::<S>,
        }
    }
}

/// Searches one row after the other.
fn each_row<T: Copy>(
    rows: Block<'_, T>,
    out: &mut [Index],
    first: impl Fn(&[T], usize) -> Option<usize>,
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

/// What a scalar's misfit is called for a dtype.
pub(crate) fn misfit(misfit: Misfit, scalar: Scalar, dtype: &'static str) -> Error {
    match misfit {
        Misfit::Kind => Error::ScalarKind { scalar, dtype },
        Misfit::Range => Error::ScalarOutOfRange { scalar, dtype },
    }
}
