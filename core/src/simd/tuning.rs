//! Thresholds that were measured. Each names the processor, the date, and how to measure it again.
//!
//! Sizes are given in terms of the detected caches where the cause is a cache. All figures below are of one core of an AMD
//! EPYC with Zen 5 (L1 48 KiB, L2 1 MiB), November 2026, measured with
//! `cargo run --release -p argwhere-benches --features peers --bin report`.

use super::cache::{MemoryLevel, l1_bytes, l2_bytes};

/// The part of L3 that one core can count on: half of it. From 16 MiB on, arrays were read at the speed of memory.
pub(super) const L3_SHARE: usize = 2;

/// Bytes between an address that is read and the one that is prefetched: a page.
pub(super) const PREFETCH_DISTANCE: usize = 4096;

/// Whether rows of this many bytes are prefetched, one behind the other. At the end of a row its last loads are in flight
/// while few others are.
///
/// - From L3, rows of up to 512 bytes took a tenth to a third less time. Rows of 512 bytes to 8 KiB took up to a sixth more.
///   Longer rows took a fifth less or as much, depending on where their pages lay.
/// - From memory, rows took half of the time. One long row keeps enough loads in flight by itself, and took a twentieth more.
#[inline]
pub(crate) fn prefetches_rows_of(row_bytes: usize, from: MemoryLevel) -> bool {
    match from {
        MemoryLevel::L2 => false,
        MemoryLevel::L3 => row_bytes <= 512 || row_bytes > 8192,
        MemoryLevel::Memory => row_bytes <= 1 << 20,
    }
}

/// Whether a row of this many bytes, read from L2, is read faster by loads that cross cache lines than by aligned ones. Up
/// to three eighths of L2 it took a twelfth less time.
#[inline]
pub(crate) fn unaligned_bytes(row_bytes: usize) -> bool {
    l1_bytes() < row_bytes && row_bytes <= l2_bytes() / 8 * 3
}

/// The longest row that is read as interleaved streams.
pub(crate) const MAX_INTERLEAVED_BYTES: usize = 73_728;

/// Whether a row of this many bytes, part of a working set, is read as interleaved streams: if it is a little longer than
/// L1. At 64 KiB, elements that were just read or written took two thirds of the time, and others a seventh more. From one
/// and a half of L1 on, the loss outweighed the gain.
#[inline]
pub(crate) fn interleaved_bytes(row_bytes: usize, working_set_bytes: usize) -> bool {
    let most = (l1_bytes() / 2 * 3).min(MAX_INTERLEAVED_BYTES);
    l1_bytes() < row_bytes && working_set_bytes <= most
}
