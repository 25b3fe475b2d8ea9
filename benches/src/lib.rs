//! Benchmarks of argwhere and its alternatives.
//!
//! [`data`] makes the inputs, [`functions`] calls argwhere for every dtype, and [`peers`] calls the alternatives. The
//! modules in `cases` combine the three, and [`report`] measures all cases in one run. The benchmarks of `cargo bench`
//! use [`data`] and [`functions`] only.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "indices are small, random bits may be truncated, and times are shown to three digits"
)]

mod cases;
pub mod data;
pub mod functions;
mod limits;
pub mod measure;
pub mod peers;
pub mod report;
pub mod session;
