//! The kernels of `argmax` and `argmin` for each implementation of a dtype.

use super::kernels::Kernels;
use super::row::{self, MAX_UNROLLED_BYTES};
use super::{columns, portable};
use crate::best::{Best, Extreme, Max};
use crate::dtype::native::{Native, NativeOrdered};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::index::{Index, index};
use crate::layout::{RowBlock, Strided, peel_strided, same_bits};
use crate::simd::{SimdElement, VectorOf, multiversion};
use bytemuck::{TransparentWrapper, checked};

/// An implementation of a dtype that has an order: how its rows and columns are searched.
pub trait ExtremumOps<T>: DTypeOps<T> {
    /// The type that elements are compared as. A key has the bits of its element. So dtypes with the same key type
    /// share all compiled code.
    type Key: Element;

    /// The elements as keys, in the same memory.
    fn keys(x: Strided<'_, T>) -> Strided<'_, Self::Key>;

    /// The element of a key.
    fn element(key: Self::Key) -> T;

    /// The position of the first best key of a row, or `None` if the row is empty. The row is part of a working set of
    /// `working_set_bytes`.
    fn first<E: Extreme>(row: &[Self::Key], working_set_bytes: usize) -> Option<usize>;

    /// The kernels for one extreme.
    fn kernels<E: Extreme>() -> Kernels<Self::Key>;
}

/// A key type. Each function chooses the level and runs the kernel of that level.
pub trait ExtremumKey: Element {
    /// The position of the first best key of a row. The bits that are set in `xor_mask` are inverted before keys are
    /// compared.
    fn first(row: &[Self], working_set_bytes: usize, xor_mask: Self) -> Option<usize>;
    /// Writes the position of the first best key of each row, of any length.
    fn first_of_rows(rows: RowBlock<'_, Self>, out: &mut [Index], xor_mask: Self);
    /// Writes the position of the first best key of each column.
    fn first_of_columns(rows: RowBlock<'_, Self>, out: &mut [Index], xor_mask: Self);
    /// The better of the results of two parts.
    fn merge(a: Best<Self>, b: Best<Self>, xor_mask: Self) -> Best<Self>;

    /// The position of the first key that equals `wanted`.
    fn find(row: &[Self], wanted: Self) -> Option<usize> {
        row.iter().position(|&key| key == wanted)
    }

    /// For each row, writes the position of the first key that equals `wanted`, or 0 if there is none.
    fn find_in_rows(rows: RowBlock<'_, Self>, out: &mut [Index], wanted: Self) {
        each_row(rows, out, |row, _| Self::find(row, wanted));
    }
}

macro_rules! keys {
    ($($key:ident $({ $($more:item)* })?;)*) => {$(
        impl ExtremumKey for $key {
            #[inline]
            fn first(row: &[$key], working_set_bytes: usize, xor_mask: $key) -> Option<usize> {
                multiversion! {
                    fn short(row: &[$key], xor_mask: $key) -> Option<usize> = |L| row::short::<VectorOf<L, $key>>;
                }
                multiversion! {
                    fn long(row: &[$key], xor_mask: $key, working_set_bytes: usize) -> usize =
                        |L| row::long::<VectorOf<L, $key>>;
                }
                if size_of_val(row) <= MAX_UNROLLED_BYTES {
                    short(row, xor_mask)
                } else {
                    Some(long(row, xor_mask, working_set_bytes))
                }
            }

            fn first_of_rows(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) {
                multiversion! {
                    fn search(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) -> bool =
                        |L| row::each::<VectorOf<L, $key>>;
                }
                if !search(rows, out, xor_mask) {
                    each_row(rows, out, |row, bytes| ExtremumKey::first(row, bytes, xor_mask));
                }
            }

            fn first_of_columns(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) {
                multiversion! {
                    fn search(rows: RowBlock<'_, $key>, out: &mut [Index], xor_mask: $key) =
                        |L| columns::first::<VectorOf<L, $key>>;
                }
                search(rows, out, xor_mask);
            }

            fn merge(a: Best<$key>, b: Best<$key>, xor_mask: $key) -> Best<$key> {
                let transform = |key: $key| SimdElement::xor(key, xor_mask);
                a.map(transform).merge::<Max>(b.map(transform)).map(transform)
            }

            $($($more)*)?
        }
    )*};
}

keys! {
    // A bool is a byte of 0 or 1. So the first one that nothing beats can be found by its value.
    i8 {
        fn find(row: &[i8], wanted: i8) -> Option<usize> {
            multiversion! {
                fn find(row: &[i8], wanted: i8) -> Option<usize> = |L| row::find::<VectorOf<L, i8>>;
            }
            find(row, wanted)
        }

        fn find_in_rows(rows: RowBlock<'_, i8>, out: &mut [Index], wanted: i8) {
            multiversion! {
                fn find(rows: RowBlock<'_, i8>, out: &mut [Index], wanted: i8) = |L| row::find_each::<VectorOf<L, i8>>;
            }
            find(rows, out, wanted);
        }
    };
    i16;
    i32;
    i64;
    f32;
    f64;
}

/// The bits that are inverted for an extreme.
#[inline]
fn xor_mask<E: Extreme, T: NativeOrdered>() -> T::Key {
    if E::IS_MAX { T::MAX_XOR } else { T::MIN_XOR }
}

/// The key that nothing beats, if the dtype is searched by value. That is only bool.
#[inline]
fn unbeatable<E: Extreme, T: NativeOrdered>() -> Option<T::Key> {
    T::UNBEATABLE.map(|[max, min]| if E::IS_MAX { max } else { min })
}

impl<T: NativeOrdered<Key: ExtremumKey>> ExtremumOps<T> for Native
where
    Native: DTypeOps<T>,
{
    type Key = T::Key;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, T::Key> {
        same_bits(x)
    }

    #[inline]
    fn element(key: T::Key) -> T {
        checked::cast(key)
    }

    #[inline]
    fn first<E: Extreme>(row: &[T::Key], working_set_bytes: usize) -> Option<usize> {
        match unbeatable::<E, T>() {
            Some(wanted) => {
                let found = T::Key::find(row, wanted).unwrap_or(0);
                (!row.is_empty()).then_some(found)
            }
            None => T::Key::first(row, working_set_bytes, xor_mask::<E, T>()),
        }
    }

    fn kernels<E: Extreme>() -> Kernels<T::Key> {
        Kernels {
            name: E::NAME,
            first: <Self as ExtremumOps<T>>::first::<E>,
            rows: |rows, out| match unbeatable::<E, T>() {
                Some(wanted) => T::Key::find_in_rows(rows, out, wanted),
                None => T::Key::first_of_rows(rows, out, xor_mask::<E, T>()),
            },
            columns: |rows, out| T::Key::first_of_columns(rows, out, xor_mask::<E, T>()),
            merge: |a, b| T::Key::merge(a, b, xor_mask::<E, T>()),
        }
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> ExtremumOps<T> for Newtype<P>
where
    Native: ExtremumOps<P>,
{
    type Key = <Native as ExtremumOps<P>>::Key;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, Self::Key> {
        Native::keys(peel_strided::<P, T>(x))
    }

    #[inline]
    fn element(key: Self::Key) -> T {
        T::wrap(Native::element(key))
    }

    #[inline]
    fn first<E: Extreme>(row: &[Self::Key], working_set_bytes: usize) -> Option<usize> {
        <Native as ExtremumOps<P>>::first::<E>(row, working_set_bytes)
    }

    #[inline]
    fn kernels<E: Extreme>() -> Kernels<Self::Key> {
        <Native as ExtremumOps<P>>::kernels::<E>()
    }
}

impl<T: Element + PartialOrd, M: Values<T>> ExtremumOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    type Key = T;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }

    #[inline]
    fn element(key: T) -> T {
        key
    }

    fn first<E: Extreme>(row: &[T], _: usize) -> Option<usize> {
        multiversion! {
            fn search<E: Extreme, T: PortableKey>(row: &[T]) -> Option<usize> = portable::row::<E, T>;
        }
        search::<E, T>(row)
    }

    fn kernels<E: Extreme>() -> Kernels<T> {
        multiversion! {
            fn search<E: Extreme, T: PortableKey>(rows: RowBlock<'_, T>, out: &mut [Index]) =
                portable::columns::<E, T>;
        }
        Kernels {
            name: E::NAME,
            first: <Self as ExtremumOps<T>>::first::<E>,
            rows: |rows, out| each_row(rows, out, <Self as ExtremumOps<T>>::first::<E>),
            columns: search::<E, T>,
            merge: Best::merge::<E>,
        }
    }
}

/// The bounds of a portable key in a single path, as [`multiversion!`] requires.
trait PortableKey: Element + PartialOrd {}
impl<T: Element + PartialOrd> PortableKey for T {}

/// Searches the rows one after the other.
fn each_row<K: Copy>(
    rows: RowBlock<'_, K>,
    out: &mut [Index],
    first: impl Fn(&[K], usize) -> Option<usize>,
) {
    let working_set_bytes = rows.contiguous_bytes();
    for (at, out) in out.iter_mut().enumerate() {
        *out = first(rows.row(at), working_set_bytes).map_or(0, index);
    }
}
