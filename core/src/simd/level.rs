//! The instruction-set levels: their list, the detection of the processor's level, and functions that are compiled per
//! level.
//!
//! [`levels!`] is the list. The enum [`Level`], the detection, the tokens and [`multiversion!`] are generated from it.
//! A level has three parts:
//!
//! 1. an entry in [`levels!`]: its name, the name of its functions, the `cfg` where it exists, and its features;
//! 2. a file like `x86/avx2.rs` with its instructions, which also says which vector each element type has;
//! 3. a token, a type in [`token`] with the name of the level. A value of it proves that the processor has the level,
//!    and every constructor of a vector takes one. So operations on vectors are safe functions.

#[cfg(all(target_arch = "x86_64", feature = "std"))]
use core::sync::atomic::{AtomicU8, Ordering};

/// Calls a macro of this file with all levels, lowest first, followed by the given macro tokens.
///
/// An entry is `Name function_name (cfg where it exists) [features]`. An x86-64 without SSE2 is that of a kernel, which
/// leaves the vector registers alone. The level without features is the baseline of
/// every architecture. A level repeats the features of the levels that it includes.
macro_rules! levels {
    ($callback:ident { $($arguments:tt)* }) => {
        $crate::simd::level::$callback! {
            {
                /// The baseline, which every processor of the target has: SSE2 on x86-64, NEON on aarch64, and on wasm32
                /// simd128 if the program was built with it. On other targets, what the compiler uses on its own.
                Baseline baseline (all()) [];
                /// The x86-64-v3 class: AVX2 and BMI.
                Avx2 avx2 (all(target_arch = "x86_64", target_feature = "sse2")) ["avx2" "bmi1" "bmi2" "fma" "lzcnt" "popcnt"];
                /// The x86-64-v4 class: AVX-512 F, BW, CD, DQ and VL.
                Avx512 avx512 (all(target_arch = "x86_64", target_feature = "sse2")) [
                    "avx2" "bmi1" "bmi2" "fma" "lzcnt" "popcnt"
                    "avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl"
                ];
            }
            $($arguments)*
        }
    };
}

macro_rules! define_levels {
    ({ $($(#[$doc:meta])* $level:ident $function:ident ($exists:meta) [$($feature:tt)*];)* }) => {
        /// An instruction-set level. A higher one includes the lower ones.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Level {
            $($(#[$doc])* $level,)*
        }

        impl Level {
            /// Every level, lowest first.
            pub const ALL: &'static [Self] = &[$(Self::$level),*];
        }

        /// One type per level. A value of it proves that the processor has the level.
        pub(crate) mod token {
            $(
                $(#[$doc])*
                #[cfg($exists)]
                #[derive(Clone, Copy)]
                pub(crate) struct $level(());

                #[cfg($exists)]
                impl $level {
                    /// # Safety
                    ///
                    /// The processor has the level.
                    #[inline(always)]
                    pub(crate) unsafe fn new() -> Self {
                        Self(())
                    }
                }
            )*
        }

        /// The level with this number in the list, counted from 1. `None` for 0, which stands for no level.
        #[cfg(all(target_arch = "x86_64", feature = "std"))]
        #[inline]
        fn stored(number: u8) -> Option<Level> {
            match number {
                $(number if number == Level::$level as u8 + 1 => Some(Level::$level),)*
                _ => None,
            }
        }

        /// Detects the highest level that the processor has.
        #[cfg(all(target_arch = "x86_64", feature = "std"))]
        fn highest() -> Level {
            let mut highest = Level::Baseline;
            $(
                let has_all = true $(&& std::arch::is_x86_feature_detected!($feature))*;
                if cfg!($exists) && has_all {
                    highest = Level::$level;
                }
            )*
            highest
        }
    };
}

pub(crate) use define_levels;

levels! { define_levels {} }

/// The level that kernels run at: the highest of the processor, or the one that a test forces. `None` until
/// [`detected`] has been called.
#[inline]
pub(crate) fn level() -> Option<Level> {
    #[cfg(feature = "force-level")]
    if let Some(forced) = force::forced() {
        return Some(forced);
    }
    known()
}

/// The highest level that the processor has, or the one that [`assume_level`] has set.
#[inline]
pub fn detected() -> Level {
    known().unwrap_or_else(detect)
}

/// The number of the detected or assumed level in the list, counted from 1. It is 0 until a level is detected.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
static DETECTED: AtomicU8 = AtomicU8::new(0);

#[inline]
fn known() -> Option<Level> {
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    {
        stored(DETECTED.load(Ordering::Relaxed))
    }
    #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
    Some(Level::Baseline)
}

#[cfg(all(target_arch = "x86_64", feature = "std"))]
#[cold]
fn detect() -> Level {
    super::cache::detect();
    super::family::detect();
    let level = highest();
    // Stored after the sizes of the caches and the family. The order is not guaranteed to other threads, but a thread that
    // still sees the defaults computes the same results.
    DETECTED.store(level as u8 + 1, Ordering::Relaxed);
    level
}

#[cfg(not(all(target_arch = "x86_64", feature = "std")))]
fn detect() -> Level {
    Level::Baseline
}

/// Runs the kernels of all threads at this level from now on, as on a processor that has no higher one. Returns whether the
/// processor has it. It is for benches that count instructions: unlike `with_level`, it adds none to a call.
pub fn assume_level(level: Level) -> bool {
    // Detection would replace the level later.
    detected();
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    let highest = highest();
    #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
    let highest = Level::Baseline;
    let has_level = level <= highest;
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    if has_level {
        DETECTED.store(level as u8 + 1, Ordering::Relaxed);
    }
    has_level
}

/// For tests: runs kernels at a level below that of the machine.
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

    /// Runs `work` with all kernels of this thread at `level`. `None` if the processor does not have that level.
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

/// Defines a function whose body is compiled once per level.
///
/// `fn name<generics>(arguments) -> R = body;` calls `body`, an `#[inline(always)]` function, with the arguments. The
/// call is inside a function that has the features of the level. With `= |L| body;`, `L` is the token type of the level
/// in `body`, and `body` takes a token before the arguments. With `[at most level]` before the `=`, the function runs at that
/// level on a processor that has a higher one. The level may depend on the arguments.
macro_rules! multiversion {
    (
        $(#[$attribute:meta])*
        $vis:vis fn $name:ident $(<$($generic:ident: $bound:path),*>)? ($($argument:ident: $type:ty),* $(,)?)
            $(-> $return:ty)? $([at most $most:expr])? = |$level:ident| $body:expr;
    ) => {
        $crate::simd::levels! { multiversion_all {
            [$(#[$attribute])* $vis] $name {$($($generic: $bound),*)?} {$($argument: $type),*} {$(-> $return)?} {$($most)?}
            {$level $body}
        } }
    };
    (
        $(#[$attribute:meta])*
        $vis:vis fn $name:ident $(<$($generic:ident: $bound:path),*>)? ($($argument:ident: $type:ty),* $(,)?)
            $(-> $return:ty)? $([at most $most:expr])? = $body:expr;
    ) => {
        $crate::simd::levels! { multiversion_all {
            [$(#[$attribute])* $vis] $name {$($($generic: $bound),*)?} {$($argument: $type),*} {$(-> $return)?} {$($most)?}
            {$body}
        } }
    };
}

/// All functions of [`multiversion!`]: one per level, and the one that chooses between them.
macro_rules! multiversion_all {
    (
        { $($(#[$doc:meta])* $level:ident $function:ident ($exists:meta) $features:tt;)* }
        [$($head:tt)*] $name:ident {$($generic:ident: $bound:path),*} {$($argument:ident: $type:ty),*}
        {$(-> $return:ty)?} {$($most:expr)?} $body:tt
    ) => {
        $crate::simd::level::multiversion_all! {
            @ { $($level $function ($exists) $features)* }
            [$($head)*] $name {$($generic: $bound),*} {$($argument: $type),*} {$(-> $return)?} {$($most)?}
            ({$($generic: $bound),*} {$($argument: $type),*} {$(-> $return)?} $body)
            ($name {$($generic),*} {$($argument),*})
        }
    };
    (
        @ { $($level:ident $function:ident ($exists:meta) $features:tt)* }
        [$($head:tt)*] $name:ident {$($generic:ident: $bound:path),*} {$($argument:ident: $type:ty),*}
        {$(-> $return:ty)?} {$($most:expr)?} $item:tt $call:tt
    ) => {
        $($head)* fn $name <$($generic: $bound),*> ($($argument: $type),*) $(-> $return)? {
            $(
                #[cfg($exists)]
                $crate::simd::level::multiversion_one! { $level $function $features $item }
            )*

            #[cfg(target_arch = "x86_64")]
            #[cold]
            #[inline(never)]
            fn undetected <$($generic: $bound),*> ($($argument: $type),*) $(-> $return)? {
                $crate::simd::detected();
                $name::<$($generic),*>($($argument),*)
            }

            // Each call is in tail position, so that no register has to be saved across it.
            #[cfg(target_arch = "x86_64")]
            {
                let level = $crate::simd::level()$(.map(|level| level.min($most)))?;
                $(
                    #[cfg($exists)]
                    $crate::simd::level::multiversion_call! { level $level $function $call }
                )*
                undetected::<$($generic),*>($($argument),*)
            }
            #[cfg(not(target_arch = "x86_64"))]
            $(let _: $crate::simd::Level = $most;)?
            #[cfg(not(target_arch = "x86_64"))]
            baseline::<$($generic),*>($($argument),*)
        }
    };
}

/// The function of one level.
macro_rules! multiversion_one {
    ($level:ident $function:ident [$($feature:tt)*]
        ({$($generic:ident: $bound:path),*} {$($argument:ident: $type:ty),*} {$(-> $return:ty)?} {$token:ident $body:expr})
    ) => {
        $(#[target_feature(enable = $feature)])*
        // If this were inlined, the registers that the body uses would also be saved before the calls of the other
        // levels.
        #[inline(never)]
        fn $function <$($generic: $bound),*> ($($argument: $type),*) $(-> $return)? {
            type $token = $crate::simd::token::$level;
            // SAFETY: this function has the features of the level, so whoever calls it must know that the processor has
            // them. The baseline has no features, and every processor has it.
            let level = unsafe { $token::new() };
            ($body)(level, $($argument),*)
        }
    };
    ($level:ident $function:ident [$($feature:tt)*]
        ({$($generic:ident: $bound:path),*} {$($argument:ident: $type:ty),*} {$(-> $return:ty)?} {$body:expr})
    ) => {
        $(#[target_feature(enable = $feature)])*
        // If this were inlined, the registers that the body uses would also be saved before the calls of the other
        // levels.
        #[inline(never)]
        fn $function <$($generic: $bound),*> ($($argument: $type),*) $(-> $return)? {
            ($body)($($argument),*)
        }
    };
}

/// Calls the function of one level and returns, if it is the level that kernels run at.
#[cfg(target_arch = "x86_64")]
macro_rules! multiversion_call {
    ($current:ident $level:ident $function:ident ($name:ident {$($generic:ident),*} {$($argument:ident),*})) => {
        if let Some($crate::simd::Level::$level) = $current {
            #[allow(unused_unsafe, reason = "the baseline needs no feature")]
            // SAFETY: `level` returns only a level that was detected, or a forced one that is at most the detected one.
            // The function may name a lower one. A level includes the features of the levels below it.
            return unsafe { $function::<$($generic),*>($($argument),*) };
        }
    };
}

/// For tests: at each level that the processor has, calls a function whose type parameter is the vector of the element
/// type, with a token and the arguments.
#[cfg(test)]
macro_rules! at_each_level {
    ($test:ident::<$element:ident>($($argument:expr),*)) => {
        $crate::simd::levels! { at_each_level_of { $test $element ($($argument),*) } }
    };
}

#[cfg(test)]
macro_rules! at_each_level_of {
    (
        { $($(#[$doc:meta])* $level:ident $function:ident ($exists:meta) $features:tt;)* }
        $test:ident $element:ident $arguments:tt
    ) => {$(
        #[cfg($exists)]
        $crate::simd::level::at_one_level! { $level $test $element $arguments }
    )*};
}

#[cfg(test)]
macro_rules! at_one_level {
    ($level:ident $test:ident $element:ident ($($argument:expr),*)) => {
        if $crate::simd::detected() >= $crate::simd::Level::$level {
            // SAFETY: the processor has the detected level, and this one is at most that.
            let level = unsafe { $crate::simd::token::$level::new() };
            $test::<$crate::simd::VectorOf<$crate::simd::token::$level, $element>>(level, $($argument),*);
        }
    };
}

#[cfg(target_arch = "x86_64")]
pub(crate) use multiversion_call;
#[cfg(test)]
pub(crate) use {at_each_level, at_each_level_of, at_one_level};
pub(crate) use {levels, multiversion, multiversion_all, multiversion_one};

#[cfg(all(test, target_arch = "x86_64", feature = "force-level"))]
mod tests {
    use super::force::with_level;
    use super::{Level, detected};

    multiversion! {
        fn lanes(most: Level) -> usize [at most most] = |L| lanes_of::<super::super::VectorOf<L, i8>>;
    }

    fn lanes_of<V: super::super::Vector>(_: V::Level, _: Level) -> usize {
        V::LANES
    }

    #[test]
    fn a_function_runs_at_most_at_the_level_that_it_names() {
        for &level in Level::ALL {
            for &most in Level::ALL {
                let expected = [16, 32, 64][level.min(most).min(detected()) as usize];
                let found = with_level(level, || lanes(most));
                assert!(
                    found.is_none_or(|lanes| lanes == expected),
                    "{level:?}, {most:?}"
                );
            }
        }
    }
}
