//! Measurements of argwhere beside what a user would pick instead.
//!
//! One module an operation: [`extremum`], [`nonzero`], [`where_`]; [`dispatch`] for what the faces cost. Each knows the
//! cases of the report; `cargo bench` takes its inputs from [`data`] and its calls from the same modules.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "indices are small, random bits may be cut, and times are shown to three digits"
)]

pub mod data;
pub mod dispatch;
pub mod extremum;
mod limits;
pub mod measure;
pub mod nonzero;
pub mod peers;
pub mod report;
pub mod session;
pub mod where_;
