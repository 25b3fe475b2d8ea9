//! A vector as a register, with the type of its lanes as a type parameter.
//!
//! [`Packed`] implements [`Vector`] once, for all levels. The file of a level provides the instructions for its
//! register, as three tables:
//!
//! - [`Register`]: instructions that do not depend on the width of lanes,
//! - [`LaneWidth`]: instructions that depend on the width, 8, 16, 32 or 64 bits,
//! - [`LaneCompare`]: instructions that depend on the lane type, an integer or a float.
//!
//! `part` loads a part of a register, and `compress` moves elements to the front of one, for levels that have no
//! instruction for that.
//!
//! The functions of the tables are unsafe, because they must not run on a processor without the level. `Packed`, its
//! masks and its index lanes hold registers in private fields, and every constructor takes a token of the level. So a
//! value proves that the processor has the level, and the operations of [`Vector`] are safe.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "every instruction of a block has the same proof: the level"
)]

// The levels of x86-64 have wider registers or instructions for it.
#[cfg(not(target_arch = "x86_64"))]
pub(super) mod compress;
pub(super) mod part;

#[cfg(feature = "half")]
use super::keys::HalfLanes;
use super::vector::{SimdElement, Vector};
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// Lanes of `T` in a register `R`.
#[derive(Clone, Copy)]
pub(crate) struct Packed<R, T>(R, PhantomData<T>);

/// A mask of lanes in a register.
#[derive(Clone, Copy)]
pub(crate) struct PackedMask<M>(M);

/// Index lanes in a register.
#[derive(Clone, Copy)]
pub(crate) struct PackedIndex<R>(R);

/// A mask: one truth value per lane. It is a register in which all bits of a lane are set or none, or an integer with
/// one bit per lane.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
pub(crate) trait MaskRegister: Copy {
    unsafe fn none() -> Self;
    unsafe fn or(a: Self, b: Self) -> Self;
    unsafe fn and_not(a: Self, not: Self) -> Self;
}

/// The instructions of a register that do not depend on its lanes. Any bits are a valid register.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
pub(crate) trait Register: Copy {
    /// The token of the register's level.
    type Level: Copy;
    /// See [`Vector::HAS_WINDOWS`].
    const HAS_WINDOWS: bool = false;
    unsafe fn xor(a: Self, b: Self) -> Self;
    /// See [`Vector::swap_adjacent`].
    unsafe fn swap_adjacent(a: Self, bytes: usize) -> Self;
    /// The smaller of each two bytes, as unsigned integers.
    unsafe fn min_bytes(a: Self, b: Self) -> Self;
    /// The first byte.
    unsafe fn first_byte(a: Self) -> u8;

    /// See [`Vector::window`].
    #[inline(always)]
    unsafe fn window(_a: Self, next: Self, _first_word: usize) -> Self {
        next
    }

    /// See [`Vector::write_positions`].
    #[inline(always)]
    unsafe fn write_positions(_mask: u64, _start: i64, _to: *mut i64) -> bool {
        false
    }
}

/// The instructions for lanes as wide as the unsigned integer `C`.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
pub(crate) trait LaneWidth<C>: Register {
    /// A mask of these lanes.
    type Mask: MaskRegister;
    unsafe fn splat(lane: C) -> Self;
    /// The `len` lanes at `from`, at least one and at most as many as fit. All later lanes are those of `rest`. No
    /// other memory is read.
    unsafe fn load_part(from: *const C, len: usize, rest: Self) -> Self;
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    unsafe fn add(a: Self, b: Self) -> Self;
    /// Where lanes are equal. The lanes hold numbers below 2^32.
    unsafe fn same(a: Self, b: Self) -> Self::Mask;
    unsafe fn bits(mask: Self::Mask) -> u64;

    /// See [`Vector::bits_of_masks`].
    #[inline(always)]
    unsafe fn bits_of_masks(masks: impl Fn(usize) -> Self::Mask) -> u64 {
        let lanes = size_of::<Self>() / size_of::<C>();
        let mut bits = 0;
        for k in 0..64 / lanes {
            // SAFETY: the caller promises the level of the register.
            bits |= unsafe { Self::bits(masks(k)) } << (k * lanes);
        }
        bits
    }

    /// See [`Vector::mask_of_bits`].
    #[inline(always)]
    unsafe fn mask_of_bits(_bits: u64) -> Self::Mask {
        // SAFETY: the caller promises the level of the register.
        unsafe { Self::Mask::none() }
    }

    /// See [`Vector::compress`]. The 64 elements at `from` can be read, and 64 can be written at `to`. Neither need be
    /// aligned.
    #[inline(always)]
    unsafe fn compress(_from: *const C, _mask: u64, _to: *mut C) -> bool {
        false
    }

    /// See [`Vector::only_index`].
    #[inline(always)]
    unsafe fn only(_mask: Self::Mask, _lanes: Self) -> Option<usize> {
        None
    }

    /// The first lane that is set.
    #[inline(always)]
    unsafe fn first(mask: Self::Mask) -> Option<usize> {
        // SAFETY: the caller promises the level of the register.
        let bits = unsafe { Self::bits(mask) };
        (bits != 0).then(|| bits.trailing_zeros() as usize)
    }
}

/// The instructions for lanes of `T`.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
pub(crate) trait LaneCompare<T: SimdElement>: LaneWidth<T::IndexLane> {
    /// See [`Vector::HAS_UNSIGNED`].
    const HAS_UNSIGNED: bool = false;
    unsafe fn max(a: Self, b: Self) -> Self;
    unsafe fn min(a: Self, b: Self) -> Self;
    unsafe fn greater(a: Self, b: Self) -> Self::Mask;
    unsafe fn equal(a: Self, b: Self) -> Self::Mask;

    /// See [`Vector::max_unsigned`]. This version is correct without an instruction for it, but kernels do not call it
    /// there.
    #[inline(always)]
    unsafe fn max_unsigned(a: Self, b: Self) -> Self {
        // SAFETY: the caller promises the level of the register.
        unsafe { Self::select(above::<T, _>(a, b), a, b) }
    }

    /// See [`Vector::min_unsigned`]. This version is correct without an instruction for it, but kernels do not call it
    /// there.
    #[inline(always)]
    unsafe fn min_unsigned(a: Self, b: Self) -> Self {
        // SAFETY: the caller promises the level of the register.
        unsafe { Self::select(above::<T, _>(b, a), a, b) }
    }

    /// Where `a` is larger than `b`, or the two are unordered. Two integers are never unordered.
    #[inline(always)]
    unsafe fn not_le(a: Self, b: Self) -> Self::Mask {
        // SAFETY: the caller promises the level of the register.
        unsafe { Self::greater(a, b) }
    }

    /// Where the two are unordered. For integers that is nowhere.
    #[inline(always)]
    unsafe fn unordered(_a: Self, _b: Self) -> Self::Mask {
        // SAFETY: the caller promises the level of the register.
        unsafe { Self::Mask::none() }
    }
}

/// The instructions for lanes of 16 bits that hold a sign and a magnitude.
///
/// # Safety
///
/// The processor has the level of the register when a function is called.
#[cfg(feature = "half")]
pub(crate) trait HalfRegister: LaneCompare<i16> + LaneCompare<i8> {
    /// See [`HalfLanes::magnitudes`].
    unsafe fn magnitudes(a: Self) -> Self;
    /// See [`HalfLanes::signed_magnitudes`].
    unsafe fn signed_magnitudes(a: Self) -> Self;
}

/// Where the bits of `a` are larger than those of `b` as unsigned integers. With the top bit inverted, signed integers
/// have that order.
#[inline(always)]
unsafe fn above<T: SimdElement, R: LaneCompare<T>>(a: R, b: R) -> R::Mask {
    // SAFETY: the caller promises the level of the register.
    unsafe {
        let top = R::splat(T::TOP_BIT.bits());
        R::greater(R::xor(a, top), R::xor(b, top))
    }
}

// A vector, a mask, index lanes or a token exists only if the processor has the level. The SAFETY comments below name
// the value that proves it.
impl<R: LaneCompare<T>, T: SimdElement> Vector for Packed<R, T> {
    type Level = R::Level;
    type Element = T;
    type Mask = PackedMask<R::Mask>;
    type IndexLanes = PackedIndex<R>;
    const LANES: usize = size_of::<R>() / size_of::<T>();
    const HAS_UNSIGNED: bool = R::HAS_UNSIGNED;
    const HAS_WINDOWS: bool = R::HAS_WINDOWS;

    #[inline(always)]
    unsafe fn load(_: R::Level, from: *const T) -> Self {
        // SAFETY: the token proves the level. The caller promises `LANES` elements at `from`, which are as large as a
        // register. Any bits are a valid register, and the read need not be aligned.
        Self(unsafe { from.cast::<R>().read_unaligned() }, PhantomData)
    }

    #[inline(always)]
    fn load_part(_: R::Level, elements: &[T]) -> Self {
        assert!(
            !elements.is_empty() && elements.len() <= Self::LANES,
            "a part of a vector"
        );
        // SAFETY: the slice is not empty, as just asserted.
        let first = unsafe { elements.get_unchecked(0) }.bits();
        // SAFETY: the token proves the level. `elements.len()` elements can be read, at least one and at most `LANES`,
        // as just asserted. A lane is as wide as an element.
        let lanes =
            unsafe { R::load_part(elements.as_ptr().cast(), elements.len(), R::splat(first)) };
        Self(lanes, PhantomData)
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: `self` proves the level. The caller promises that `LANES` elements, which are as large as a register,
        // can be written at `to`. The write need not be aligned.
        unsafe { to.cast::<R>().write_unaligned(self.0) }
    }

    #[inline(always)]
    fn splat(_: R::Level, element: T) -> Self {
        // SAFETY: the token proves the level.
        Self(unsafe { R::splat(element.bits()) }, PhantomData)
    }

    #[inline(always)]
    fn xor(self, mask: Self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::xor(self.0, mask.0) }, PhantomData)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::max(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::min(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    fn max_unsigned(self, other: Self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::max_unsigned(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    fn min_unsigned(self, other: Self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::min_unsigned(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    fn gt(self, other: Self) -> Self::Mask {
        // SAFETY: `self` proves the level.
        PackedMask(unsafe { R::greater(self.0, other.0) })
    }

    #[inline(always)]
    fn not_le(self, other: Self) -> Self::Mask {
        // SAFETY: `self` proves the level.
        PackedMask(unsafe { R::not_le(self.0, other.0) })
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self::Mask {
        // SAFETY: `self` proves the level.
        PackedMask(unsafe { R::equal(self.0, other.0) })
    }

    #[inline(always)]
    fn unordered(self, other: Self) -> Self::Mask {
        // SAFETY: `self` proves the level.
        PackedMask(unsafe { R::unordered(self.0, other.0) })
    }

    #[inline(always)]
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        // SAFETY: `mask` proves the level.
        Self(unsafe { R::select(mask.0, yes.0, no.0) }, PhantomData)
    }

    #[inline(always)]
    fn swap_adjacent(self, bytes: usize) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::swap_adjacent(self.0, bytes) }, PhantomData)
    }

    #[inline(always)]
    fn none(_: R::Level) -> Self::Mask {
        // SAFETY: the token proves the level.
        PackedMask(unsafe { R::Mask::none() })
    }

    #[inline(always)]
    fn or(a: Self::Mask, b: Self::Mask) -> Self::Mask {
        // SAFETY: `a` proves the level.
        PackedMask(unsafe { R::Mask::or(a.0, b.0) })
    }

    #[inline(always)]
    fn and_not(a: Self::Mask, not: Self::Mask) -> Self::Mask {
        // SAFETY: `a` proves the level.
        PackedMask(unsafe { R::Mask::and_not(a.0, not.0) })
    }

    #[inline(always)]
    fn bits(mask: Self::Mask) -> u64 {
        // SAFETY: `mask` proves the level.
        unsafe { R::bits(mask.0) }
    }

    #[inline(always)]
    fn bits_of_masks(_: R::Level, masks: impl Fn(usize) -> Self::Mask) -> u64 {
        // SAFETY: the token proves the level.
        unsafe { R::bits_of_masks(|k| masks(k).0) }
    }

    #[inline(always)]
    fn first(mask: Self::Mask) -> Option<usize> {
        // SAFETY: `mask` proves the level.
        unsafe { R::first(mask.0) }
    }

    #[inline(always)]
    unsafe fn write_positions(_: R::Level, mask: u64, start: i64, to: *mut i64) -> bool {
        // SAFETY: the token proves the level. The caller promises the memory at `to`.
        unsafe { R::write_positions(mask, start, to) }
    }

    #[inline(always)]
    fn compress<const N: usize>(
        _: R::Level,
        elements: &[[u8; N]; 64],
        mask: u64,
        to: &mut [MaybeUninit<[u8; N]>; 64],
    ) -> bool {
        assert!(size_of::<T>() == N, "a lane is as wide as an element");
        // SAFETY: the token proves the level. There are 64 elements and 64 slots, each as wide as a lane.
        unsafe { R::compress(elements.as_ptr().cast(), mask, to.as_mut_ptr().cast()) }
    }

    #[inline(always)]
    unsafe fn load_index_lanes(_: R::Level, from: *const T::IndexLane) -> Self::IndexLanes {
        // SAFETY: the token proves the level. The caller promises `LANES` index lanes at `from`, which are as large as
        // a register. Any bits are a valid register, and the read need not be aligned.
        PackedIndex(unsafe { from.cast::<R>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store_index_lanes(lanes: Self::IndexLanes, to: *mut T::IndexLane) {
        // SAFETY: `lanes` proves the level. The caller promises that `LANES` index lanes, which are as large as a
        // register, can be written at `to`. The write need not be aligned.
        unsafe { to.cast::<R>().write_unaligned(lanes.0) }
    }

    #[inline(always)]
    fn splat_index(_: R::Level, number: usize) -> Self::IndexLanes {
        // SAFETY: the token proves the level.
        PackedIndex(unsafe { R::splat(T::index_lane(number)) })
    }

    #[inline(always)]
    fn select_index(
        mask: Self::Mask,
        yes: Self::IndexLanes,
        no: Self::IndexLanes,
    ) -> Self::IndexLanes {
        // SAFETY: `mask` proves the level.
        PackedIndex(unsafe { R::select(mask.0, yes.0, no.0) })
    }

    #[inline(always)]
    fn plus_two(lanes: Self::IndexLanes) -> Self::IndexLanes {
        // SAFETY: `lanes` proves the level.
        PackedIndex(unsafe { R::add(lanes.0, R::splat(T::index_lane(2))) })
    }

    #[inline(always)]
    fn only_index(mask: Self::Mask, lanes: Self::IndexLanes) -> Option<usize> {
        // SAFETY: `mask` proves the level.
        unsafe { R::only(mask.0, lanes.0) }
    }

    /// In numbers below 255, all bytes but the first are zero. So the minimum of bytes serves lanes of all widths.
    #[inline(always)]
    fn least_index(mask: Self::Mask, lanes: Self::IndexLanes) -> (usize, Self::Mask) {
        // SAFETY: `mask` proves the level.
        unsafe {
            let candidates = R::select(mask.0, lanes.0, R::splat(T::index_lane(255)));
            let mut least = candidates;
            let mut bytes = size_of::<R>() / 2;
            while bytes >= size_of::<T>() {
                least = R::min_bytes(least, R::swap_adjacent(least, bytes));
                bytes /= 2;
            }
            (
                R::first_byte(least).into(),
                PackedMask(R::same(candidates, least)),
            )
        }
    }

    #[inline(always)]
    fn window(self, next: Self, first_word: usize) -> Self {
        // SAFETY: `self` proves the level.
        Self(
            unsafe { R::window(self.0, next.0, first_word) },
            PhantomData,
        )
    }

    #[inline(always)]
    fn mask_of_bits(_: R::Level, bits: u64) -> Self::Mask {
        // SAFETY: the token proves the level.
        PackedMask(unsafe { R::mask_of_bits(bits) })
    }
}

#[cfg(feature = "half")]
impl<R: HalfRegister> HalfLanes for Packed<R, i16> {
    #[inline(always)]
    fn magnitudes(self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::magnitudes(self.0) }, PhantomData)
    }

    #[inline(always)]
    fn signed_magnitudes(self) -> Self {
        // SAFETY: `self` proves the level.
        Self(unsafe { R::signed_magnitudes(self.0) }, PhantomData)
    }

    #[inline(always)]
    fn max_unsigned_bytes(self, other: Self) -> Self {
        // SAFETY: `self` proves the level.
        let larger = unsafe { <R as LaneCompare<i8>>::max_unsigned(self.0, other.0) };
        Self(larger, PhantomData)
    }
}

/// Implements a table. Each function is one expression of instructions, which are allowed by the contract of the table:
/// the caller promises the level of the register, and that memory behind pointers can be accessed.
macro_rules! instructions {
    ($(
        impl $trait:ident $(<$lane:ty>)? for $register:ty {
            $(type $name:ident = $type:ty;)?
            $(const $constant:ident: $of_constant:ty = $value:expr;)?
            $($(#[$attribute:meta])* fn $function:ident($($argument:ident: $of:ty),*) -> $return:ty = $instructions:expr;)*
        }
    )*) => {$(
        impl $trait $(<$lane>)? for $register {
            $(type $name = $type;)?
            $(const $constant: $of_constant = $value;)?
            $(
                $(#[$attribute])*
                #[inline(always)]
                unsafe fn $function($($argument: $of),*) -> $return {
                    // SAFETY: the caller promises the level and the memory.
                    #[allow(unused_unsafe, reason = "some masks are plain integers")]
                    unsafe { $instructions }
                }
            )*
        }
    )*};
}

/// Fills the table [`LaneCompare`]. For each element type: `max`, `min`, `greater`, `equal`; for floats also
/// `unordered` and `not_le`; after an arrow `max_unsigned` and `min_unsigned`, if the level has them.
macro_rules! compare {
    ($register:ty; $(
        $element:ty: |$a:ident, $b:ident| $max:expr, $min:expr, $greater:expr, $equal:expr
            $(, $unordered:expr, $not_le:expr)? $(=> $max_unsigned:expr, $min_unsigned:expr)?;
    )*) => {
        $crate::simd::packed::instructions! {$(
            impl LaneCompare<$element> for $register {
                // Always true. The expression names a macro variable, so that it is repeated with the two instructions.
                $(const HAS_UNSIGNED: bool = !stringify!($max_unsigned).is_empty();)?
                fn max($a: Self, $b: Self) -> Self = $max;
                fn min($a: Self, $b: Self) -> Self = $min;
                $(fn max_unsigned($a: Self, $b: Self) -> Self = $max_unsigned;
                fn min_unsigned($a: Self, $b: Self) -> Self = $min_unsigned;)?
                fn greater($a: Self, $b: Self) -> <Self as LaneWidth<<$element as SimdElement>::IndexLane>>::Mask = $greater;
                fn equal($a: Self, $b: Self) -> <Self as LaneWidth<<$element as SimdElement>::IndexLane>>::Mask = $equal;
                $(fn unordered($a: Self, $b: Self) -> <Self as LaneWidth<<$element as SimdElement>::IndexLane>>::Mask = $unordered;
                fn not_le($a: Self, $b: Self) -> <Self as LaneWidth<<$element as SimdElement>::IndexLane>>::Mask = $not_le;)?
            }
        )*}
    };
}

/// Names the vector of each element type at a level: lanes of that type in this register.
macro_rules! vectors {
    ($level:ident: $($element:ident),* in $register:ty) => {$(
        impl $crate::simd::VectorAt<$crate::simd::token::$level> for $element {
            type Vector = $crate::simd::packed::Packed<$register, $element>;
        }
    )*};
}

pub(crate) use {compare, instructions, vectors};
