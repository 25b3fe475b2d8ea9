//! Turns the model into tokens: a module with everything that a table generates. [`context`] defines how generated code
//! names things.

mod array;
mod context;
mod dispatch;
mod docs;
mod dtype;
mod enums;
mod features;
mod operand;
mod ops;
mod promotion;
mod user_types;

use crate::model::{Model, may_be};
use crate::operations::Arity;
use context::Context;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

/// The whole module.
pub(crate) fn table(model: &Model) -> TokenStream {
    let cx = Context::new(model);
    let Model {
        attrs, vis, name, ..
    } = model;
    let docs = format!("\n\n{}", docs::module(&cx));
    let is_deprecated = |attr: &Attribute| may_be(&attr.meta, "deprecated");
    let deprecated = model.dtypes.iter().flat_map(|dtype| &dtype.attrs).any(is_deprecated).then(|| {
        quote!(#[allow(deprecated, reason = "code generated for a deprecated dtype names it")])
    });
    let import = cx.import_of_table();
    let types = user_types::modules(&cx);
    let enums = enums::items(&cx);
    let dtype = dtype::items(&cx);
    let array = array::items(&cx);
    let dispatch = dispatch::items(&cx);
    let scalar = operand::scalar(&cx);
    let has_pairs = model
        .operations
        .iter()
        .any(|operation| operation.arity == Arity::Pair);
    let operand = has_pairs.then(|| operand::items(&cx));
    let promotion = promotion::items(&cx);
    let operations = ops::items(&cx);
    let features = features::items(&cx);
    quote! {
        #(#attrs)*
        #[doc = #docs]
        #deprecated
        #vis mod #name {
            #import
            #types
            #enums
            #dtype
            #array
            #dispatch
            #scalar
            #operand
            #promotion
            #operations
            #features
        }
    }
}
