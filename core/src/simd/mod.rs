//! Instruction-set levels, the vectors of each, and the caches that they read from.
//!
//! The body of a hot loop is generic over a [`Vector`], or is plain code that the compiler vectorises. [`multiversion!`]
//! compiles it once per level and chooses at run time, so that one binary runs on a plain x86-64 and uses AVX-512 where
//! it is available. Architectures without a level of their own have one, the baseline, with portable vectors.
//!
//! - `level` lists the levels, detects the processor's, and holds [`multiversion!`].
//! - `vector` is the contract of a vector. `packed` implements it for a register of any level, `portable` for arrays.
//! - `x86` holds the instructions: one file per level.
//! - `cache` knows the sizes of the caches, `tuning` the figures that were measured; `memory` decides by both.

mod cache;
pub(crate) mod level;
mod memory;
#[cfg(target_arch = "x86_64")]
pub(crate) mod packed;
mod portable;
#[cfg(test)]
mod tests;
mod tuning;
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use cache::assume_caches;
pub(crate) use cache::{CACHE_LINE, l1_bytes};
#[cfg(test)]
pub(crate) use level::at_each_level;
#[cfg(feature = "force-level")]
pub(crate) use level::force;
pub use level::{Level, detected};
pub(crate) use level::{level, levels, multiversion, token};
pub(crate) use memory::{
    MemoryLevel, interleaved_bytes, prefetch, prefetch_ahead, prefetches_rows_of, unaligned_bytes,
};
pub(crate) use tuning::MAX_INTERLEAVED_BYTES;
pub(crate) use vector::{SimdElement, Vector, VectorAt, VectorOf};
