//! Tests that build other crates. They are one program, so that two of them run at once: most of the time of each goes to a
//! compiler that runs on one core.

mod downstream;
mod lints;
mod names;
mod ui;
