//! The operations of a table. Each has dynamic functions, typed functions, named kernels, and the traits that tell generic
//! code that the table has it.
//!
//! [`operations`](crate::operations) holds the operations as data. A file of this folder adds the code for a single
//! operation, and [`parts`] is the list of these files.
//!
//! `kernels::argmax::i16::rank2` is a function of its own, with the types of its dtype and rank. It calls a function in
//! `argwhere` that works on strides: the loops over rows are compiled once per dtype, and the kernels of a row once per width or
//! dtype. In `argmax`, `argmin`, `count_nonzero` and new results of `nonzero`, a small array is searched by a loop that is
//! compiled into it.
//!
//! Only the named kernels that are called are compiled: they are generic in what they are given, or `#[inline]`. The typed
//! functions of `argmax`, `argmin`, `nanargmax`, `nanargmin`, `count_nonzero` and `nonzero` call those of ranks 1 to 3 through
//! the table's trait, as `HasExtremum`, whose functions they are. Those along an axis and those of `nonzero` are not inlined, so
//! that a profile shows their names.

mod argwhere;
mod bounds;
mod count_nonzero;
mod doc;
mod extract;
mod extremum;
mod methods;
mod named;
mod nonzero;
mod par;
mod partial;
mod searchsorted;
mod shared;
mod top_k;
mod where_;

use super::context::Context;
use crate::operations::{Folder, Operation};
use proc_macro2::TokenStream;
use quote::quote;
use shared::Parts;

/// Everything that the operations of the table generate.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let parts: Vec<Parts> = cx
        .model
        .operations
        .iter()
        .map(|operation| parts(cx, operation))
        .collect();
    let dynamic = parts.iter().map(|part| &part.dynamic);
    let typed = parts.iter().map(|part| &part.typed);
    let kernels = parts.iter().map(|part| &part.kernels);
    let impls = parts.iter().map(|part| &part.impls);
    let bools = shared::bools(cx);
    let bounds = bounds::items(cx);
    let methods = methods::items(cx);
    let partial = partial::items(cx);
    let par = par::items(cx);
    let import = cx.import(1);
    quote! {
        #(#dynamic)*
        #bools

        /// The functions for `ndarray` arrays, whose element type is known at compile time.
        ///
        /// If the table does not define a function for the element types, the call does not compile.
        pub mod typed {
            #import

            #(#typed)*
        }

        /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
        pub mod kernels { #(#kernels)* }

        #(#impls)*
        #bounds
        #methods
        #partial
        #par
    }
}

/// The parts of an operation, from the file of its folder.
fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    match operation.folder {
        Folder::Extremum => extremum::parts(cx, operation),
        Folder::Nonzero => nonzero::parts(cx, operation),
        Folder::TopK => top_k::parts(cx, operation),
        Folder::Where => where_::parts(cx, operation),
        Folder::CountNonzero => count_nonzero::parts(cx, operation),
        Folder::Argwhere => argwhere::parts(cx, operation),
        Folder::Extract => extract::parts(cx, operation),
        Folder::Searchsorted => searchsorted::parts(cx, operation),
    }
}
