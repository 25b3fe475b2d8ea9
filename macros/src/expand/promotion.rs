//! The trait `Promotion` for every defined pair, and the conversions it needs.
//!
//! A conversion takes the way with the fewest *links* from a dtype up to the result. A link is a step of the table, done
//! by its `with` or else by `From`; or a cast, which takes a primitive to any primitive above it at once. So a cast never
//! goes over a dtype between that is less exact, and each declared step is still checked by rustc.

use super::{Context, at, ident};
use crate::lattice::{Id, shortest};
use crate::model::{DType, Model, Step, primitive};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let links = links(cx.model).into_iter().map(|link| function(cx, &link));
    let pairs = pairs(cx);
    quote! {
        mod convert {
            #[allow(unused_imports, reason = "a conversion may be written with its full path")]
            use super::super::*;

            #(#links)*
        }

        #(#pairs)*
    }
}

/// One conversion.
struct Link<'a> {
    lower: Id,
    upper: Id,
    /// The declared step, or `None` for a cast over several.
    step: Option<&'a Step>,
}

/// The declared steps, then the casts.
fn links(model: &Model) -> Vec<Link<'_>> {
    let is_primitive = |id: Id| primitive(&model.dtypes[id].ty).is_some();
    let ids = || 0..model.dtypes.len();
    let mut links: Vec<Link<'_>> = model
        .steps
        .iter()
        .map(|step| Link {
            lower: step.lower,
            upper: step.upper,
            step: Some(step),
        })
        .collect();
    for lower in ids().filter(|&id| is_primitive(id)) {
        for upper in
            ids().filter(|&id| id != lower && is_primitive(id) && model.order.is_below(lower, id))
        {
            if !links
                .iter()
                .any(|link| (link.lower, link.upper) == (lower, upper))
            {
                links.push(Link {
                    lower,
                    upper,
                    step: None,
                });
            }
        }
    }
    links
}

/// The conversion of a link as a function.
fn function(cx: &Context<'_>, link: &Link<'_>) -> TokenStream {
    let p = cx.private();
    let dtypes = &cx.model.dtypes;
    let (lower, upper) = (&dtypes[link.lower], &dtypes[link.upper]);
    let name = link_name(lower, upper);
    let (from, to) = (cx.ty(lower, 1), cx.ty(upper, 1));
    // At the step's span, so that a missing `From` is reported there.
    let span = link.step.map_or_else(Span::call_site, |step| step.span);
    let element = Ident::new("element", span);
    let is_cast = primitive(&lower.ty).is_some() && primitive(&upper.ty).is_some();
    let body = match link.step {
        Some(Step {
            with: Some(with), ..
        }) => {
            let with = super::user::deepen(quote!(#with), 2);
            quote! {
                let convert: fn(#from) -> #to = #with;
                convert(#element)
            }
        }
        Some(step) if !(step.lossy && is_cast) => at(
            span,
            quote!(<#to as #p::core::convert::From<#from>>::from(#element)),
        ),
        _ if primitive(&lower.ty) == Some("bool") => {
            quote!(#element as #p::core::primitive::u8 as #to)
        }
        _ => quote!(#element as #to),
    };
    quote! {
        #[inline]
        #[allow(dead_code, reason = "a way may go round a step")]
        pub(super) fn #name(#element: #from) -> #to {
            #body
        }
    }
}

fn link_name(lower: &DType, upper: &DType) -> Ident {
    ident(&format!("__{}_to_{}", lower.module(), upper.module()))
}

/// `impl Promotion<A, B> for Table`, for every defined pair.
fn pairs(cx: &Context<'_>) -> Vec<TokenStream> {
    let p = cx.private();
    let Model {
        marker,
        dtypes,
        promotions,
        ..
    } = cx.model;
    let links = links(cx.model);
    let convert = |from: Id, to: Id| {
        let next = |at: Id| {
            links
                .iter()
                .filter(|link| link.lower == at)
                .map(|link| link.upper)
                .collect()
        };
        let way = shortest(dtypes.len(), from, to, next).unwrap_or_default();
        way.windows(2).fold(quote!(element), |element, link| {
            let name = link_name(&dtypes[link[0]], &dtypes[link[1]]);
            quote!(convert::#name(#element))
        })
    };
    let mut impls = Vec::new();
    for a in 0..dtypes.len() {
        for b in 0..dtypes.len() {
            let Some(result) = promotions.get(a, b) else {
                continue;
            };
            let [left, right, output] = [a, b, result].map(|id| cx.ty(&dtypes[id], 0));
            let (from_left, from_right) = (convert(a, result), convert(b, result));
            impls.push(quote! {
                #[automatically_derived]
                impl #p::Promotion<#left, #right> for #marker {
                    type Output = #output;

                    #[inline]
                    fn left(element: #left) -> #output {
                        #from_left
                    }

                    #[inline]
                    fn right(element: #right) -> #output {
                        #from_right
                    }
                }
            });
        }
    }
    impls
}
