//! Vectors of 128 bits as arrays, which work on every architecture. The compiler vectorises the loops where it can.

#![allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, so that it vectorises"
)]

#[cfg(feature = "half")]
use super::keys::HalfLanes;
use super::token;
use super::vector::{SimdElement, Vector};

/// Makes these the vectors of the baseline: for 64-bit integers with SSE2, for no type with NEON or simd128, and for all
/// element types on an architecture that has no file of its own.
macro_rules! portable {
    ($($element:ident $lanes:literal),*) => {$(
        impl crate::simd::VectorAt<token::Baseline> for $element {
            type Vector = Portable<$element, $lanes>;
        }
    )*};
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
portable! { i64 2 }
#[cfg(any(
    all(
        target_arch = "aarch64",
        target_feature = "neon",
        target_endian = "little"
    ),
    all(target_arch = "wasm32", target_feature = "simd128"),
))]
portable! {}
#[cfg(not(any(
    all(target_arch = "x86_64", target_feature = "sse2"),
    all(
        target_arch = "aarch64",
        target_feature = "neon",
        target_endian = "little"
    ),
    all(target_arch = "wasm32", target_feature = "simd128"),
)))]
portable! { i8 16, i16 8, i32 4, i64 2, f32 4, f64 2 }

/// `N` lanes of `T`.
#[derive(Clone, Copy)]
pub(crate) struct Portable<T, const N: usize>([T; N]);

/// Applies a function to each pair of lanes of two arrays.
#[inline(always)]
fn zip<A: Copy, B: Copy, R, const N: usize>(a: [A; N], b: [B; N], f: impl Fn(A, B) -> R) -> [R; N] {
    core::array::from_fn(|lane| f(a[lane], b[lane]))
}

#[inline(always)]
fn select<T: Copy, const N: usize>(mask: [bool; N], yes: [T; N], no: [T; N]) -> [T; N] {
    core::array::from_fn(|lane| if mask[lane] { yes[lane] } else { no[lane] })
}

impl<T: SimdElement, const N: usize> Vector for Portable<T, N> {
    type Level = token::Baseline;
    type Element = T;
    type Mask = [bool; N];
    type IndexLanes = [T::IndexLane; N];
    const LANES: usize = N;
    const HAS_UNSIGNED: bool = false;

    #[inline(always)]
    unsafe fn load(_: token::Baseline, from: *const T) -> Self {
        // SAFETY: the caller promises N elements at `from`, and the read need not be aligned.
        Self(unsafe { from.cast::<[T; N]>().read_unaligned() })
    }

    #[inline(always)]
    fn load_part(_: token::Baseline, elements: &[T]) -> Self {
        assert!(
            !elements.is_empty() && elements.len() <= N,
            "a part of a vector"
        );
        Self(core::array::from_fn(|lane| {
            *elements.get(lane).unwrap_or(&elements[0])
        }))
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: the caller promises that N elements can be written at `to`, and the write need not be aligned.
        unsafe { to.cast::<[T; N]>().write_unaligned(self.0) }
    }

    #[inline(always)]
    fn splat(_: token::Baseline, element: T) -> Self {
        Self([element; N])
    }

    #[inline(always)]
    fn xor(self, mask: Self) -> Self {
        Self(zip(self.0, mask.0, T::xor))
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| if a > b { a } else { b }))
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| if a < b { a } else { b }))
    }

    #[inline(always)]
    fn max_unsigned(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| {
            if a.bits() > b.bits() { a } else { b }
        }))
    }

    #[inline(always)]
    fn min_unsigned(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| {
            if a.bits() < b.bits() { a } else { b }
        }))
    }

    #[inline(always)]
    fn gt(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| a > b)
    }

    #[inline(always)]
    #[expect(clippy::neg_cmp_op_on_partial_ord, reason = "true of NaN")]
    fn not_le(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| !(a <= b))
    }

    #[inline(always)]
    fn eq(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| a == b)
    }

    #[expect(
        clippy::eq_op,
        reason = "an element that is not equal to itself is a NaN"
    )]
    #[inline(always)]
    fn unordered(self, other: Self) -> [bool; N] {
        zip(self.0, other.0, |a, b| (a != a) | (b != b))
    }

    #[inline(always)]
    fn select(mask: [bool; N], yes: Self, no: Self) -> Self {
        Self(select(mask, yes.0, no.0))
    }

    #[inline(always)]
    fn swap_adjacent(self, bytes: usize) -> Self {
        let lanes = bytes / size_of::<T>();
        Self(core::array::from_fn(|lane| self.0[lane ^ lanes]))
    }

    #[inline(always)]
    fn none(_: token::Baseline) -> [bool; N] {
        [false; N]
    }

    #[inline(always)]
    fn or(a: [bool; N], b: [bool; N]) -> [bool; N] {
        zip(a, b, |a, b| a | b)
    }

    #[inline(always)]
    fn and_not(a: [bool; N], not: [bool; N]) -> [bool; N] {
        zip(a, not, |a, not| a & !not)
    }

    #[inline(always)]
    fn bits(mask: [bool; N]) -> u64 {
        mask.iter()
            .rev()
            .fold(0, |bits, &set| bits << 1 | u64::from(set))
    }

    #[inline(always)]
    fn first(mask: [bool; N]) -> Option<usize> {
        mask.iter().position(|&set| set)
    }

    #[inline(always)]
    unsafe fn load_index_lanes(_: token::Baseline, from: *const T::IndexLane) -> [T::IndexLane; N] {
        // SAFETY: the caller promises N index lanes at `from`, and the read need not be aligned.
        unsafe { from.cast::<[T::IndexLane; N]>().read_unaligned() }
    }

    #[inline(always)]
    unsafe fn store_index_lanes(lanes: [T::IndexLane; N], to: *mut T::IndexLane) {
        // SAFETY: the caller promises that N index lanes can be written at `to`, and the write need not be aligned.
        unsafe { to.cast::<[T::IndexLane; N]>().write_unaligned(lanes) }
    }

    #[inline(always)]
    fn splat_index(_: token::Baseline, number: usize) -> [T::IndexLane; N] {
        [T::index_lane(number); N]
    }

    #[inline(always)]
    fn select_index(
        mask: [bool; N],
        yes: [T::IndexLane; N],
        no: [T::IndexLane; N],
    ) -> [T::IndexLane; N] {
        select(mask, yes, no)
    }

    #[inline(always)]
    fn plus_two(lanes: [T::IndexLane; N]) -> [T::IndexLane; N] {
        lanes.map(|lane| T::index_lane(T::number(lane).wrapping_add(2)))
    }

    #[inline(always)]
    fn least_index(mask: [bool; N], lanes: [T::IndexLane; N]) -> (usize, [bool; N]) {
        let numbers = lanes.map(T::number);
        let least = zip(mask, numbers, |set, number| if set { number } else { 255 });
        let least = least.into_iter().fold(255, usize::min);
        (
            least,
            zip(mask, numbers, |set, number| set & (number == least)),
        )
    }
}

#[cfg(feature = "half")]
impl<const N: usize> HalfLanes for Portable<i16, N> {
    #[inline(always)]
    fn magnitudes(self) -> Self {
        Self(self.0.map(|lane| lane & i16::MAX))
    }

    #[inline(always)]
    fn signed_magnitudes(self) -> Self {
        Self(self.0.map(|lane| {
            let sign = lane >> 15;
            ((lane & i16::MAX) ^ sign) - sign
        }))
    }

    #[inline(always)]
    fn max_unsigned_bytes(self, other: Self) -> Self {
        Self(zip(self.0, other.0, |a, b| {
            let [a, b] = [a, b].map(i16::to_ne_bytes);
            i16::from_ne_bytes([a[0].max(b[0]), a[1].max(b[1])])
        }))
    }
}
