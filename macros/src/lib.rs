//! The procedural macro behind `argwhere::kernels!`. Users reach it, with its documentation, through `argwhere`.
//!
//! A table goes through these stages, a file each:
//!
//! 0. `cfg`: a table with rows behind `#[cfg(..)]` becomes two tables, and rustc chooses one. The other stages see no `cfg`.
//! 1. `parse`: tokens to the syntax tree of `ast`. A row that cannot be read is reported and skipped.
//! 2. `check`: the tree to a `model`, through every rule of a table. Each breach is reported at its own span, and left
//!    out of the model.
//! 3. `expand`: the model to tokens. This happens for a faulty table too, so that one mistake in it does not
//!    raise a second error wherever the table is used.
//! 4. `errors`: each report becomes a `compile_error!` beside the module.
//!
//! `operations` holds the operations as data. A new operation is a row there, and a file in `expand/ops`.

mod ast;
mod cfg;
mod check;
mod errors;
mod expand;
mod lattice;
mod model;
mod operations;
mod parse;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod snapshots;

/// Generates a table's module. The tokens are a group with the path of `argwhere`, then the user's table.
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
