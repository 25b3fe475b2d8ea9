//! The module `partial`: the types of partial results, and the implementations of the traits that let them work on arrays of
//! any dtype.
//!
//! Both are passed to a macro of `argwhere`, which expands to them only with the feature `partial`: see `expand/features.rs`.
//! The implementations are `#[inline]`, so that a crate that uses no partial results does not compile them.

use super::shared::{arms, arms_by};
use crate::expand::context::{Context, ident};
use crate::operations::{Folder, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The module, and the implementations for the marker type.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let operations = || {
        cx.model
            .operations
            .iter()
            .filter(|&operation| kind(cx, operation).is_some())
    };
    if operations().next().is_none() {
        return quote!();
    }
    let dynamic = operations().map(|operation| alias(cx, operation, 1));
    let typed = operations().map(|operation| alias(cx, operation, 2));
    let impls = operations().map(|operation| implementation(cx, operation));
    let p = cx.private();
    let [import, import_typed] = [1, 2].map(|depth| cx.import(depth));
    quote! {
        #p::partial_items! {
        /// The results of blocks of an array, which merge into the result of the whole array.
        ///
        /// Blocks have any dtype of the table that has the operation. See the [module `partial`](__argwhere::partial) for
        /// what the types have in common.
        pub mod partial {
            #import

            #(#dynamic)*

            /// The results of blocks whose element type is known at compile time.
            pub mod typed {
                #import_typed

                #(#typed)*
            }
        }

        #(#impls)*
        }
    }
}

/// How the partial results of an operation are made.
enum Kind {
    /// Its rule finds elements in each lane.
    Rule(TokenStream),
    Counts,
    Positions,
}

fn kind(cx: &Context<'_>, operation: Operation) -> Option<Kind> {
    let p = cx.private();
    match operation.folder {
        Folder::Extremum => {
            let extreme = operation.arguments.first().map(|extreme| ident(extreme));
            Some(Kind::Rule(extreme.map_or_else(
                || quote!(#p::partial::MinMax),
                |extreme| quote!(#p::partial::Extremum<#p::#extreme>),
            )))
        }
        Folder::TopK => Some(Kind::Rule(quote!(#p::partial::Sorted))),
        Folder::CountNonzero => Some(Kind::Counts),
        Folder::Nonzero => Some(Kind::Positions),
        Folder::Where | Folder::Argwhere | Folder::Extract | Folder::Searchsorted => None,
    }
}

/// The name of the type of an operation: its own name in the form of a type's.
fn alias(cx: &Context<'_>, operation: Operation, depth: usize) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(depth);
    let name = cx.public_name(operation.bound);
    let is_typed = depth == 2;
    let of = if is_typed {
        format!(
            "the blocks of an array of element type `T` by `{}`",
            operation.name
        )
    } else {
        format!("the blocks of an array by `{}`", operation.name)
    };
    let doc = format!(" The result of searching {of}.");
    let (generics, elements) = if is_typed {
        (quote!(<T>), quote!(#p::partial::Typed<#marker, T>))
    } else {
        (quote!(), quote!(#p::partial::Dynamic<#marker>))
    };
    let ty = match kind(cx, operation) {
        Some(Kind::Rule(rule)) => quote!(#p::partial::Partial<#rule, #elements>),
        Some(Kind::Counts) => quote!(#p::partial::Counts<#elements>),
        Some(Kind::Positions) => quote!(#p::partial::Positions<#elements>),
        None => return quote!(),
    };
    quote! {
        #[doc = #doc]
        pub type #name #generics = #ty;
    }
}

/// The trait with which the marker type tells the dtypes that have the operation.
fn implementation(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    match kind(cx, operation) {
        Some(Kind::Rule(rule)) => {
            let arms = arms_by(
                cx,
                operation,
                |ty| quote!(#p::partial::run::<#marker, #rule, #ty>(rule, x, job)),
            );
            quote! {
                #[doc(hidden)]
                impl #p::partial::HasPartial<#rule> for #marker {
                    #[inline]
                    fn run(
                        rule: &#rule,
                        x: &ArrayView<'_>,
                        job: #p::partial::Job<'_, Array>,
                    ) -> #p::Result<#p::partial::Lanes<Array>, #p::Error> {
                        match x { #arms }
                    }
                }
            }
        }
        Some(Kind::Counts) => {
            let arms = arms(cx, operation, &ident("dynamic"), &quote!(along));
            quote! {
                #[doc(hidden)]
                impl #p::partial::HasCounts for #marker {
                    #[inline]
                    fn count(
                        x: ArrayView<'_>,
                        along: &#p::AlongAxes,
                    ) -> #p::Result<#p::ArrayD<#p::Index>, #p::Error> {
                        match &x { #arms }
                    }
                }
            }
        }
        Some(Kind::Positions) => {
            let arms = arms_by(
                cx,
                operation,
                |ty| quote!(#p::partial::positions::<#marker, #ty>(x)),
            );
            quote! {
                #[doc(hidden)]
                impl #p::partial::HasPositions for #marker {
                    #[inline]
                    fn positions(x: &ArrayView<'_>) -> #p::Result<#p::Vec<#p::Index>, #p::Error> {
                        match x { #arms }
                    }
                }
            }
        }
        None => quote!(),
    }
}
