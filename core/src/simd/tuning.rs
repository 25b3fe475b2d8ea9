//! Thresholds that were measured. Each names the processor, the date, and how to measure it again.
//!
//! Sizes are given in terms of the detected caches where the cause is a cache. All figures below are of one core of an AMD
//! EPYC with Zen 5 (L1 48 KiB, L2 1 MiB), November 2026, measured with
//! `cargo run --release -p argwhere-benches --features peers --bin report`.

use core::ops::Range;

/// The part of L3 that one core can count on: half of it. From 16 MiB on, arrays were read at the speed of memory.
pub(super) const L3_SHARE: usize = 2;

/// Bytes between an address that is read and the one that is prefetched: a page.
pub(super) const PREFETCH_DISTANCE: usize = 4096;

/// Bytes of rows from L3 that are not prefetched. Shorter rows took a tenth to a third less time with prefetching, these up to
/// a sixth more, and longer ones a fifth less or as much, depending on where their pages lay.
pub(super) const NOT_PREFETCHED_FROM_L3: Range<usize> = 513..8193;

/// Bytes of the longest row from memory that is prefetched. Rows took half of the time. One long row keeps enough loads in
/// flight by itself, and took a twentieth more.
pub(super) const MAX_PREFETCHED_FROM_MEMORY: usize = 1 << 20;

/// Eighths of L2 up to which a row is read faster by loads that cross cache lines than by aligned ones: it took a twelfth
/// less time.
pub(super) const UNALIGNED_EIGHTHS_OF_L2: usize = 3;

/// The longest row that is read as interleaved streams, in halves of L1. At 64 KiB, elements that were just read or written
/// took two thirds of the time, and others a seventh more. From one and a half of L1 on, the loss outweighed the gain.
pub(super) const INTERLEAVED_HALVES_OF_L1: usize = 3;

/// The longest row that is read as interleaved streams, in bytes, whatever L1 is: its steps are numbered by bytes.
pub(crate) const MAX_INTERLEAVED_BYTES: usize = 73_728;
