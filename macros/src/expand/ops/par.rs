//! The module `par`: the dynamic functions on several threads.
//!
//! Like the items of `partial`, all of it is passed to a macro of `argwhere`, which expands to it only with the feature
//! `rayon`. The functions that dispatch on the dtype are in the table's module, where the names of its types are in scope.
//! They are `#[inline]`, so that a crate that calls none of them does not compile them.

use super::shared::{OutputTypes, ParameterTypes, arms_by, new_type, types};
use super::where_;
use crate::expand::context::Context;
use crate::operations::{Folder, Operation};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The module, and the functions that it calls.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let functions: Vec<[TokenStream; 2]> = cx
        .model
        .operations
        .iter()
        .filter_map(|operation| function(cx, operation))
        .collect();
    if functions.is_empty() {
        return quote!();
    }
    let public = functions.iter().map(|[public, _]| public);
    let inner = functions.iter().map(|[_, inner]| inner);
    let import = cx.import(1);
    quote! {
        #p::par_items! {
        /// The functions of the table on several threads. See the [module `par`](__argwhere::par) for what they have in
        /// common.
        pub mod par {
            #import

            pub use #p::par::Par;

            #(#public)*
        }

        #(#inner)*
        }
    }
}

/// The public function of an operation, and the function that dispatches on the dtype.
fn function(cx: &Context<'_>, operation: Operation) -> Option<[TokenStream; 2]> {
    let p = cx.private();
    let call = match operation.folder {
        Folder::Extremum if operation.outputs.len() == 2 => "argminmax",
        Folder::Extremum => "extremum",
        Folder::TopK => "top_k",
        Folder::CountNonzero => "count_nonzero",
        Folder::Nonzero => "nonzero",
        Folder::Argwhere => "places",
        Folder::Where => return Some(where_::on_threads(cx, operation)),
        Folder::Extract | Folder::Searchsorted => return None,
    };
    let call = format_ident!("{call}");
    let name = cx.public_name(operation.name);
    let inner_name = format_ident!("__par_{}", operation.name);
    let marker = cx.marker();
    let choice = types(cx, operation);
    let parameters: Vec<ParameterTypes> = operation
        .parameters
        .iter()
        .map(|&parameter| ParameterTypes::of(cx, parameter))
        .collect();
    let names = parameters.iter().map(|parameter| &parameter.name);
    let names = quote!(#(#names,)*);
    let public = parameters
        .iter()
        .map(|ParameterTypes { name, public, .. }| quote!(#name: #public,));
    let inner = parameters
        .iter()
        .map(|ParameterTypes { name, inner, .. }| quote!(#name: #inner,));
    let converted = parameters.iter().map(|parameter| &parameter.convert);
    let result = new_type(&OutputTypes::all(cx, operation));
    let public_result = new_type(&OutputTypes::all_at(cx, operation, &quote!(super::Array)));
    let arms = arms_by(
        cx,
        operation,
        |ty| quote!(#p::par_calls::#call::<#marker, #choice #ty>(x, #names par)),
    );
    let input = cx.public_part(quote!(impl #p::Into<super::ArrayView<'a>>));
    let doc = doc(operation);
    Some([
        quote! {
            #[doc = #doc]
            pub fn #name<'a>(x: #input, #(#public)* par: Par) -> #p::Result<#public_result, #p::Error> {
                super::#inner_name(&#p::Into::into(x), #(#converted,)* par)
            }
        },
        quote! {
            #[inline]
            fn #inner_name(
                x: &ArrayView<'_>,
                #(#inner)*
                par: #p::par::Par,
            ) -> #p::Result<#result, #p::Error> {
                match x { #arms }
            }
        },
    ])
}

/// The documentation of a function.
pub(super) fn doc(operation: Operation) -> String {
    let name = operation.name;
    format!(
        " [`{name}`](super::{name}()) on several threads. The arguments before `par`, the result and the errors are the same."
    )
}
