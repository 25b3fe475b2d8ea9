//! The vectors of x86-64: 128 bits with SSE2, 256 bits with AVX2, 512 bits with AVX-512.
//!
//! A vector is a register and, as a type parameter, what its lanes hold. What [`Vector`] asks for is written once,
//! here; a level adds the instructions for its register, in a file of its own, as three tables:
//!
//! - [`Register`]: what does not care where lanes begin,
//! - [`Width`]: what differs between lanes of 8, 16, 32 and 64 bits,
//! - [`Compare`]: what differs between integers and floats.
//!
//! A register is held as integers. Nothing here is safe to call where the processor lacks the level, which is the
//! contract of [`Vector`].

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, and there are a hundred of them"
)]

mod avx2;
mod avx512;
mod sse2;

use super::{Lanes, Vector};
use core::arch::x86_64::*;
use core::marker::PhantomData;

/// Lanes of `T` in a register `R`.
#[derive(Clone, Copy)]
pub(crate) struct Packed<R, T>(R, PhantomData<T>);

/// A register of 128 bits.
#[cfg(target_feature = "sse2")]
pub(crate) type Sse2<T> = Packed<__m128i, T>;

/// A register of 256 bits.
pub(crate) type Avx2<T> = Packed<__m256i, T>;

/// A register of 512 bits.
pub(crate) type Avx512<T> = Packed<__m512i, T>;

/// One bit of truth a lane: all bits of a register's lane, or a bit of an integer.
pub(crate) trait Mask: Copy {
    unsafe fn none() -> Self;
    unsafe fn or(a: Self, b: Self) -> Self;
    unsafe fn and_not(a: Self, not: Self) -> Self;
}

/// The instructions of a register, whatever its lanes are.
pub(crate) trait Register: Copy {
    unsafe fn xor(a: Self, b: Self) -> Self;
    /// See [`Vector::swap`].
    unsafe fn swap(a: Self, bytes: usize) -> Self;
    /// The smaller of two bytes, as unsigned numbers.
    unsafe fn min_bytes(a: Self, b: Self) -> Self;
    /// The first byte.
    unsafe fn first_byte(a: Self) -> u8;

    /// See [`Vector::write_positions`].
    #[inline(always)]
    unsafe fn write_positions(_mask: u64, _start: i64, _room: *mut i64) -> bool {
        false
    }
}

/// The instructions for lanes as wide as the unsigned integer `C`.
pub(crate) trait Width<C>: Register {
    /// A mask of these lanes.
    type Mask: Mask;
    unsafe fn splat(lane: C) -> Self;
    /// The first `len` lanes at `from`, at least one; those behind them are of `rest`. Nothing else is read.
    unsafe fn load_part(from: *const C, len: usize, rest: Self) -> Self;
    unsafe fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    unsafe fn add(a: Self, b: Self) -> Self;
    /// Where lanes are the same, of numbers below 2^32.
    unsafe fn same(a: Self, b: Self) -> Self::Mask;
    unsafe fn bits(mask: Self::Mask) -> u64;

    /// See [`Vector::only_count`].
    #[inline(always)]
    unsafe fn only(_mask: Self::Mask, _counts: Self) -> Option<usize> {
        None
    }

    #[inline(always)]
    unsafe fn first(mask: Self::Mask) -> Option<usize> {
        // SAFETY: the caller has the register's level.
        let bits = unsafe { Self::bits(mask) };
        (bits != 0).then(|| bits.trailing_zeros() as usize)
    }
}

/// The instructions for lanes of `T`.
pub(crate) trait Compare<T: Lanes>: Width<T::Count> {
    /// Whether there are instructions for unsigned numbers.
    const HAS_UNSIGNED: bool = false;
    unsafe fn max(a: Self, b: Self) -> Self;
    unsafe fn min(a: Self, b: Self) -> Self;
    unsafe fn greater(a: Self, b: Self) -> Self::Mask;
    unsafe fn equal(a: Self, b: Self) -> Self::Mask;

    /// See [`Vector::max_unsigned`]. Nobody asks where there are no instructions; it is right for integers all the same.
    #[inline(always)]
    unsafe fn max_unsigned(a: Self, b: Self) -> Self {
        // SAFETY: the caller has the register's level.
        unsafe { Self::select(above::<T, _>(a, b), a, b) }
    }

    /// See [`Vector::min_unsigned`]. As `max_unsigned`.
    #[inline(always)]
    unsafe fn min_unsigned(a: Self, b: Self) -> Self {
        // SAFETY: the caller has the register's level.
        unsafe { Self::select(above::<T, _>(b, a), a, b) }
    }

    /// Of integers those that are larger.
    #[inline(always)]
    unsafe fn not_le(a: Self, b: Self) -> Self::Mask {
        // SAFETY: the caller has the register's level.
        unsafe { Self::greater(a, b) }
    }

    /// Of integers none is.
    #[inline(always)]
    unsafe fn unordered(_a: Self, _b: Self) -> Self::Mask {
        // SAFETY: the caller has the register's level.
        unsafe { Self::Mask::none() }
    }
}

/// Where integers have the larger bits: turned over, the top bit makes them signed numbers of the same order.
#[inline(always)]
unsafe fn above<T: Lanes, R: Compare<T>>(a: R, b: R) -> R::Mask {
    // SAFETY: the caller has the register's level.
    unsafe {
        let top = R::splat(T::TOP.bits());
        R::greater(R::xor(a, top), R::xor(b, top))
    }
}

// SAFETY of every block below: the caller of a `Vector` function vouches for the level and, for loads and stores, for
// the memory, which may be unaligned.
impl<R: Compare<T>, T: Lanes> Vector for Packed<R, T> {
    type Element = T;
    type Mask = R::Mask;
    type Counts = R;
    const LANES: usize = size_of::<R>() / size_of::<T>();
    const HAS_UNSIGNED: bool = R::HAS_UNSIGNED;

    #[inline(always)]
    unsafe fn load(from: *const T) -> Self {
        // SAFETY: see above.
        Self(unsafe { from.cast::<R>().read_unaligned() }, PhantomData)
    }

    #[inline(always)]
    unsafe fn load_part(from: *const T, len: usize) -> Self {
        // SAFETY: see above.
        let lanes = unsafe { R::load_part(from.cast(), len, R::splat((*from).bits())) };
        Self(lanes, PhantomData)
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: see above.
        unsafe { to.cast::<R>().write_unaligned(self.0) }
    }

    #[inline(always)]
    unsafe fn splat(element: T) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::splat(element.bits()) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn flip(self, by: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::xor(self.0, by.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn max(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::max(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn min(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::min(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn max_unsigned(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::max_unsigned(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn min_unsigned(self, other: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::min_unsigned(self.0, other.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn gt(self, other: Self) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::greater(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn eq(self, other: Self) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::equal(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn not_le(self, other: Self) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::not_le(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn unordered(self, other: Self) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::unordered(self.0, other.0) }
    }

    #[inline(always)]
    unsafe fn select(mask: R::Mask, yes: Self, no: Self) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::select(mask, yes.0, no.0) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn swap(self, bytes: usize) -> Self {
        // SAFETY: see above.
        Self(unsafe { R::swap(self.0, bytes) }, PhantomData)
    }

    #[inline(always)]
    unsafe fn none() -> R::Mask {
        // SAFETY: see above.
        unsafe { R::Mask::none() }
    }

    #[inline(always)]
    unsafe fn or(a: R::Mask, b: R::Mask) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::Mask::or(a, b) }
    }

    #[inline(always)]
    unsafe fn and_not(a: R::Mask, not: R::Mask) -> R::Mask {
        // SAFETY: see above.
        unsafe { R::Mask::and_not(a, not) }
    }

    #[inline(always)]
    unsafe fn bits(mask: R::Mask) -> u64 {
        // SAFETY: see above.
        unsafe { R::bits(mask) }
    }

    #[inline(always)]
    unsafe fn first(mask: R::Mask) -> Option<usize> {
        // SAFETY: see above.
        unsafe { R::first(mask) }
    }

    #[inline(always)]
    unsafe fn write_positions(mask: u64, start: i64, room: *mut i64) -> bool {
        // SAFETY: see above.
        unsafe { R::write_positions(mask, start, room) }
    }

    #[inline(always)]
    unsafe fn load_counts(from: *const T::Count) -> R {
        // SAFETY: see above.
        unsafe { from.cast::<R>().read_unaligned() }
    }

    #[inline(always)]
    unsafe fn store_counts(counts: R, to: *mut T::Count) {
        // SAFETY: see above.
        unsafe { to.cast::<R>().write_unaligned(counts) }
    }

    #[inline(always)]
    unsafe fn splat_count(count: T::Count) -> R {
        // SAFETY: see above.
        unsafe { R::splat(count) }
    }

    #[inline(always)]
    unsafe fn select_counts(mask: R::Mask, yes: R, no: R) -> R {
        // SAFETY: see above.
        unsafe { R::select(mask, yes, no) }
    }

    #[inline(always)]
    unsafe fn after_next(counts: R) -> R {
        // SAFETY: see above.
        unsafe { R::add(counts, R::splat(T::count(2))) }
    }

    #[inline(always)]
    unsafe fn only_count(mask: R::Mask, counts: R) -> Option<usize> {
        // SAFETY: see above.
        unsafe { R::only(mask, counts) }
    }

    /// Of counts below 255 all but the first byte is zero, so that all widths share the minimum of bytes.
    #[inline(always)]
    unsafe fn least_count(mask: R::Mask, counts: R) -> (usize, R::Mask) {
        // SAFETY: see above.
        unsafe {
            let candidates = R::select(mask, counts, R::splat(T::count(255)));
            let mut least = candidates;
            let mut bytes = size_of::<R>() / 2;
            while bytes >= size_of::<T>() {
                least = R::min_bytes(least, R::swap(least, bytes));
                bytes /= 2;
            }
            (R::first_byte(least).into(), R::same(candidates, least))
        }
    }
}

/// Implements a trait by expressions of instructions, whose proof is the contract of the trait's functions: the caller
/// has the level of the register, and the memory.
macro_rules! instructions {
    ($(
        impl $trait:ident $(<$lane:ty>)? for $register:ty {
            $(type $name:ident = $type:ty;)?
            $(const $constant:ident: $of_constant:ty = $value:expr;)?
            $(fn $function:ident($($arg:ident: $of:ty),*) -> $ret:ty = $instructions:expr;)*
        }
    )*) => {$(
        impl $trait $(<$lane>)? for $register {
            $(type $name = $type;)?
            $(const $constant: $of_constant = $value;)?
            $(
                #[inline(always)]
                unsafe fn $function($($arg: $of),*) -> $ret {
                    // SAFETY: the caller has the level, and the memory.
                    #[allow(unused_unsafe, reason = "masks of AVX-512 are integers")]
                    unsafe { $instructions }
                }
            )*
        }
    )*};
}

/// The table of [`Compare`]: for each element type `max`, `min`, `greater`, `equal` and, of floats, `unordered` and `not_le`; behind
/// an arrow `max_unsigned` and `min_unsigned`, where there are instructions for them.
macro_rules! compare {
    ($register:ty; $(
        $element:ty: |$a:ident, $b:ident| $max:expr, $min:expr, $greater:expr, $equal:expr
            $(, $unordered:expr, $not_le:expr)? $(=> $max_unsigned:expr, $min_unsigned:expr)?;
    )*) => {
        $crate::simd::x86::instructions! {$(
            impl Compare<$element> for $register {
                // True, by way of what is repeated here.
                $(const HAS_UNSIGNED: bool = !stringify!($max_unsigned).is_empty();)?
                fn max($a: Self, $b: Self) -> Self = $max;
                fn min($a: Self, $b: Self) -> Self = $min;
                $(fn max_unsigned($a: Self, $b: Self) -> Self = $max_unsigned;
                fn min_unsigned($a: Self, $b: Self) -> Self = $min_unsigned;)?
                fn greater($a: Self, $b: Self) -> <Self as Width<<$element as Lanes>::Count>>::Mask = $greater;
                fn equal($a: Self, $b: Self) -> <Self as Width<<$element as Lanes>::Count>>::Mask = $equal;
                $(fn unordered($a: Self, $b: Self) -> <Self as Width<<$element as Lanes>::Count>>::Mask = $unordered;
                fn not_le($a: Self, $b: Self) -> <Self as Width<<$element as Lanes>::Count>>::Mask = $not_le;)?
            }
        )*}
    };
}

use {compare, instructions};

/// Ones for as many bytes as a register has, then zeros: 32 bytes from `32 - n` on are the mask of the first `n` bytes.
static FIRST_BYTES: [u8; 64] = {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 32 {
        bytes[at] = 0xff;
        at += 1;
    }
    bytes
};

/// The mask of the first `n` bytes of a register of at most 32.
#[inline(always)]
unsafe fn first_bytes<R: Register>(n: usize) -> R {
    // SAFETY: `n` is at most the register's size, so that all its bytes from there on are inside the table.
    unsafe {
        FIRST_BYTES
            .as_ptr()
            .add(32 - n)
            .cast::<R>()
            .read_unaligned()
    }
}

/// The first `n` bytes at `from`, by two loads that overlap; what stands behind them does not matter. They are
/// elements of `size` bytes, at least one, and at most 16 bytes together.
#[inline(always)]
unsafe fn load_bytes(from: *const u8, n: usize, size: usize) -> __m128i {
    // SAFETY: each load is of at most `n` bytes, the second of each pair ends with them.
    let (low, high) = unsafe {
        if size >= 8 || n >= 8 {
            let low = from.cast::<u64>().read_unaligned();
            let high = from.add(n - 8).cast::<u64>().read_unaligned();
            // Of 8 bytes none is in the high half, which does not matter then.
            (low, high >> (8 * (16 - n) % 64))
        } else if size >= 4 || n >= 4 {
            let low = from.cast::<u32>().read_unaligned();
            let high = from.add(n - 4).cast::<u32>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 4)), 0)
        } else if size >= 2 || n >= 2 {
            let low = from.cast::<u16>().read_unaligned();
            let high = from.add(n - 2).cast::<u16>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 2)), 0)
        } else {
            (u64::from(from.read()), 0)
        }
    };
    // SAFETY: every x86-64 with a level has SSE2.
    unsafe { _mm_set_epi64x(high.cast_signed(), low.cast_signed()) }
}
