//! The caches of the processor: their sizes, where data of some size comes from, and prefetching.
//!
//! The sizes are read from CPUID in the same cold call that detects the level. Where they cannot be read - on another
//! architecture, without `std`, under a hypervisor that hides them - the defaults below hold.

use super::tuning::{L3_SHARE, PREFETCH_DISTANCE};
use core::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of a cache line.
pub(crate) const CACHE_LINE: usize = 64;

/// Bytes of each data cache, L1 to L3. The defaults are the smallest of the processors in use.
static SIZES: [AtomicUsize; 3] = [
    AtomicUsize::new(32 << 10),
    AtomicUsize::new(1 << 20),
    AtomicUsize::new(16 << 20),
];

#[inline]
fn size(level: usize) -> usize {
    SIZES[level - 1].load(Ordering::Relaxed)
}

/// Bytes of the L1 data cache of a core.
#[inline]
pub(crate) fn l1_bytes() -> usize {
    size(1)
}

/// Bytes of the L2 cache of a core.
#[inline]
pub(crate) fn l2_bytes() -> usize {
    size(2)
}

/// Reads the sizes from the processor.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
pub(super) fn detect() {
    use core::arch::x86_64::{__cpuid, __cpuid_count};

    /// AMD describes its caches in this leaf, in the form of Intel's leaf 4, and answers leaf 4 with zeros.
    const AMD: u32 = 0x8000_001d;
    const INTEL: u32 = 4;

    let basic = __cpuid(0).eax;
    let extended = __cpuid(0x8000_0000).eax;
    for (leaf, exists) in [(INTEL, basic >= INTEL), (AMD, extended >= AMD)] {
        // A processor has at most a handful of caches; a leaf that never ends is not one.
        for index in 0..if exists { 8 } else { 0 } {
            let cache = __cpuid_count(leaf, index);
            let (kind, level) = (cache.eax & 0x1f, (cache.eax >> 5 & 7) as usize);
            let holds_data = matches!(kind, 1 | 3);
            if kind == 0 {
                break;
            }
            let factors = [
                (cache.ebx >> 22) + 1,
                (cache.ebx >> 12 & 0x3ff) + 1,
                (cache.ebx & 0xfff) + 1,
                cache.ecx.saturating_add(1),
            ];
            let bytes = factors
                .iter()
                .try_fold(1_usize, |bytes, &factor| bytes.checked_mul(factor as usize));
            if let (true, Some(slot), Some(bytes)) =
                (holds_data, SIZES.get(level.wrapping_sub(1)), bytes)
            {
                slot.store(bytes, Ordering::Relaxed);
            }
        }
    }
}

/// The cache or memory that elements probably come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum MemoryLevel {
    /// L1 or L2.
    L2,
    /// L3.
    L3,
    /// Memory.
    Memory,
}

impl MemoryLevel {
    /// The level that holds a working set of this many bytes.
    #[inline]
    pub(crate) fn of(working_set_bytes: usize) -> Self {
        if working_set_bytes <= l2_bytes() {
            Self::L2
        } else if working_set_bytes <= size(3) / L3_SHARE {
            Self::L3
        } else {
            Self::Memory
        }
    }
}

/// Prefetches the cache lines of `bytes` bytes, [`PREFETCH_DISTANCE`] behind `from`. The processor's own prefetcher stops at
/// the end of each page.
#[inline(always)]
pub(crate) fn prefetch_ahead<T>(from: *const T, bytes: usize) {
    let ahead = from.cast::<u8>().wrapping_add(PREFETCH_DISTANCE);
    for line in 0..bytes.div_ceil(CACHE_LINE) {
        prefetch(ahead.wrapping_add(line * CACHE_LINE));
    }
}

/// Prefetches the cache line of any address, valid or not. Nothing is read. Without such an instruction nothing happens.
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

#[cfg(all(test, target_arch = "x86_64", feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn caches_grow_from_level_to_level() {
        crate::simd::detected();
        let sizes = [1, 2, 3].map(size);
        assert!(sizes.is_sorted(), "{sizes:?}");
        assert!((8 << 10..=1 << 20).contains(&sizes[0]), "{sizes:?}");
    }

    #[test]
    fn a_working_set_comes_from_the_smallest_level_that_holds_it() {
        let l3 = size(3) / L3_SHARE;
        assert_eq!(MemoryLevel::of(l2_bytes()), MemoryLevel::L2);
        assert_eq!(MemoryLevel::of(l2_bytes() + 1), MemoryLevel::L3);
        assert_eq!(MemoryLevel::of(l3 + 1), MemoryLevel::Memory);
    }
}
