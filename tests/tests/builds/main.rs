//! Tests that build other crates. They are one program, so that two of them run at once: most of the time of each goes to a
//! compiler that runs on one core. Tests start in the order of their names. All but `compile_fail` share a target directory,
//! and wait for each other, so `compile_fail` starts first.

mod compile_fail;
mod downstream;
mod lints;
mod names;
