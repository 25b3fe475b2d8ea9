//! Vectors of 128 bits as arrays: right on every architecture, and what the compiler makes of them.

#![allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, so that it vectorises"
)]

use super::{Lanes, Vector};

/// `N` lanes of `T`.
#[derive(Clone, Copy)]
pub(crate) struct Portable<T, const N: usize>([T; N]);

/// Each lane of two arrays.
#[inline(always)]
fn zip<A: Copy, B: Copy, R, const N: usize>(a: [A; N], b: [B; N], f: impl Fn(A, B) -> R) -> [R; N] {
    core::array::from_fn(|lane| f(a[lane], b[lane]))
}

#[inline(always)]
fn choose<T: Copy, const N: usize>(mask: [bool; N], yes: [T; N], no: [T; N]) -> [T; N] {
    core::array::from_fn(|lane| if mask[lane] { yes[lane] } else { no[lane] })
}

impl<T: Lanes, const N: usize> Vector for Portable<T, N> {
    type Element = T;
    type Mask = [bool; N];
    type Counts = [T::Count; N];
    const LANES: usize = N;
    const HAS_UNSIGNED: bool = false;

    #[inline(always)]
    unsafe fn load(from: *const T) -> Self {
        // SAFETY: the caller has N elements at `from`; the read does not need the array's alignment.
        Self(unsafe { from.cast::<[T; N]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn load_part(from: *const T, len: usize) -> Self {
        Self(core::array::from_fn(|lane| {
            let at = from.wrapping_add(if lane < len { lane } else { 0 });
            // SAFETY: the caller has `len` elements at `from`, at least one.
            unsafe { at.read() }
        }))
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: the caller has room for N elements at `to`.
        unsafe { to.cast::<[T; N]>().write_unaligned(self.0) }
    }

    #[inline(always)]
    unsafe fn splat(element: T) -> Self {
        Self([element; N])
    }

    #[inline(always)]
    unsafe fn flip(self, by: Self) -> Self {
        Self(zip(self.0, by.0, T::flipped))
    }

    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| if a > b { a } else { b }))
    }

    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| if a < b { a } else { b }))
    }

    #[inline(always)]
    unsafe fn max_unsigned(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| {
            if a.bits() > b.bits() { a } else { b }
        }))
    }

    #[inline(always)]
    unsafe fn min_unsigned(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| {
            if a.bits() < b.bits() { a } else { b }
        }))
    }

    #[inline(always)]
    unsafe fn gt(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| a > b)
    }

    #[inline(always)]
    #[expect(clippy::neg_cmp_op_on_partial_ord, reason = "true of NaN")]
    unsafe fn not_le(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| !(a <= b))
    }

    #[inline(always)]
    unsafe fn eq(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| a == b)
    }

    #[expect(
        clippy::eq_op,
        reason = "an element that is not equal to itself is a NaN"
    )]
    #[inline(always)]
    unsafe fn unordered(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| (a != a) | (b != b))
    }

    #[inline(always)]
    unsafe fn select(mask: [bool; N], yes: Self, no: Self) -> Self {
        Self(choose(mask, yes.0, no.0))
    }

    #[inline(always)]
    unsafe fn swap(self, bytes: usize) -> Self {
        let lanes = bytes / size_of::<T>();
        Self(core::array::from_fn(|lane| self.0[lane ^ lanes]))
    }

    #[inline(always)]
    unsafe fn none() -> [bool; N] {
        [false; N]
    }

    #[inline(always)]
    unsafe fn or(a: [bool; N], b: [bool; N]) -> [bool; N] {
        zip(a, b, |a, b| a | b)
    }

    #[inline(always)]
    unsafe fn and_not(a: [bool; N], not: [bool; N]) -> [bool; N] {
        zip(a, not, |a, not| a & !not)
    }

    #[inline(always)]
    unsafe fn bits(mask: [bool; N]) -> u64 {
        mask.iter()
            .rev()
            .fold(0, |bits, &set| bits << 1 | u64::from(set))
    }

    #[inline(always)]
    unsafe fn first(mask: [bool; N]) -> Option<usize> {
        mask.iter().position(|&set| set)
    }

    #[inline(always)]
    unsafe fn load_counts(from: *const T::Count) -> [T::Count; N] {
        // SAFETY: the caller has N counts at `from`.
        unsafe { from.cast::<[T::Count; N]>().read_unaligned() }
    }

    #[inline(always)]
    unsafe fn store_counts(counts: [T::Count; N], to: *mut T::Count) {
        // SAFETY: the caller has room for N counts at `to`.
        unsafe { to.cast::<[T::Count; N]>().write_unaligned(counts) }
    }

    #[inline(always)]
    unsafe fn splat_count(count: T::Count) -> [T::Count; N] {
        [count; N]
    }

    #[inline(always)]
    unsafe fn select_counts(
        mask: [bool; N],
        yes: [T::Count; N],
        no: [T::Count; N],
    ) -> [T::Count; N] {
        choose(mask, yes, no)
    }

    #[inline(always)]
    unsafe fn after_next(counts: [T::Count; N]) -> [T::Count; N] {
        counts.map(|count| T::count(T::number(count).wrapping_add(2)))
    }

    #[inline(always)]
    unsafe fn least_count(mask: [bool; N], counts: [T::Count; N]) -> (usize, [bool; N]) {
        let numbers = counts.map(T::number);
        let least = zip(mask, numbers, |set, number| if set { number } else { 255 });
        let least = least.into_iter().fold(255, usize::min);
        (
            least,
            zip(mask, numbers, |set, number| set & (number == least)),
        )
    }
}
