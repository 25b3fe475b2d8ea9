//! The sizes of the processor's caches.
//!
//! The sizes are read from CPUID, in the same cold call that detects the level. The defaults below apply if they cannot
//! be read: on another architecture, without `std`, or under a hypervisor that hides them.

use core::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of a cache line.
pub(crate) const CACHE_LINE: usize = 64;

/// Bytes of each data cache, L1 to L3. The defaults apply until the sizes are read.
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

/// Bytes of the L3 cache, which cores share.
#[inline]
pub(crate) fn l3_bytes() -> usize {
    size(3)
}

/// Replaces the sizes that were detected, and the family, for benches that count instructions as on another processor.
pub fn assume_caches(l1_bytes: usize, l2_bytes: usize, l3_bytes: usize) {
    // Detection would overwrite the sizes later.
    super::detected();
    for (size, bytes) in SIZES.iter().zip([l1_bytes, l2_bytes, l3_bytes]) {
        size.store(bytes, Ordering::Relaxed);
    }
    super::family::assume_other();
}

/// Reads the sizes from the processor.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
pub(super) fn detect() {
    use core::arch::x86_64::{__cpuid, __cpuid_count};

    /// AMD processors describe their caches in this leaf, in the format of Intel's leaf 4. Their leaf 4 is all zeros.
    const AMD: u32 = 0x8000_001d;
    const INTEL: u32 = 4;

    let basic = __cpuid(0).eax;
    let extended = __cpuid(0x8000_0000).eax;
    for (leaf, exists) in [(INTEL, basic >= INTEL), (AMD, extended >= AMD)] {
        // A leaf ends with an entry of kind 0. No processor has as many as 8 caches, so the loop also ends without one.
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

#[cfg(all(test, target_arch = "x86_64", feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn caches_grow_from_level_to_level() {
        detect();
        let sizes = [1, 2, 3].map(size);
        assert!(sizes.is_sorted(), "{sizes:?}");
        assert!((8 << 10..=1 << 20).contains(&sizes[0]), "{sizes:?}");
    }
}
