//! The instructions of 64-bit Arm: NEON with registers of 128 bits, which every processor of aarch64 has. Its file fills
//! the tables of [`packed`](super::packed).

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, the level, and there are a hundred of them"
)]

mod neon;
