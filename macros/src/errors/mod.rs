//! The mistakes in a table: their messages, and the collector.

mod collector;
pub(crate) mod messages;
mod suggest;

pub(crate) use collector::Errors;
