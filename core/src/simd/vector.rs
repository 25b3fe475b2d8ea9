//! One register of lanes, whatever its width.

use super::portable::Portable;

/// An element type that kernels hold in vectors, with its vector at each level.
///
/// # Safety
///
/// The vector of a level may be used wherever the processor has that level. A count is an integer as wide as an
/// element.
pub(crate) unsafe trait Lanes: Copy + PartialEq + PartialOrd + 'static {
    /// The unsigned integer of the same width, which counts beside it.
    type Count: Copy + Ord;
    /// Zero.
    const ZERO: Self;
    /// The largest count: how many steps fit between two widenings.
    const MAX_COUNT: usize;
    /// The element of which only the top bit is set.
    const TOP: Self;
    /// The element that nothing is larger than, if there is one.
    const LARGEST: Option<Self>;
    /// Whether an element may differ from itself.
    const HAS_NAN: bool;
    /// At the baseline.
    type Baseline: Vector<Element = Self>;
    /// With AVX2.
    type Avx2: Vector<Element = Self>;
    /// With AVX-512.
    type Avx512: Vector<Element = Self>;

    /// The bits, as a count.
    fn bits(self) -> Self::Count;
    /// The element with the bits turned over that are set in another.
    fn flipped(self, by: Self) -> Self;
    /// A count, which is at most `MAX_COUNT`.
    fn count(count: usize) -> Self::Count;
    /// The count as a number.
    fn number(count: Self::Count) -> usize;
}

/// A register of lanes.
///
/// # Safety
///
/// Every function may be called only where the processor has the vector's level; `load` and `store` also need
/// `LANES` elements at the pointer, `load_part` as many as it is told. Each is inlined into a function that has the
/// level's features.
pub(crate) trait Vector: Copy {
    /// What a lane holds.
    type Element: Lanes;
    /// One bit of truth a lane.
    type Mask: Copy;
    /// A register of counts, with as many lanes.
    type Counts: Copy;
    /// How many lanes.
    const LANES: usize;
    /// Whether there are instructions for unsigned numbers.
    const HAS_UNSIGNED: bool;

    unsafe fn load(from: *const Self::Element) -> Self;
    /// The first `len` elements at `from`, at least one and at most `LANES`; the lanes behind them repeat the first
    /// element. Nothing else is read.
    unsafe fn load_part(from: *const Self::Element, len: usize) -> Self;
    unsafe fn store(self, to: *mut Self::Element);
    unsafe fn splat(element: Self::Element) -> Self;
    /// The lanes with the bits turned over that are set in another's.
    unsafe fn flip(self, by: Self) -> Self;
    /// The larger of two lanes; `other` where they are equal or unordered.
    unsafe fn max(self, other: Self) -> Self;
    /// The smaller of two lanes; `other` where they are equal or unordered.
    unsafe fn min(self, other: Self) -> Self;
    /// The lane with the larger bits.
    unsafe fn max_unsigned(self, other: Self) -> Self;
    /// The lane with the smaller bits.
    unsafe fn min_unsigned(self, other: Self) -> Self;
    /// Where `self` is larger.
    unsafe fn gt(self, other: Self) -> Self::Mask;
    /// Where `self` is not less than or equal to the other: larger or unordered.
    unsafe fn not_le(self, other: Self) -> Self::Mask;
    unsafe fn eq(self, other: Self) -> Self::Mask;
    /// Where either is not equal to itself.
    unsafe fn unordered(self, other: Self) -> Self::Mask;
    /// `yes` where the mask is set, else `no`.
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// The lanes in another order: neighbouring groups of so many bytes change places. `bytes` is a power of two, at
    /// least an element's size and less than the vector's.
    unsafe fn swap(self, bytes: usize) -> Self;

    unsafe fn none() -> Self::Mask;
    unsafe fn or(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    unsafe fn and_not(a: Self::Mask, not: Self::Mask) -> Self::Mask;
    /// A bit a lane, the first lane lowest.
    unsafe fn bits(mask: Self::Mask) -> u64;
    /// Whether a lane is set.
    #[inline(always)]
    unsafe fn any(mask: Self::Mask) -> bool {
        // SAFETY: the caller has the level.
        unsafe { Self::first(mask).is_some() }
    }
    /// The first lane that is set.
    unsafe fn first(mask: Self::Mask) -> Option<usize>;

    /// Writes the positions of a mask's bits, counted from `start`, where the level has an instruction for it; else
    /// answers false. There is room for eight more than bits are set.
    #[inline(always)]
    unsafe fn write_positions(_mask: u64, _start: i64, _room: *mut i64) -> bool {
        false
    }

    unsafe fn load_counts(from: *const <Self::Element as Lanes>::Count) -> Self::Counts;
    unsafe fn store_counts(counts: Self::Counts, to: *mut <Self::Element as Lanes>::Count);
    unsafe fn splat_count(count: <Self::Element as Lanes>::Count) -> Self::Counts;
    unsafe fn select_counts(mask: Self::Mask, yes: Self::Counts, no: Self::Counts) -> Self::Counts;
    /// Each count and two.
    unsafe fn after_next(counts: Self::Counts) -> Self::Counts;
    /// The count of the only lane that is set, where there are instructions for it that take less than
    /// [`least_count`](Self::least_count); `None` where there are not, or more lanes are set. One is.
    #[inline(always)]
    unsafe fn only_count(_mask: Self::Mask, _counts: Self::Counts) -> Option<usize> {
        None
    }
    /// The least of the counts where the mask is set, and where it is set and they are that. It is set somewhere, and there
    /// they are less than 255.
    unsafe fn least_count(mask: Self::Mask, counts: Self::Counts) -> (usize, Self::Mask);
}

/// A register as wide as a line of the cache, with instructions that see lines through windows.
///
/// # Safety
///
/// As of [`Vector`].
#[cfg(target_arch = "x86_64")]
pub(crate) trait LineVector: Vector {
    /// A word of a line, of 8 bytes.
    type Place: Copy;
    unsafe fn place(word: usize) -> Self::Place;
    /// As many bytes of two lines that follow each other, from a place in the first on.
    unsafe fn window(line: Self, next: Self, from: Self::Place) -> Self;
    /// The mask whose lanes are set where these bits are, the first lane's lowest. There may be more of them.
    unsafe fn mask(bits: u64) -> Self::Mask;
}

/// The vector of 128 bits that every processor of the architecture has. SSE2 cannot compare integers of 64 bits.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
macro_rules! baseline {
    (i64) => { Portable<i64, 2> };
    ($element:ident) => { super::x86::Sse2<$element> };
}

/// The vector of 128 bits that every processor of the architecture has.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
macro_rules! baseline {
    ($element:ident) => { Portable<$element, { 16 / size_of::<$element>() }> };
}

macro_rules! lanes {
    ($($element:ident, $count:ty, $top:expr, $largest:expr, $has_nan:literal;)*) => {$(
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "counts are at most MAX_COUNT, which on a small machine is the largest usize; zero is exact"
        )]
        // SAFETY: each vector needs only the features of the level it is named for.
        unsafe impl Lanes for $element {
            type Count = $count;
            const ZERO: Self = 0 as $element;
            const MAX_COUNT: usize = <$count>::MAX as usize;
            const TOP: Self = $top;
            const LARGEST: Option<Self> = $largest;
            const HAS_NAN: bool = $has_nan;
            type Baseline = baseline!($element);
            #[cfg(target_arch = "x86_64")]
            type Avx2 = super::x86::Avx2<$element>;
            #[cfg(target_arch = "x86_64")]
            type Avx512 = super::x86::Avx512<$element>;
            #[cfg(not(target_arch = "x86_64"))]
            type Avx2 = Self::Baseline;
            #[cfg(not(target_arch = "x86_64"))]
            type Avx512 = Self::Baseline;
            #[inline(always)]
            fn bits(self) -> $count {
                <$count>::from_ne_bytes(self.to_ne_bytes())
            }

            #[inline(always)]
            fn flipped(self, by: Self) -> Self {
                Self::from_ne_bytes((self.bits() ^ by.bits()).to_ne_bytes())
            }

            #[inline(always)]
            fn count(count: usize) -> $count {
                count as $count
            }

            #[inline(always)]
            fn number(count: $count) -> usize {
                count as usize
            }
        }
    )*};
}

lanes! {
    i8, u8, i8::MIN, Some(i8::MAX), false;
    i16, u16, i16::MIN, Some(i16::MAX), false;
    i32, u32, i32::MIN, Some(i32::MAX), false;
    i64, u64, i64::MIN, Some(i64::MAX), false;
    f32, u32, -0.0, None, true;
    f64, u64, -0.0, None, true;
}
