//! The procedural macro behind `argwhere::kernels!`. Use it, and read its documentation, through the crate `argwhere`.
//!
//! A table passes through these stages:
//!
//! 0. `cfg`: a table that has rows with `#[cfg(..)]` becomes two tables, of which rustc chooses one. The other stages see
//!    no `cfg`.
//! 1. `parse`: tokens to the syntax tree of `ast`. A row that cannot be read is reported and skipped.
//! 2. `check`: the tree to a `model`, if it satisfies every rule of a table. Each violation is reported at its own span,
//!    and omitted from the model.
//! 3. `expand`: the model to tokens. A table with mistakes is expanded too, so that a mistake does not cause further errors
//!    wherever the table is used.
//! 4. `errors`: each reported error becomes a `compile_error!` beside the module.
//!
//! `operations` describes the operations as data. A new operation is a row there and a file in `expand/ops`.

mod ast;
mod cfg;
mod check;
mod errors;
mod expand;
mod lattice;
mod model;
#[cfg(test)]
mod names;
mod operations;
mod parse;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod snapshots;

/// Generates the module of a table. The input is a group with the path of `argwhere`, followed by the user's table.
#[proc_macro]
pub fn kernels(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    kernels_impl(input.into()).into()
}

fn kernels_impl(input: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    if let Some(tables) = cfg::split(&input) {
        return tables;
    }
    let mut errors = errors::Errors::new();
    let mut output = match parse::table(input, &mut errors) {
        Some(table) => expand::table(&check::table(table, &mut errors)),
        None => proc_macro2::TokenStream::new(),
    };
    output.extend(errors.into_compile_errors());
    output
}
