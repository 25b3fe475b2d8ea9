//! The contract of a vector: a register of lanes. The width depends on the level.

use core::mem::MaybeUninit;

/// An element type with a vector at the level whose token is `L`: see [`token`](super::token).
pub(crate) trait VectorAt<L>: Sized {
    /// The vector of these elements at the level `L`.
    type Vector: Vector<Level = L, Element = Self>;
}

/// The vector of elements `T` at the level `L`.
pub(crate) type VectorOf<L, T> = <T as VectorAt<L>>::Vector;

/// An element type that kernels hold in vectors.
///
/// # Safety
///
/// An index lane is an unsigned integer as wide as an element.
pub(crate) unsafe trait SimdElement: Copy + PartialEq + PartialOrd + 'static {
    /// The unsigned integer that is as wide as an element. It holds the number of the vector or row that an element
    /// came from.
    type IndexLane: Copy + Ord;
    /// Zero.
    const ZERO: Self;
    /// The largest number that an index lane holds.
    const MAX_INDEX_LANE: usize;
    /// The element with only the top bit set.
    const TOP_BIT: Self;
    /// The largest element, if there is one that no other can be larger than.
    const LARGEST: Option<Self>;
    /// The smallest element, except NaN.
    const SMALLEST: Self;
    /// Whether the type has NaN, which is not equal to itself.
    const HAS_NAN: bool;

    /// The bits of the element.
    fn bits(self) -> Self::IndexLane;
    /// The XOR of the bits of two elements.
    fn xor(self, mask: Self) -> Self;
    /// A number of at most `MAX_INDEX_LANE` as an index lane.
    fn index_lane(number: usize) -> Self::IndexLane;
    /// The number in an index lane.
    fn number(lane: Self::IndexLane) -> usize;
}

/// A register of lanes.
///
/// A value exists only if the processor has its level, because each constructor takes the token of the level. So
/// operations on values are safe. Loads and stores are unsafe, because they take pointers. Every function is inlined
/// into a function that has the features of the level.
pub(crate) trait Vector: Copy {
    /// The token of the level.
    type Level: Copy;
    /// The type of a lane.
    type Element: SimdElement;
    /// One truth value per lane.
    type Mask: Copy;
    /// A register of index lanes, as many as there are lanes.
    type IndexLanes: Copy;
    /// The number of lanes.
    const LANES: usize;
    /// Whether the level has instructions for the larger and the smaller of two unsigned integers.
    const HAS_UNSIGNED: bool;
    /// Whether [`window`](Self::window) is available.
    const HAS_WINDOWS: bool = false;

    /// The `LANES` elements at `from`.
    ///
    /// # Safety
    ///
    /// They can be read. They need not be aligned.
    unsafe fn load(level: Self::Level, from: *const Self::Element) -> Self;

    /// The first `LANES` elements of a slice.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline(always)]
    fn load_first(level: Self::Level, elements: &[Self::Element]) -> Self {
        assert!(elements.len() >= Self::LANES, "a vector of elements");
        // SAFETY: the slice has `LANES` elements.
        unsafe { Self::load(level, elements.as_ptr()) }
    }

    /// The elements of a slice. All other lanes repeat the first element.
    ///
    /// # Panics
    ///
    /// If there is none, or there are more than `LANES`.
    fn load_part(level: Self::Level, elements: &[Self::Element]) -> Self;

    /// Writes the lanes to `to`.
    ///
    /// # Safety
    ///
    /// `LANES` elements can be written there. They need not be aligned.
    unsafe fn store(self, to: *mut Self::Element);

    /// The element in every lane.
    fn splat(level: Self::Level, element: Self::Element) -> Self;

    /// The XOR of two vectors.
    fn xor(self, mask: Self) -> Self;
    /// The larger of two lanes. `other` where they are equal or unordered.
    fn max(self, other: Self) -> Self;
    /// The smaller of two lanes. `other` where they are equal or unordered.
    fn min(self, other: Self) -> Self;
    /// The lane whose bits are larger as an unsigned integer.
    fn max_unsigned(self, other: Self) -> Self;
    /// The lane whose bits are smaller as an unsigned integer.
    fn min_unsigned(self, other: Self) -> Self;
    /// Where `self` is larger.
    fn gt(self, other: Self) -> Self::Mask;
    /// Where `self` is larger, or the two are unordered.
    fn not_le(self, other: Self) -> Self::Mask;
    /// Where the two are equal.
    fn eq(self, other: Self) -> Self::Mask;
    /// Where at least one of the two is NaN.
    fn unordered(self, other: Self) -> Self::Mask;
    /// `yes` where the mask is set, else `no`.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// The lanes in another order: adjacent groups of `bytes` bytes change places.
    ///
    /// `bytes` is a power of two, at least the size of an element and less than the size of the vector.
    fn swap_adjacent(self, bytes: usize) -> Self;

    /// A mask with no lane set.
    fn none(level: Self::Level) -> Self::Mask;
    /// Where either mask is set.
    fn or(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    /// Where `a` is set and `not` is not.
    fn and_not(a: Self::Mask, not: Self::Mask) -> Self::Mask;
    /// One bit per lane. The first lane is the lowest bit.
    fn bits(mask: Self::Mask) -> u64;
    /// The bits of 64 lanes, whose masks are `masks(0)`, `masks(1)` and so on. The first lane is the lowest bit.
    #[inline(always)]
    fn bits_of_masks(_level: Self::Level, masks: impl Fn(usize) -> Self::Mask) -> u64 {
        let mut bits = 0;
        for k in 0..64 / Self::LANES {
            bits |= Self::bits(masks(k)) << (k * Self::LANES);
        }
        bits
    }
    /// The first lane that is set.
    fn first(mask: Self::Mask) -> Option<usize>;
    /// Whether any lane is set.
    #[inline(always)]
    fn any(mask: Self::Mask) -> bool {
        Self::first(mask).is_some()
    }

    /// Writes the positions of the set bits of `mask`, counted from `start`, if the level has instructions for that.
    /// Returns whether it has.
    ///
    /// # Safety
    ///
    /// At `to`, as many positions as `mask` has set bits, and 8 more, can be written.
    #[inline(always)]
    unsafe fn write_positions(_level: Self::Level, _mask: u64, _start: i64, _to: *mut i64) -> bool {
        false
    }

    /// Writes the elements whose bits in `mask` are set to the front of `to`, in order, if the level has instructions for
    /// that. Returns whether it has. The first element is the lowest bit. The slots after them hold arbitrary elements, or
    /// stay as they are.
    ///
    /// An element is given as its bytes, so that types of one size share a kernel and need no alignment.
    ///
    /// # Panics
    ///
    /// If an element does not have the size of a lane.
    #[inline(always)]
    fn compress<const N: usize>(
        _level: Self::Level,
        _elements: &[[u8; N]; 64],
        _mask: u64,
        _to: &mut [MaybeUninit<[u8; N]>; 64],
    ) -> bool {
        false
    }

    /// The `LANES` index lanes at `from`.
    ///
    /// # Safety
    ///
    /// They can be read. They need not be aligned.
    unsafe fn load_index_lanes(
        level: Self::Level,
        from: *const <Self::Element as SimdElement>::IndexLane,
    ) -> Self::IndexLanes;

    /// Writes index lanes to `to`.
    ///
    /// # Safety
    ///
    /// `LANES` index lanes can be written there. They need not be aligned.
    unsafe fn store_index_lanes(
        lanes: Self::IndexLanes,
        to: *mut <Self::Element as SimdElement>::IndexLane,
    );

    /// The number in every index lane.
    fn splat_index(level: Self::Level, number: usize) -> Self::IndexLanes;
    /// `yes` where the mask is set, else `no`.
    fn select_index(
        mask: Self::Mask,
        yes: Self::IndexLanes,
        no: Self::IndexLanes,
    ) -> Self::IndexLanes;
    /// Each number plus two.
    fn plus_two(lanes: Self::IndexLanes) -> Self::IndexLanes;

    /// The number in the only lane that is set. `None` if several lanes are set, or if the level does not find the
    /// number faster than [`least_index`](Self::least_index). At least one lane must be set.
    #[inline(always)]
    fn only_index(_mask: Self::Mask, _lanes: Self::IndexLanes) -> Option<usize> {
        None
    }

    /// The least number among the lanes that are set, and the set lanes that hold it.
    ///
    /// At least one lane must be set, and the numbers in the set lanes must be less than 255.
    fn least_index(mask: Self::Mask, lanes: Self::IndexLanes) -> (usize, Self::Mask);

    /// A window over two adjacent vectors: the bytes of one vector, from word `first_word` of `self` on. A word is 8
    /// bytes. Only if [`HAS_WINDOWS`](Self::HAS_WINDOWS).
    #[inline(always)]
    fn window(self, next: Self, _first_word: usize) -> Self {
        next
    }

    /// The mask whose lanes are set where these bits are set. The first lane is the lowest bit, and bits beyond the
    /// last lane are ignored. Only if [`HAS_WINDOWS`](Self::HAS_WINDOWS).
    #[inline(always)]
    fn mask_of_bits(level: Self::Level, _bits: u64) -> Self::Mask {
        Self::none(level)
    }
}

macro_rules! simd_elements {
    ($($element:ident, $index:ty, $top:expr, $largest:expr, $smallest:expr, $has_nan:literal;)*) => {$(
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "a number fits an index lane, or usize is as narrow; zero is exact"
        )]
        // SAFETY: the index lane is an unsigned integer of the same size as the element.
        unsafe impl SimdElement for $element {
            type IndexLane = $index;
            const ZERO: Self = 0 as $element;
            const MAX_INDEX_LANE: usize = <$index>::MAX as usize;
            const TOP_BIT: Self = $top;
            const LARGEST: Option<Self> = $largest;
            const SMALLEST: Self = $smallest;
            const HAS_NAN: bool = $has_nan;

            #[inline(always)]
            fn bits(self) -> $index {
                <$index>::from_ne_bytes(self.to_ne_bytes())
            }

            #[inline(always)]
            fn xor(self, mask: Self) -> Self {
                Self::from_ne_bytes((self.bits() ^ mask.bits()).to_ne_bytes())
            }

            #[inline(always)]
            fn index_lane(number: usize) -> $index {
                number as $index
            }

            #[inline(always)]
            fn number(lane: $index) -> usize {
                lane as usize
            }
        }
    )*};
}

simd_elements! {
    i8, u8, i8::MIN, Some(i8::MAX), i8::MIN, false;
    i16, u16, i16::MIN, Some(i16::MAX), i16::MIN, false;
    i32, u32, i32::MIN, Some(i32::MAX), i32::MIN, false;
    i64, u64, i64::MIN, Some(i64::MAX), i64::MIN, false;
    f32, u32, -0.0, None, f32::NEG_INFINITY, true;
    f64, u64, -0.0, None, f64::NEG_INFINITY, true;
}
