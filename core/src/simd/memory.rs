//! Where elements come from, by the size of their working set, and what follows from it.

use super::cache::{CACHE_LINE, l1_bytes, l2_bytes, l3_bytes};
use super::tuning::{
    INTERLEAVED_HALVES_OF_L1, L3_SHARE, MAX_INTERLEAVED_BYTES, MAX_PREFETCHED_FROM_MEMORY,
    NOT_PREFETCHED_FROM_L3, PREFETCH_DISTANCE, UNALIGNED_EIGHTHS_OF_L2,
};

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
        } else if working_set_bytes <= l3_bytes() / L3_SHARE {
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

/// Whether rows of this many bytes are prefetched, one behind the other. At the end of a row its last loads are in flight
/// while few others are.
#[inline]
pub(crate) fn prefetches_rows_of(row_bytes: usize, from: MemoryLevel) -> bool {
    match from {
        MemoryLevel::L2 => false,
        MemoryLevel::L3 => !NOT_PREFETCHED_FROM_L3.contains(&row_bytes),
        MemoryLevel::Memory => row_bytes <= MAX_PREFETCHED_FROM_MEMORY,
    }
}

/// Whether a row of this many bytes, read from L2, is read faster by loads that cross cache lines than by aligned ones.
#[inline]
pub(crate) fn unaligned_bytes(row_bytes: usize) -> bool {
    l1_bytes() < row_bytes && row_bytes <= l2_bytes() / 8 * UNALIGNED_EIGHTHS_OF_L2
}

/// Whether a row of this many bytes, part of a working set, is read as interleaved streams: if it is a little longer than L1.
#[inline]
pub(crate) fn interleaved_bytes(row_bytes: usize, working_set_bytes: usize) -> bool {
    let most = (l1_bytes() / 2 * INTERLEAVED_HALVES_OF_L1).min(MAX_INTERLEAVED_BYTES);
    l1_bytes() < row_bytes && working_set_bytes <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_set_comes_from_the_smallest_level_that_holds_it() {
        let l3 = l3_bytes() / L3_SHARE;
        assert_eq!(MemoryLevel::of(l2_bytes()), MemoryLevel::L2);
        assert_eq!(MemoryLevel::of(l3.max(l2_bytes()) + 1), MemoryLevel::Memory);
        if l2_bytes() < l3 {
            assert_eq!(MemoryLevel::of(l2_bytes() + 1), MemoryLevel::L3);
        }
    }
}
