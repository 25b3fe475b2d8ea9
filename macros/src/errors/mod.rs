//! What is wrong with a table.

mod collector;
pub(crate) mod messages;
mod suggest;

pub(crate) use collector::Errors;
