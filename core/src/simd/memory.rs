//! Decisions that depend on the cache or memory that elements come from, which is estimated from the size of the
//! working set.

use super::cache::{CACHE_LINE, l1_bytes, l2_bytes, l3_bytes};
use super::family::{is_zen_4, is_zen_5};
use super::level::Level;
use crate::tuning::memory::{
    INTERLEAVED_HALVES_OF_L1, L3_SHARE, MAX_INTERLEAVED_BYTES, MAX_PREFETCHED_FROM_MEMORY,
    NARROW_ROW_BYTES, NEAR_PREFETCH_DISTANCE, NOT_PREFETCHED_FROM_L3, PREFETCH_DISTANCE,
    UNALIGNED_EIGHTHS_OF_L2, WIDE_LOADS_L3_SHARE,
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
    /// The smallest level that holds a working set of this many bytes.
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

/// Prefetches the cache lines of `bytes` bytes, [`PREFETCH_DISTANCE`] after `from`. The processor's own prefetcher
/// stops at the end of each page.
#[inline(always)]
pub(crate) fn prefetch_ahead<T>(from: *const T, bytes: usize) {
    prefetch_at(from, PREFETCH_DISTANCE, bytes);
}

/// Prefetches the cache lines of `bytes` bytes, `distance` bytes after `from`.
#[inline(always)]
pub(crate) fn prefetch_at<T>(from: *const T, distance: usize, bytes: usize) {
    let ahead = from.cast::<u8>().wrapping_add(distance);
    for line in 0..bytes.div_ceil(CACHE_LINE) {
        prefetch(ahead.wrapping_add(line * CACHE_LINE));
    }
}

/// Prefetches the cache line of an address, which need not be valid. On an architecture without a known prefetch
/// instruction, such as wasm32, this does nothing.
#[inline(always)]
pub(crate) fn prefetch(address: *const u8) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: every x86-64 has the instruction. It does not fault and does not access memory as the program sees
        // it.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(address.cast()) };
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: every aarch64 has the instruction. It does not fault, accesses no memory as the program sees it, and changes
    // no register.
    unsafe {
        core::arch::asm!("prfm pldl1keep, [{}]", in(reg) address, options(nomem, nostack, preserves_flags));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let _ = address;
}

/// How far ahead the lines of a row of this many bytes are prefetched while groups of the row are read, in bytes.
#[inline]
pub(crate) fn group_prefetch_distance(row_bytes: usize, from: MemoryLevel) -> Option<usize> {
    if from == MemoryLevel::L2 {
        None
    } else if is_zen_5() {
        prefetches_starts_of_rows_of(row_bytes, from).then_some(PREFETCH_DISTANCE)
    } else {
        (from == MemoryLevel::L3).then_some(NEAR_PREFETCH_DISTANCE)
    }
}

/// The widest level for a long row in a working set of this many bytes: see [`WIDE_LOADS_L3_SHARE`].
#[inline]
pub(crate) fn widest_level_for(working_set_bytes: usize) -> Level {
    if is_zen_4() && working_set_bytes > l3_bytes() / WIDE_LOADS_L3_SHARE {
        Level::Avx2
    } else {
        Level::Avx512
    }
}

/// The widest level for a block of rows of so many elements: see [`NARROW_ROW_BYTES`].
#[inline]
pub(crate) fn widest_level_for_rows_of<T>(columns: usize) -> Level {
    let [wider, bytes] = NARROW_ROW_BYTES;
    let most = if size_of::<T>() == 1 { bytes } else { wider };
    if is_zen_4() && columns <= most / size_of::<T>() {
        Level::Avx2
    } else {
        Level::Avx512
    }
}

/// Whether rows of this many bytes are prefetched as a whole when they are read one after the other.
#[inline]
pub(crate) fn prefetches_whole_rows_of(row_bytes: usize, from: MemoryLevel) -> bool {
    is_zen_5() && prefetches_starts_of_rows_of(row_bytes, from)
}

/// Whether the first lines of rows of this many bytes are prefetched when rows are read one after the other. Without
/// prefetching, few loads are in flight at the end of each row.
#[inline]
pub(crate) fn prefetches_starts_of_rows_of(row_bytes: usize, from: MemoryLevel) -> bool {
    match from {
        MemoryLevel::L2 => false,
        MemoryLevel::L3 => !NOT_PREFETCHED_FROM_L3.contains(&row_bytes),
        MemoryLevel::Memory => row_bytes <= MAX_PREFETCHED_FROM_MEMORY,
    }
}

/// Whether a row of this many bytes that comes from L2 is read faster with loads that cross cache lines than with
/// aligned ones.
#[inline]
pub(crate) fn unaligned_bytes(row_bytes: usize) -> bool {
    l1_bytes() < row_bytes && row_bytes <= l2_bytes() / 8 * UNALIGNED_EIGHTHS_OF_L2 && is_zen_5()
}

/// Whether a row of this many bytes in a working set is read as interleaved streams. That is so if the row is a little
/// longer than L1 and little else is in the working set.
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
