//! The instructions of WebAssembly: simd128 with registers of 128 bits, if the target has them. Its file fills the tables
//! of [`packed`](super::packed).

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    clippy::wildcard_imports,
    reason = "every instruction here has the same proof, the level, and there are a hundred of them"
)]

mod simd128;
