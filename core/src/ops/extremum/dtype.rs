//! The kernels for each implementation of a dtype.

use super::kernels::{Entries, Kernels, PairEntries};
use super::key::{ExtremumKey, each_row};
use super::plain::{self, Toward};
use super::{nan, portable};
use crate::best::{Best, Extreme, Max, Min, NanMax};
use crate::dtype::native::{Native, NativeOrdered, OrderedKey};
use crate::dtype::newtype::Newtype;
use crate::dtype::portable::{Portable, Values};
use crate::dtype::{DTypeOps, Element};
use crate::index::Index;
use crate::layout::{RowBlock, Strided, peel_strided, same_bits};
use crate::simd::multiversion;
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

    /// The positions of the first smallest and of the first largest key of a row, or `None` if the row is empty.
    fn first_pair(row: &[Self::Key]) -> Option<[usize; 2]>;

    /// What keys are compared as, one after the other.
    type Compared<E: Extreme>: Copy + PartialOrd;

    /// A key to compare, where NaN is not passed over: the largest wins, and NaN before it.
    fn compared<E: Extreme>(key: Self::Key) -> Self::Compared<E>;

    /// The kernels for one extreme.
    fn kernels<E: Extreme>() -> &'static Kernels<Self::Key>;

    /// The functions that search for both extremes.
    fn pair_entries() -> &'static PairEntries<Self::Key>;
}

/// The order of keys for an extreme.
#[inline]
fn order<E: Extreme, T: NativeOrdered>() -> <T::Key as OrderedKey>::Order {
    if E::IS_MAX { T::MAX } else { T::MIN }
}

/// Whether a search passes over elements of the dtype that are NaN.
const fn skips_nan<E: Extreme, T: NativeOrdered<Key: ExtremumKey>>() -> bool {
    E::SKIPS_NAN && T::Key::HAS_NAN
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
    type Compared<E: Extreme> = <T::Key as ExtremumKey>::Compared;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, T::Key> {
        same_bits(x)
    }

    #[inline(always)]
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
            None if skips_nan::<E, T>() => nan::first(row, working_set_bytes, order::<E, T>()),
            None => T::Key::first(row, working_set_bytes, order::<E, T>()),
        }
    }

    fn first_pair(row: &[T::Key]) -> Option<[usize; 2]> {
        match T::UNBEATABLE {
            // At most one of the two searches goes beyond the first elements.
            Some(_) => {
                let [min, max] = [Self::first::<Min>, Self::first::<Max>];
                Some([min(row, size_of_val(row))?, max(row, size_of_val(row))?])
            }
            None => T::Key::first_pair(row, T::MAX),
        }
    }

    #[inline(always)]
    fn compared<E: Extreme>(key: T::Key) -> Self::Compared<E> {
        key.compared(order::<E, T>())
    }

    #[inline]
    fn kernels<E: Extreme>() -> &'static Kernels<T::Key> {
        if const { skips_nan::<E, T>() } {
            const {
                &Kernels {
                    name: E::NAME,
                    skips_nan: true,
                    first: <Self as ExtremumOps<T>>::first::<E>,
                    rows: |rows, out| nan::rows(rows, out, order::<E, T>()),
                    lanes: |lanes, out| T::Key::first_of_lanes(lanes, out, order::<E, T>()),
                    columns: |rows, out| nan::columns(rows, out, order::<E, T>()),
                    merge: |a, b| T::Key::merge::<NanMax>(a, b, order::<E, T>()),
                    entries: T::Key::ENTRIES,
                }
            }
        } else {
            const {
                &Kernels {
                    name: E::NAME,
                    skips_nan: false,
                    first: <Self as ExtremumOps<T>>::first::<E>,
                    rows: |rows, out| match unbeatable::<E, T>() {
                        Some(wanted) => T::Key::find_in_rows(rows, out, wanted),
                        None => T::Key::first_of_rows(rows, out, order::<E, T>()),
                    },
                    lanes: |lanes, out| T::Key::first_of_lanes(lanes, out, order::<E, T>()),
                    columns: |rows, out| {
                        T::Key::first_of_columns(rows, out, order::<E, T>(), false);
                    },
                    merge: |a, b| T::Key::merge::<Max>(a, b, order::<E, T>()),
                    entries: T::Key::ENTRIES,
                }
            }
        }
    }

    #[inline]
    fn pair_entries() -> &'static PairEntries<T::Key> {
        T::Key::PAIR_ENTRIES
    }
}

impl<P: Element, T: Element + TransparentWrapper<P>> ExtremumOps<T> for Newtype<P>
where
    Native: ExtremumOps<P>,
{
    type Key = <Native as ExtremumOps<P>>::Key;
    type Compared<E: Extreme> = <Native as ExtremumOps<P>>::Compared<E>;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, Self::Key> {
        Native::keys(peel_strided::<P, T>(x))
    }

    #[inline(always)]
    fn element(key: Self::Key) -> T {
        T::wrap(Native::element(key))
    }

    #[inline]
    fn first<E: Extreme>(row: &[Self::Key], working_set_bytes: usize) -> Option<usize> {
        <Native as ExtremumOps<P>>::first::<E>(row, working_set_bytes)
    }

    #[inline]
    fn first_pair(row: &[Self::Key]) -> Option<[usize; 2]> {
        <Native as ExtremumOps<P>>::first_pair(row)
    }

    #[inline(always)]
    fn compared<E: Extreme>(key: Self::Key) -> Self::Compared<E> {
        <Native as ExtremumOps<P>>::compared::<E>(key)
    }

    #[inline]
    fn kernels<E: Extreme>() -> &'static Kernels<Self::Key> {
        <Native as ExtremumOps<P>>::kernels::<E>()
    }

    #[inline]
    fn pair_entries() -> &'static PairEntries<Self::Key> {
        <Native as ExtremumOps<P>>::pair_entries()
    }
}

impl<T: Element + PartialOrd, M: Values<T>> ExtremumOps<T> for Portable<M>
where
    Self: DTypeOps<T>,
{
    type Key = T;
    type Compared<E: Extreme> = Toward<E, T>;

    #[inline]
    fn keys(x: Strided<'_, T>) -> Strided<'_, T> {
        x
    }

    #[inline(always)]
    fn element(key: T) -> T {
        key
    }

    fn first<E: Extreme>(row: &[T], _: usize) -> Option<usize> {
        // Each comparison depends on the one before it. So the levels have no faster instructions for it.
        portable::row::<E, T>(row)
    }

    fn first_pair(row: &[T]) -> Option<[usize; 2]> {
        /// Elements that are searched twice before the next ones are read.
        const PART: usize = 1024;
        let mut best: Option<[Best<T>; 2]> = None;
        for (at, part) in row.chunks(PART).enumerate() {
            let best_of = |index| Some(Best::at(part, index)?.offset(at * PART));
            let [min, max] = [
                best_of(<Self as ExtremumOps<T>>::first::<Min>(part, 0))?,
                best_of(<Self as ExtremumOps<T>>::first::<Max>(part, 0))?,
            ];
            best = Some(best.map_or([min, max], |[before_min, before_max]| {
                [before_min.merge::<Min>(min), before_max.merge::<Max>(max)]
            }));
        }
        best.map(|best| best.map(|best| best.index))
    }

    #[inline(always)]
    fn compared<E: Extreme>(key: T) -> Toward<E, T> {
        Toward::new(key)
    }

    fn kernels<E: Extreme>() -> &'static Kernels<T> {
        multiversion! {
            fn search<E: Extreme, T: PortableKey>(rows: RowBlock<'_, T>, out: &mut [Index]) =
                portable::columns::<E, T>;
        }
        const {
            &Kernels {
                name: E::NAME,
                skips_nan: E::SKIPS_NAN,
                first: <Self as ExtremumOps<T>>::first::<E>,
                rows: |rows, out| each_row(rows, out, <Self as ExtremumOps<T>>::first::<E>),
                lanes: |lanes, out| {
                    lanes.write(out, |lane| plain::first(lane, Toward::<E, T>::new));
                },
                columns: search::<E, T>,
                merge: Best::merge::<E>,
                entries: const { &Entries::new() },
            }
        }
    }

    fn pair_entries() -> &'static PairEntries<T> {
        const { &PairEntries::new() }
    }
}

/// The bounds of a portable key in a single path, as [`multiversion!`] requires.
trait PortableKey: Element + PartialOrd {}
impl<T: Element + PartialOrd> PortableKey for T {}
