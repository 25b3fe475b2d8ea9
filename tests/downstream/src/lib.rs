//! Tables with dtypes of other crates, in a crate with strict attributes: no std, no prelude, no unsafe, no warnings.

#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, unused)]

pub mod gauges;
pub mod ledger;
pub mod narrow;
pub mod neighbours;
pub mod nested;
pub mod terrain;
pub mod units;
