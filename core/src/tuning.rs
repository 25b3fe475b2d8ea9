//! Measured thresholds. A threshold whose cause is a cache is relative to the detected size of that cache.
//!
//! They were measured on one core of an AMD EPYC with Zen 5 (family 26, L1 48 KiB, L2 1 MiB) in November 2026. To measure
//! them again, run `cargo run --release -p argwhere-benches --features peers --bin report`. Note the processor and the
//! date of a figure that was measured elsewhere. A choice that helps Zen 5 and hurts Zen 4 (family 25, L1 32 KiB, L2 1 MiB,
//! measured on 2026-11-28) is made for Zen 5 only: see `simd::family`.
//!
//! The numbers that a kernel is built with are beside the kernel: its vectors per step, the rows and columns of its tiles, and
//! the sizes of its buffers.

/// Arrays of few elements. Measured on 2026-11-28 on Zen 4.
pub(crate) mod small {
    /// The most elements that are visited one by one where a kernel would have to gather them.
    pub(crate) const SCATTERED: usize = 512;

    /// The most elements of short lanes that are visited one by one, if no kernel reads several lanes at once.
    pub(crate) const IN_SHORT_LANES: usize = 1 << 14;

    /// A lane of fewer elements is short.
    pub(crate) const SHORT_LANE: usize = 8;

    /// The most elements of an array that is zeroed by a loop. The C library of Linux has a fast path for small allocations, but
    /// not for those that it zeroes: an array of three elements took 130 instructions less, and 60 less when it was freed.
    pub(crate) const FEW_ZEROS: usize = 128;
}

/// Copies of elements that are not adjacent.
pub(crate) mod gather {
    /// The most elements of a row that a plain loop copies, if there are several rows.
    pub(crate) const SHORT_ROW: usize = 16;
}

/// `argmax` and the searches like it.
pub(crate) mod extremum {
    /// The most elements of an array that is not contiguous that are compared one after the other.
    pub(crate) const PLAIN: usize = 24;

    /// Rows of fewer elements are gathered in row-major order before they are searched.
    pub(crate) const SHORT_ROW: usize = 32;

    /// Columns of up to this length that are not contiguous are gathered, several at a time.
    pub(crate) const SHORT_COLUMN: usize = 128;

    /// Bytes of the longest row that is searched twice if it has a NaN.
    pub(crate) const MAX_SEARCHED_TWICE: usize = 4096;

    /// Bytes of rows that are searched before their answers are tested. They are still in L1 then.
    pub(crate) const TESTED_TOGETHER: usize = 16_384;

    /// Bytes of the longest row of a tile that is prefetched from L3 as well as from memory. Up to this length, two groups
    /// of rows and a tile fit in L1.
    pub(crate) const MAX_PREFETCHED_ROW: usize = 2048;

    /// The most vectors of a single row that are numbered one by one. In many rows of integers, and in a row of 16-bit floats that
    /// is shorter than a group, twice as many are.
    pub(crate) const MAX_NUMBERED: usize = 32;
}

/// `count_nonzero`.
pub(crate) mod count_nonzero {
    /// The most adjacent elements that are tested one by one, which the compiler turns into vectors of the baseline.
    pub(crate) const PLAIN: usize = 16;

    /// The most elements of adjacent rows, each of 4 bytes and more, that are tested one by one if the rows have at least
    /// [`SHORT_LANE`](super::small::SHORT_LANE). Measured on 2026-11-28 on Zen 4.
    pub(crate) const IN_ROWS: usize = 512;

    /// The most population counts, each of a column in a mask, that replace the planes. On Zen 4 (2026-11-28), 400 of them take as
    /// long as the planes.
    pub(crate) const MAX_POPULATION_COUNTS: usize = 256;
}

/// `nonzero`, `argwhere` and `flatnonzero`.
pub(crate) mod nonzero {
    /// The most elements of a single row that are tested one by one, if they are adjacent. Measured on 2026-11-28 on Zen 4, and so
    /// are the next two.
    pub(crate) const ADJACENT: usize = 16;

    /// The most elements of short rows that are tested one by one.
    pub(crate) const IN_SHORT_ROWS: usize = 4096;

    /// A row of up to so many elements is short.
    pub(crate) const SHORT_ROW: usize = 8;

    /// The most elements of a row that is scanned in one call with all others along the second-to-last axis.
    pub(crate) const SCANNED_TOGETHER: usize = 512;

    /// The most positions of a row of one mask that are found one by one. Choosing a kernel by level would take longer.
    pub(crate) const MAX_SCALAR: usize = 8;

    /// If at most this many bits of a mask are set, this many positions are computed one by one and written together.
    pub(crate) const MAX_UNROLLED: usize = 4;
}

/// `extract`.
pub(crate) mod extract {
    /// Rows of fewer elements are read element by element.
    pub(crate) const SHORT_ROW: usize = 32;

    /// A part is gathered if at least one of this many elements is chosen.
    pub(crate) const MIN_GATHERED: usize = 4;

    /// If at most this many bits of a mask are set, this many elements are written one by one.
    pub(crate) const MAX_UNROLLED: usize = 4;
}

/// `searchsorted`.
pub(crate) mod searchsorted {
    /// A shorter group is searched value by value.
    pub(crate) const SHORT_GROUP: usize = 6;

    /// Shorter rows are gathered, several at a time, until there are this many values.
    pub(crate) const SHORT_ROW: usize = 32;

    /// To read one element through its conversion takes as long as to convert this many in a row.
    pub(crate) const CONVERSIONS_PER_READ: usize = 8;
}

/// `where_`.
pub(crate) mod where_ {
    /// Elements of the longest short row. A call of the kernel takes about as long as it takes to copy so many.
    pub(crate) const SHORT_ROW: usize = 64;

    /// Elements of the longest row of which an operand may have gaps between its elements: they are copied one by one.
    pub(crate) const SHORT_ROW_WITH_GAPS: usize = 8;

    /// Bytes of the shortest result that is written line by line. A separate function in `where_::bits` does that: it saves more
    /// registers, which took a fifth of the time of a short call.
    pub(crate) const MIN_ALIGNED_BYTES: usize = 2048;
}

/// `top_k`.
pub(crate) mod top_k {
    /// The most entries that are kept sorted.
    pub(crate) const MAX_SORTED: usize = 32;

    /// The fewest elements per scan.
    pub(crate) const MIN_SCANNED: usize = 32;
}

/// Threads. Measured with `cargo run --release -p argwhere-benches --bin threads`.
#[cfg(feature = "rayon")]
pub(crate) mod par {
    use core::time::Duration;

    /// An array of fewer bytes is not cut. Waking a thread of the pool from outside of it takes some 10 us, in which a thread
    /// searches up to 500 KiB. Two threads took up to 1.4 times as long as one on 1 MiB, and not longer on 1.5 MiB (Cascade Lake,
    /// `--bin threads`). If the other thread was awake, they took 0.5 to 1.1 of the time on 1 MiB, and up to 0.9 on 1.5 MiB (Zen 4,
    /// 2026-11-28).
    pub(crate) const MIN_BYTES: usize = 3 << 19;

    /// [`MIN_BYTES`] of a search that takes no longer than reading, on a processor that reads fast, see `cut`. On a virtual
    /// machine with Zen 4, one thread read 6 MiB in 65 us, to wake another one took 10 us, and it began 50 us later. Two threads
    /// that sleep between calls took 1.5 times as long as one on 2 MiB, 1.1 times on 4 MiB, and as long on 6 MiB (2026-11-28).
    pub(crate) const MIN_BYTES_OF_FAST_READS: usize = 6 << 20;

    /// How long a thread that has helped stays awake for the next job: as long as waking it takes. The calling thread waits as long
    /// for the last part before it sleeps.
    pub(crate) const AWAKE: Duration = Duration::from_micros(50);

    /// How long a thread that waits does not give way to others. Two threads that gave way at once took 14.0 us for 2 MiB, and 12.7
    /// us like this (Zen 4, 2026-11-28).
    pub(crate) const SPINS: Duration = Duration::from_micros(10);

    /// Calls are quick if no more than this is between the beginnings of two.
    pub(crate) const QUICK: Duration = Duration::from_micros(100);

    /// After so many quick calls, a thread is woken also for fewer than [`MIN_BYTES_OF_FAST_READS`] or [`MIN_BYTES_OF_FAST_WRITES`].
    pub(crate) const QUICK_CALLS: u32 = 4;

    /// [`MIN_BYTES`] of the result of `where_` on such a processor. Two threads that sleep between calls took 1.4 times as long
    /// as one on 2 MiB, and 0.8 of the time on 4 MiB (2026-11-28).
    pub(crate) const MIN_BYTES_OF_FAST_WRITES: usize = 4 << 20;

    /// [`MIN_BYTES`] of `nonzero`, `argwhere` and `flatnonzero`, on a processor that reads fast. Their parts are read twice and
    /// copied. Two threads took up to 1.4 times as long as one on 8 and 32 MiB, and 0.8 of the time on 128 MiB (float32, half of
    /// it zero).
    pub(crate) const MIN_BYTES_OF_FAST_POSITIONS: usize = 64 << 20;

    /// Parts per thread, if more parts cost no more: a thread that wakes up late, or is slow, then takes fewer of them.
    pub(crate) const PARTS_PER_THREAD: usize = 4;

    /// The fewest bytes of a part, but for the length of an index of the axis that is cut.
    pub(crate) const MIN_PART_BYTES: usize = 256 << 10;

    /// The bytes that a part should have side by side in memory if it has less than whole rows.
    pub(crate) const RUN_BYTES: usize = 1024;

    /// The bytes side by side in memory from which there are more parts than threads: the columns of 256 rows in L3 took 91 us
    /// in two parts, and 82 us in eight (Zen 4, 2026-11-28).
    pub(crate) const LONG_RUN_BYTES: usize = 4096;

    /// The fewest of these bytes. Parts of shorter runs share cache lines, and their threads read most of them twice.
    pub(crate) const MIN_RUN_BYTES: usize = 256;

    /// The fewest elements per lane if the results of parts are merged, which takes as long per lane as searching some 300
    /// elements.
    pub(crate) const MIN_MERGED: usize = 4096;
}

/// Rows and columns in caches and memory.
pub(crate) mod memory {
    use core::ops::Range;

    /// One core can count on this fraction of L3: one half. Arrays of 16 MiB and more were read at the speed of memory.
    pub(crate) const L3_SHARE: usize = 2;

    /// The fraction of L3 beyond which Zen 4 reads long rows with 32 bytes per load: one fourth. With 64 bytes per load, rows from
    /// memory were read at 17 instead of 20 GB/s in pages of 4 KiB, and at 31 instead of 33 GB/s in pages of 2 MiB (float64, 64 and
    /// 128 MiB). Rows of 12 and 16 MiB took between as long and a sixth longer, and rows of up to 8 MiB took as long.
    pub(crate) const WIDE_LOADS_L3_SHARE: usize = 4;

    /// Bytes of the longest row in a block of rows that Zen 4 searches at AVX2: a vector of AVX-512, or two if elements are
    /// bytes. Such rows took between a tenth and a third less time than at AVX-512 (rows of up to 8 bytes of int16 took a
    /// fourteenth longer).
    pub(crate) const NARROW_ROW_BYTES: [usize; 2] = [64, 128];

    /// Bytes from an address that is read to the one that is prefetched: one page. On Zen 4 this costs more than it saves
    /// where whole rows are prefetched: 1,000 rows of 10,000 float32 from memory took one and a half times as long as without.
    pub(crate) const PREFETCH_DISTANCE: usize = 4096;

    /// The same while groups of a row from L3 are read, on processors other than Zen 5: one line. On Zen 4, rows of 12 and 16 MiB
    /// took between as long and an eighth less time than without prefetching. Rows from memory took up to a fifth longer (float64,
    /// 128 MiB in pages of 2 MiB, with a distance of two lines).
    pub(crate) const NEAR_PREFETCH_DISTANCE: usize = 64;

    /// Bytes of rows from L3 that are not prefetched a page ahead. With prefetching, these rows took up to a sixth longer.
    /// Shorter ones took a tenth to a third less time. Longer ones took between a fifth less and as long, depending on the
    /// placement of their pages.
    pub(crate) const NOT_PREFETCHED_FROM_L3: Range<usize> = 513..8193;

    /// Bytes of the longest row from memory that is prefetched a page ahead. With prefetching, such rows took half the time. A
    /// longer row keeps enough loads in flight without it, and took a twentieth longer with it.
    pub(crate) const MAX_PREFETCHED_FROM_MEMORY: usize = 1 << 20;

    /// The longest row that is read faster with loads that cross cache lines than with aligned ones, in eighths of L2. Such
    /// rows took a twelfth less time. On Zen 4 they took a sixteenth longer.
    pub(crate) const UNALIGNED_EIGHTHS_OF_L2: usize = 3;

    /// The longest row that is read as interleaved streams, in halves of L1. At 64 KiB, a row that had just been read or
    /// written took two thirds of the time, and any other row a seventh longer. Above one and a half times L1, the loss
    /// outweighed the gain. On an Intel Cascade Lake (L1 32 KiB, AVX-512, 2026-11-27), a row of 34 KiB that had just been read
    /// took 0.80 of the time, and rows of 36 to 48 KiB took 0.60 to 0.74, for float32, float64, int32, int16 and uint8.
    pub(crate) const INTERLEAVED_HALVES_OF_L1: usize = 3;

    /// The longest row that is read as interleaved streams, in bytes, whatever the size of L1. The number of a step must
    /// fit in a byte.
    pub(crate) const MAX_INTERLEAVED_BYTES: usize = 73_728;
}
