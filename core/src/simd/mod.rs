//! Instruction-set levels: what the processor has, found once, and the vectors of each.
//!
//! The body of a hot loop is generic over a [`Vector`] or is plain code that the compiler vectorises. [`multiversion!`]
//! compiles it once a level and chooses at run time, so that one binary runs on a plain x86-64 and uses AVX-512 where
//! it is. On other architectures there is one level, the baseline, with portable vectors.

mod portable;
#[cfg(test)]
mod tests;
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(target_arch = "x86_64")]
pub(crate) use vector::LineVector;
pub(crate) use vector::{Lanes, Vector};

#[cfg(all(target_arch = "x86_64", feature = "std"))]
use core::sync::atomic::{AtomicU8, Ordering};

/// An instruction-set level. A higher one includes the lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What every processor of the architecture has.
    Baseline,
    /// The x86-64-v3 class: AVX2, BMI and what comes with them.
    Avx2,
    /// The x86-64-v4 class: AVX-512 F, BW, CD, DQ and VL.
    Avx512,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Avx2, Self::Avx512];
}

/// The level that kernels run at: what the processor has, or what a test forces. `None` if nobody has asked the processor
/// yet, as [`detected`] does.
#[inline]
pub(crate) fn level() -> Option<Level> {
    #[cfg(feature = "force-level")]
    if let Some(forced) = force::forced() {
        return Some(forced);
    }
    found()
}

/// The highest level that the processor has.
#[inline]
pub fn detected() -> Level {
    found().unwrap_or_else(detect)
}

/// What `detect` has found; 0 before.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
static FOUND: AtomicU8 = AtomicU8::new(0);

#[inline]
fn found() -> Option<Level> {
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    match FOUND.load(Ordering::Relaxed) {
        1 => Some(Level::Baseline),
        2 => Some(Level::Avx2),
        3 => Some(Level::Avx512),
        _ => None,
    }
    #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
    Some(Level::Baseline)
}

#[cfg(all(target_arch = "x86_64", feature = "std"))]
#[cold]
fn detect() -> Level {
    macro_rules! has {
        ($($feature:tt)*) => { $(std::arch::is_x86_feature_detected!($feature))&&* };
    }
    let level = if !has!("avx2" "bmi1" "bmi2" "fma" "lzcnt" "popcnt") {
        Level::Baseline
    } else if !has!("avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl") {
        Level::Avx2
    } else {
        Level::Avx512
    };
    FOUND.store(level as u8 + 1, Ordering::Relaxed);
    level
}

#[cfg(not(all(target_arch = "x86_64", feature = "std")))]
fn detect() -> Level {
    Level::Baseline
}

/// For tests: kernels at a level below the machine's.
#[cfg(feature = "force-level")]
pub(crate) mod force {
    use super::{Level, detected};
    use core::cell::Cell;

    std::thread_local! {
        static FORCED: Cell<Option<Level>> = const { Cell::new(None) };
    }

    pub(super) fn forced() -> Option<Level> {
        FORCED.get()
    }

    /// Runs `work` with the kernels of this thread at `level`. `None` if the processor does not have it.
    pub fn with_level<R>(level: Level, work: impl FnOnce() -> R) -> Option<R> {
        struct Restore(Option<Level>);
        impl Drop for Restore {
            fn drop(&mut self) {
                FORCED.set(self.0);
            }
        }
        (level <= detected()).then(|| {
            let _restore = Restore(FORCED.replace(Some(level)));
            work()
        })
    }
}

/// Where elements come from, probably.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Source {
    /// The first two caches.
    Cache,
    /// A third.
    Third,
    /// Memory.
    Memory,
}

impl Source {
    /// Of arrays of so many bytes.
    #[inline]
    pub(crate) fn of(bytes: usize) -> Self {
        if bytes <= 1 << 20 {
            Self::Cache
        } else if bytes <= 16 << 20 {
            Self::Third
        } else {
            Self::Memory
        }
    }

    /// Whether elements are asked for ahead that are searched by rows of so many bytes. At the end of a row, its last loads are
    /// waited for while little else is on its way. From the third cache, rows of up to 512 bytes were so read faster by a tenth
    /// to a third, those of up to 8 KiB slower by up to a sixth, and longer ones faster by a fifth or as fast, as the pages lay.
    /// From memory, rows were read faster by half; a long row keeps enough on its way by itself, and was read slower by a twentieth.
    #[inline]
    pub(crate) fn is_asked_ahead(self, row: usize) -> bool {
        match self {
            Self::Cache => false,
            Self::Third => row <= 512 || row > 8192,
            Self::Memory => row <= 1 << 20,
        }
    }
}

/// Bytes of a cache line.
pub(crate) const LINE: usize = 64;

/// How far ahead memory is asked for.
const AHEAD: usize = 4096;

/// Asks for the lines of as many bytes some way ahead, before elements from memory are read: what the processor fetches ahead
/// by itself ends with the page.
#[inline(always)]
pub(crate) fn ask_ahead<T>(from: *const T, bytes: usize) {
    let ahead = from.cast::<u8>().wrapping_add(AHEAD);
    for line in 0..bytes.div_ceil(LINE) {
        prefetch(ahead.wrapping_add(line * LINE));
    }
}

/// Asks for the cache line of an address, which may be any: nothing is read, and where there is no such instruction
/// nothing happens.
#[inline(always)]
pub(crate) fn prefetch(address: *const u8) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: every x86-64 has the instruction, and it never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(address.cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

/// A function whose body is compiled once a level.
///
/// `fn name<generics>(arguments) -> R where bounds = body;` calls `body` - an `#[inline(always)]` function, or one for
/// each level as `baseline, avx2, avx512` - with the arguments, inside a function that has the level's features.
macro_rules! multiversion {
    (
        $(#[$attr:meta])*
        $vis:vis fn $name:ident $(<$($generic:ident: $bound:path),*>)? ($($arg:ident: $ty:ty),* $(,)?) $(-> $ret:ty)?
        = $body:expr;
    ) => {
        $crate::simd::multiversion! {
            $(#[$attr])*
            $vis fn $name $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? = $body, $body, $body;
        }
    };
    (
        $(#[$attr:meta])*
        $vis:vis fn $name:ident $(<$($generic:ident: $bound:path),*>)? ($($arg:ident: $ty:ty),* $(,)?) $(-> $ret:ty)?
        = $baseline:expr, $avx2:expr, $avx512:expr;
    ) => {
        $(#[$attr])*
        $vis fn $name $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,bmi1,bmi2,fma,lzcnt,popcnt")]
            fn avx2 $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? {
                // SAFETY: this function has the features that the body needs.
                #[allow(unused_unsafe, reason = "a portable body is safe")]
                unsafe { $avx2($($arg),*) }
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,bmi1,bmi2,fma,lzcnt,popcnt")]
            #[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl")]
            fn avx512 $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? {
                // SAFETY: this function has the features that the body needs.
                #[allow(unused_unsafe, reason = "a portable body is safe")]
                unsafe { $avx512($($arg),*) }
            }

            // Not inlined: what it saves on the stack would be saved before the other levels are called.
            #[inline(never)]
            fn baseline $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? {
                // SAFETY: the baseline needs no feature that not every processor has.
                #[allow(unused_unsafe, reason = "a portable body is safe")]
                unsafe { $baseline($($arg),*) }
            }

            #[cfg(target_arch = "x86_64")]
            #[cold]
            #[inline(never)]
            fn unknown $(<$($generic: $bound),*>)? ($($arg: $ty),*) $(-> $ret)? {
                $crate::simd::detected();
                $name $(::<$($generic),*>)? ($($arg),*)
            }

            // Each ends in a jump: nothing is kept for after the call.
            #[cfg(target_arch = "x86_64")]
            match $crate::simd::level() {
                // SAFETY: `level` answers Avx512 only where the processor was found to have these features.
                Some($crate::simd::Level::Avx512) => unsafe { avx512 $(::<$($generic),*>)? ($($arg),*) },
                // SAFETY: `level` answers Avx2 only where the processor was found to have these features.
                Some($crate::simd::Level::Avx2) => unsafe { avx2 $(::<$($generic),*>)? ($($arg),*) },
                Some($crate::simd::Level::Baseline) => baseline $(::<$($generic),*>)? ($($arg),*),
                None => unknown $(::<$($generic),*>)? ($($arg),*),
            }
            #[cfg(not(target_arch = "x86_64"))]
            baseline $(::<$($generic),*>)? ($($arg),*)
        }
    };
}

pub(crate) use multiversion;

/// For tests: calls a function with an element's vectors as its type parameter, at each level that the processor has.
#[cfg(test)]
macro_rules! at_each_level {
    ($test:ident::<$element:ident>($($argument:expr),*)) => {{
        use $crate::simd::{Lanes, Level, detected};
        $test::<<$element as Lanes>::Baseline>($($argument),*);
        if detected() >= Level::Avx2 {
            $test::<<$element as Lanes>::Avx2>($($argument),*);
        }
        if detected() >= Level::Avx512 {
            $test::<<$element as Lanes>::Avx512>($($argument),*);
        }
    }};
}

#[cfg(test)]
pub(crate) use at_each_level;
