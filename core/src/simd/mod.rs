//! Instruction-set levels, the vectors of each, and the caches that they read from.
//!
//! The body of a hot loop is generic over a [`Vector`], or is plain code that the compiler vectorises.
//! [`multiversion!`] compiles it once per level and chooses a level at run time. So one binary runs on any x86-64, and
//! uses AVX-512 if it is available. Every other architecture has only the baseline. It has portable vectors, except where
//! the architecture has a folder and the target has the instructions: NEON on little-endian aarch64, and simd128 on
//! wasm32.
//!
//! - `level` lists the levels, detects the highest one of the processor, and defines [`multiversion!`].
//! - `vector` is the contract of a vector. `packed` implements it for the registers of all levels, `portable` for
//!   arrays.
//! - `keys` turns elements into lanes whose order is that of a search.
//! - `x86`, `arm` and `wasm` have the instructions, in one file per level. What several of them need is in the folder of
//!   `packed`.
//! - `positions` has the positions of the set bits of a byte.
//! - `cache` has the sizes of the caches, and `family` the family of the processor. The measured thresholds are in
//!   [`tuning`](crate::tuning). `memory` makes decisions from these.

#[cfg(all(
    target_arch = "aarch64",
    target_feature = "neon",
    target_endian = "little"
))]
mod arm;
mod cache;
mod family;
mod keys;
pub(crate) mod level;
mod memory;
#[cfg(any(
    all(target_arch = "x86_64", target_feature = "sse2"),
    all(
        target_arch = "aarch64",
        target_feature = "neon",
        target_endian = "little"
    ),
    all(target_arch = "wasm32", target_feature = "simd128"),
))]
pub(crate) mod packed;
#[cfg(any(
    test,
    not(any(
        all(
            target_arch = "aarch64",
            target_feature = "neon",
            target_endian = "little"
        ),
        all(target_arch = "wasm32", target_feature = "simd128"),
    )),
))]
mod portable;
mod positions;
#[cfg(test)]
mod tests;
mod vector;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod x86;

pub use cache::assume_caches;
pub(crate) use cache::{CACHE_LINE, l1_bytes, l2_bytes};
#[cfg(feature = "rayon")]
pub(crate) use family::is_zen_4;
pub(crate) use family::is_zen_5;
#[cfg(feature = "half")]
pub(crate) use keys::{HalfLanes, HalfOrder, SignMagnitude};
pub(crate) use keys::{KeyTransform, Xor};
#[cfg(test)]
pub(crate) use level::at_each_level;
#[cfg(feature = "force-level")]
pub(crate) use level::force;
pub use level::{Level, assume_level, detected};
pub(crate) use level::{level, levels, multiversion, token};
pub(crate) use memory::{
    MemoryLevel, group_prefetch_distance, interleaved_bytes, prefetch, prefetch_ahead, prefetch_at,
    prefetches_starts_of_rows_of, prefetches_whole_rows_of, unaligned_bytes, widest_level_for,
    widest_level_for_rows_of,
};
pub(crate) use positions::POSITIONS;
pub(crate) use vector::{SimdElement, Vector, VectorAt, VectorOf};
