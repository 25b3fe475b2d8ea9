//! Instruction-set levels: what the processor has, found once, and the vectors of each.
//!
//! The body of a hot loop is generic over a [`Vector`] or is plain code that the compiler vectorises. [`multiversion!`]
//! compiles it once a level and chooses at run time, so that one binary runs on a plain x86-64 and uses AVX-512 where
//! it is. On other architectures there is one level, the baseline, with portable vectors.

mod portable;
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

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

/// Where elements come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Source {
    /// The first two caches, probably.
    Cache,
    /// Memory, or a cache that is as far: it is worth it to ask ahead.
    Memory,
}

impl Source {
    /// Of arrays of so many bytes.
    #[inline]
    pub(crate) fn of(bytes: usize) -> Self {
        if bytes > 1 << 20 {
            Self::Memory
        } else {
            Self::Cache
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
fn prefetch(address: *const u8) {
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

#[cfg(test)]
mod tests {
    #![allow(
        clippy::multiple_unsafe_ops_per_block,
        reason = "vector operations share one proof: the level"
    )]

    use super::portable::Portable;
    use super::{LINE, Lanes, Level, Vector, detected};
    use alloc::vec::Vec;
    use core::fmt::Debug;

    /// An element type with elements that are worth a test.
    trait Sample: Lanes + Debug {
        fn samples() -> Vec<Self>;
        /// What tells elements apart that are equal or NaN.
        fn bytes(self) -> Vec<u8>;
    }

    macro_rules! integers {
        ($($element:ident)*) => {$(
            impl Sample for $element {
                /// All ends and middles, in both halves of the bits.
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_possible_wrap,
                    clippy::cast_lossless,
                    reason = "the bits that there are"
                )]
                fn samples() -> Vec<Self> {
                    let half = $element::BITS / 2;
                    let halves = [0, 1, (1 << (half - 1)) - 1, 1 << (half - 1), (1 << half) - 1_u64];
                    let pairs = halves.iter().flat_map(|high| halves.map(|low| high << half | low));
                    pairs.map(|bits| bits as $element).collect()
                }

                fn bytes(self) -> Vec<u8> {
                    self.to_ne_bytes().to_vec()
                }
            }
        )*};
    }

    macro_rules! floats {
        ($($element:ident)*) => {$(
            impl Sample for $element {
                fn samples() -> Vec<Self> {
                    let least = $element::MIN_POSITIVE;
                    let limits = [least / 2.0, least, $element::MAX, $element::INFINITY];
                    let positive = [0.0, 1.0, 1.5, $element::NAN].into_iter().chain(limits);
                    positive.flat_map(|sample| [sample, -sample]).collect()
                }

                fn bytes(self) -> Vec<u8> {
                    self.to_ne_bytes().to_vec()
                }
            }
        )*};
    }

    integers! { i8 i16 i32 i64 }
    floats! { f32 f64 }

    /// Calls a test for the portable vectors and for those of each level that the processor has.
    macro_rules! for_each_vector {
        ($test:ident) => {
            for_each_vector!($test: i8 16, i16 8, i32 4, i64 2, f32 4, f64 2)
        };
        ($test:ident: $($element:ident $lanes:literal),*) => {$(
            $test::<Portable<$element, $lanes>>();
            $test::<<$element as Lanes>::Baseline>();
            if detected() >= Level::Avx2 {
                $test::<<$element as Lanes>::Avx2>();
            }
            if detected() >= Level::Avx512 {
                $test::<<$element as Lanes>::Avx512>();
            }
        )*};
    }

    /// The bytes of as many elements as a vector has lanes.
    fn bytes<T: Sample>(elements: impl IntoIterator<Item = T>) -> Vec<Vec<u8>> {
        elements.into_iter().map(T::bytes).collect()
    }

    /// The lanes of a vector.
    fn lanes<V: Vector>(vector: V) -> Vec<V::Element> {
        let mut lanes = alloc::vec![V::Element::ZERO; V::LANES];
        // SAFETY: the test is run where the processor has the level; there is room for LANES elements.
        unsafe { vector.store(lanes.as_mut_ptr()) };
        lanes
    }

    /// Calls a function with a copy of elements behind which no memory may be read.
    #[cfg(target_os = "linux")]
    fn before_a_hole<T: Copy>(elements: &[T], test: impl FnOnce(&[T])) {
        const PAGE: usize = 65536;
        // SAFETY: the map is new; only its first half is written and read, and it ends after the last use.
        unsafe {
            let map = libc::mmap(
                core::ptr::null_mut(),
                2 * PAGE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            assert_ne!(map, libc::MAP_FAILED, "there is memory for a map");
            let hole = map.byte_add(PAGE);
            assert_eq!(libc::mprotect(hole, PAGE, libc::PROT_NONE), 0);
            let copy = hole.cast::<T>().sub(elements.len());
            copy.copy_from_nonoverlapping(elements.as_ptr(), elements.len());
            test(core::slice::from_raw_parts(copy, elements.len()));
            libc::munmap(map, 2 * PAGE);
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn before_a_hole<T: Copy>(elements: &[T], test: impl FnOnce(&[T])) {
        test(&elements.to_vec());
    }

    #[test]
    fn a_part_is_loaded_and_nothing_behind_it() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            let samples = V::Element::samples();
            for len in 1..=V::LANES {
                for shift in 0..samples.len() {
                    let elements = samples.iter().cycle().skip(shift).copied();
                    let part: Vec<_> = elements.take(len).collect();
                    let repeated = core::iter::repeat_n(part[0], V::LANES - len);
                    let expected = bytes(part.iter().copied().chain(repeated));
                    before_a_hole(&part, |part| {
                        // SAFETY: the processor has the level; there are `len` elements.
                        let loaded = unsafe { V::load_part(part.as_ptr(), len) };
                        assert_eq!(bytes(lanes(loaded)), expected, "{part:?}");
                    });
                }
            }
        }
        for_each_vector!(test);
    }

    /// Calls a test with all pairs of samples in every lane, as elements and as vectors.
    fn for_each_pair<V: Vector>(test: impl Fn([&[V::Element]; 2], [V; 2]))
    where
        V::Element: Sample,
    {
        let samples = V::Element::samples();
        let from = |start| samples.iter().cycle().skip(start).copied().take(V::LANES);
        for a in 0..samples.len() {
            for b in 0..samples.len() {
                let (a, b): (Vec<_>, Vec<_>) = (from(a).collect(), from(b).collect());
                // SAFETY: the test is run where the processor has the level; there are LANES elements.
                let vectors = unsafe { [V::load(a.as_ptr()), V::load(b.as_ptr())] };
                test([&a, &b], vectors);
            }
        }
    }

    #[test]
    fn lanes_are_ordered_as_elements_are() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            for_each_pair(|[a, b], [va, vb]: [V; 2]| {
                let choose = |mask: u64| {
                    let pairs = a.iter().zip(b).enumerate();
                    bytes(pairs.map(|(lane, (&a, &b))| if mask >> lane & 1 == 1 { a } else { b }))
                };
                let mask = |holds: fn(&V::Element, &V::Element) -> bool| {
                    let pairs = a.iter().zip(b).enumerate();
                    pairs.fold(0, |mask, (lane, (a, b))| {
                        mask | u64::from(holds(a, b)) << lane
                    })
                };
                let gt = mask(|a, b| a > b);
                let lt = mask(|a, b| a < b);
                let eq = mask(|a, b| a == b);
                let unordered = mask(|a, b| a.partial_cmp(b).is_none());
                let not_le = mask(|a, b| {
                    !matches!(
                        a.partial_cmp(b),
                        Some(core::cmp::Ordering::Less | core::cmp::Ordering::Equal)
                    )
                });
                // SAFETY: the processor has the level.
                unsafe {
                    assert_eq!(bytes(lanes(va.max(vb))), choose(gt), "{a:?} {b:?}");
                    assert_eq!(bytes(lanes(va.min(vb))), choose(lt), "{a:?} {b:?}");
                    if !V::Element::HAS_NAN {
                        let above = mask(|a, b| a.bits() > b.bits());
                        let below = mask(|a, b| a.bits() < b.bits());
                        assert_eq!(bytes(lanes(va.max_unsigned(vb))), choose(above));
                        assert_eq!(bytes(lanes(va.min_unsigned(vb))), choose(below));
                    }
                    assert_eq!(bytes(lanes(V::select(va.gt(vb), va, vb))), choose(gt));
                    assert_eq!(V::bits(va.gt(vb)), gt, "{a:?} {b:?}");
                    assert_eq!(V::bits(va.eq(vb)), eq, "{a:?} {b:?}");
                    assert_eq!(V::bits(va.unordered(vb)), unordered, "{a:?} {b:?}");
                    assert_eq!(V::bits(va.not_le(vb)), not_le, "{a:?} {b:?}");
                    assert_eq!(V::any(va.not_le(vb)), not_le != 0, "{a:?} {b:?}");
                    let first = (gt != 0).then(|| gt.trailing_zeros() as usize);
                    assert_eq!(V::first(va.gt(vb)), first);
                    assert_eq!(V::bits(V::or(va.gt(vb), va.eq(vb))), gt | eq);
                    assert_eq!(
                        V::bits(V::and_not(va.eq(va), va.eq(vb))),
                        mask(|a, _| a == a) & !eq
                    );
                    assert_eq!(V::bits(V::none()), 0);
                }
            });
        }
        for_each_vector!(test);
    }

    #[test]
    fn bits_are_turned_over() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            for_each_pair(|[a, b], [va, vb]: [V; 2]| {
                let expected = a.iter().zip(b).map(|(a, b)| {
                    let pairs = a.bytes().into_iter().zip(b.bytes());
                    pairs.map(|(a, b)| a ^ b).collect::<Vec<u8>>()
                });
                let expected: Vec<_> = expected.collect();
                // SAFETY: the processor has the level.
                assert_eq!(bytes(lanes(unsafe { va.flip(vb) })), expected);
                let flipped = a.iter().zip(b).map(|(a, &b)| a.flipped(b));
                assert_eq!(bytes(flipped), expected);
            });
        }
        for_each_vector!(test);
    }

    #[test]
    fn lanes_change_places() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            for_each_pair(|[a, _], [vector, _]: [V; 2]| {
                let mut apart = 1;
                while apart < V::LANES {
                    // SAFETY: the processor has the level; the groups are shorter than the vector.
                    let swapped = unsafe { vector.swap(apart * size_of::<V::Element>()) };
                    let expected = (0..V::LANES).map(|lane| a[lane ^ apart]);
                    assert_eq!(bytes(lanes(swapped)), bytes(expected));
                    apart *= 2;
                }
            });
        }
        for_each_vector!(test);
    }

    #[test]
    fn counts_are_selected_beside_elements() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            let one = <V::Element as Lanes>::count(1);
            for_each_pair(|_, [a, b]: [V; 2]| {
                let mut counts = alloc::vec![one; V::LANES];
                // SAFETY: the processor has the level; there are LANES counts.
                let mask = unsafe {
                    let ones = V::load_counts(counts.as_ptr());
                    let most = V::splat_count(<V::Element as Lanes>::count(V::Element::MAX_COUNT));
                    let selected = V::select_counts(a.gt(b), most, ones);
                    V::store_counts(selected, counts.as_mut_ptr());
                    V::bits(a.gt(b))
                };
                for (lane, &count) in counts.iter().enumerate() {
                    let expected = if mask >> lane & 1 == 1 {
                        V::Element::MAX_COUNT
                    } else {
                        1
                    };
                    assert_eq!(V::Element::number(count), expected);
                }
            });
        }
        for_each_vector!(test);
    }

    #[test]
    fn the_count_of_the_only_lane_that_is_set_is_found() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            let count = <V::Element as Lanes>::count;
            let counts: Vec<_> = (0..V::LANES).map(|lane| count(lane * 3 + 1)).collect();
            let mut elements = alloc::vec![V::Element::ZERO; V::LANES];
            let mut samples = V::Element::samples().into_iter();
            let set = samples.find(|&sample| sample != V::Element::ZERO);
            let set = set.unwrap_or(V::Element::ZERO);
            let only = |elements: &[V::Element]| {
                // SAFETY: the processor has the level; there are LANES elements and counts.
                unsafe {
                    let zero = V::splat(V::Element::ZERO);
                    let is_set = V::and_not(zero.eq(zero), V::load(elements.as_ptr()).eq(zero));
                    V::only_count(is_set, V::load_counts(counts.as_ptr()))
                }
            };
            for lane in 0..V::LANES {
                elements[lane] = set;
                let found = only(&elements);
                let is_known = size_of::<V>() == LINE && size_of::<V::Element>() > 1;
                let expected = is_known.then_some(lane * 3 + 1);
                assert_eq!(found, expected, "of lane {lane}");
                elements[(lane + 1) % V::LANES] = elements[lane];
                assert_eq!(only(&elements), None, "lane {lane} and another");
                elements.fill(V::Element::ZERO);
            }
        }
        for_each_vector!(test);
    }

    #[test]
    fn the_least_count_is_that_of_lanes_that_are_set() {
        fn test<V: Vector>()
        where
            V::Element: Sample,
        {
            let seed = core::cell::Cell::new(1_usize);
            for_each_pair(|_, [a, b]: [V; 2]| {
                let numbers: Vec<usize> = (0..V::LANES)
                    .map(|_| {
                        seed.set(seed.get().wrapping_mul(16807) % 2_147_483_647);
                        seed.get() % 253
                    })
                    .collect();
                let counts: Vec<_> = numbers
                    .iter()
                    .map(|&number| <V::Element as Lanes>::count(number))
                    .collect();
                // SAFETY: the processor has the level; there are LANES counts.
                let (set, found) = unsafe {
                    let mask = V::not_le(a, b);
                    let counts = V::after_next(V::load_counts(counts.as_ptr()));
                    let (least, lanes) = V::least_count(mask, counts);
                    (V::bits(mask), (least, V::bits(lanes)))
                };
                let set: Vec<usize> = (0..V::LANES).filter(|lane| set >> lane & 1 == 1).collect();
                if let Some(least) = set.iter().map(|&lane| numbers[lane]).min() {
                    let lanes = set.iter().filter(|&&lane| numbers[lane] == least);
                    let lanes = lanes.fold(0, |bits, lane| bits | 1 << lane);
                    assert_eq!(found, (least + 2, lanes), "{numbers:?} at {set:?}");
                }
            });
        }
        for_each_vector!(test);
    }
}
