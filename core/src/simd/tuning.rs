//! Measured thresholds. A threshold whose cause is a cache is relative to the detected size of that cache.
//!
//! They were measured on one core of an AMD EPYC with Zen 5 (family 26, L1 48 KiB, L2 1 MiB) in November 2026. To measure
//! them again, run `cargo run --release -p argwhere-benches --features peers --bin report`. Note the processor and the
//! date of a figure that was measured elsewhere. A choice that helps Zen 5 and hurts Zen 4 (family 25, L1 32 KiB, L2 1 MiB,
//! measured on 2026-11-28) is made for Zen 5 only: see `family`.

use core::ops::Range;

/// One core can count on this fraction of L3: one half. Arrays of 16 MiB and more were read at the speed of memory.
pub(super) const L3_SHARE: usize = 2;

/// The fraction of L3 beyond which Zen 4 reads long rows with 32 bytes per load: one fourth. With 64 bytes per load, rows from
/// memory were read at 17 instead of 20 GB/s in pages of 4 KiB, and at 31 instead of 33 GB/s in pages of 2 MiB (float64, 64 and
/// 128 MiB). Rows of 12 and 16 MiB took between as long and a sixth longer, and rows of up to 8 MiB took as long.
pub(super) const WIDE_LOADS_L3_SHARE: usize = 4;

/// Bytes of the longest row in a block of rows that Zen 4 searches at AVX2: a vector of AVX-512, or two if elements are bytes. Such
/// rows took between a tenth and a third less time than at AVX-512 (rows of up to 8 bytes of int16 took a fourteenth longer).
pub(super) const NARROW_ROW_BYTES: [usize; 2] = [64, 128];

/// Bytes from an address that is read to the one that is prefetched: one page. On Zen 4 this costs more than it saves
/// where whole rows are prefetched: 1,000 rows of 10,000 float32 from memory took one and a half times as long as without.
pub(super) const PREFETCH_DISTANCE: usize = 4096;

/// The same while groups of a row from L3 are read, on processors other than Zen 5: one line. On Zen 4, rows of 12 and 16 MiB
/// took between as long and an eighth less time than without prefetching. Rows from memory took up to a fifth longer (float64,
/// 128 MiB in pages of 2 MiB, with a distance of two lines).
pub(super) const NEAR_PREFETCH_DISTANCE: usize = 64;

/// Bytes of rows from L3 that are not prefetched a page ahead. With prefetching, these rows took up to a sixth longer. Shorter ones
/// took a tenth to a third less time. Longer ones took between a fifth less and as long, depending on the placement of
/// their pages.
pub(super) const NOT_PREFETCHED_FROM_L3: Range<usize> = 513..8193;

/// Bytes of the longest row from memory that is prefetched a page ahead. With prefetching, such rows took half the time. A longer
/// row keeps enough loads in flight without it, and took a twentieth longer with it.
pub(super) const MAX_PREFETCHED_FROM_MEMORY: usize = 1 << 20;

/// The longest row that is read faster with loads that cross cache lines than with aligned ones, in eighths of L2. Such
/// rows took a twelfth less time. On Zen 4 they took a sixteenth longer.
pub(super) const UNALIGNED_EIGHTHS_OF_L2: usize = 3;

/// The longest row that is read as interleaved streams, in halves of L1. At 64 KiB, a row that had just been read or
/// written took two thirds of the time, and any other row a seventh longer. Above one and a half times L1, the loss
/// outweighed the gain. On an Intel Cascade Lake (L1 32 KiB, AVX-512, 2026-11-27), a row of 34 KiB that had just been read
/// took 0.80 of the time, and rows of 36 to 48 KiB took 0.60 to 0.74, for float32, float64, int32, int16 and uint8.
pub(super) const INTERLEAVED_HALVES_OF_L1: usize = 3;

/// The longest row that is read as interleaved streams, in bytes, whatever the size of L1. The number of a step must
/// fit in a byte.
pub(crate) const MAX_INTERLEAVED_BYTES: usize = 73_728;
