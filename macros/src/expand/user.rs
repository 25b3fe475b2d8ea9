//! What the user wrote, in modules that see the user's scope.
//!
//! A type, a conversion or a zero may be written as any path that is valid around the table. Each goes into a small
//! module that imports that scope with a glob, which everything of the same name in the module would hide; so these
//! modules hold one item each, with a name that no user has. `self` and `super` are lengthened by the depth.

use super::{Context, at, call_site_at, kernel_module, ups};
use crate::model::{DType, Run};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

/// The types, and the zeros of the portable dtypes.
pub(super) fn modules(cx: &Context<'_>) -> TokenStream {
    let named = || cx.dtypes().filter(|dtype| dtype.primitive().is_none());
    let written = named().map(|dtype| written(cx, dtype));
    let aliases = named().map(|dtype| {
        let module = kernel_module(dtype);
        let alias = alias(dtype);
        quote!(pub use super::written::#module::__Type as #alias;)
    });
    let zeros = cx
        .dtypes()
        .filter(|dtype| matches!(dtype.run, Run::Portable))
        .map(|dtype| zero(cx, dtype));
    quote! {
        mod written { #(#written)* }
        mod types { #(#aliases)* }
        #(#zeros)*
    }
}

/// A dtype's type, in a module of its own.
fn written(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let module = kernel_module(dtype);
    let item = match &dtype.ty {
        Some(ty) => {
            let ty = deepen(quote!(#ty), 3);
            quote! {
                #[allow(unused_imports, reason = "a type may be written with its full path")]
                use super::super::super::*;
                pub type __Type = #ty;
            }
        }
        None => {
            let p = cx.private();
            quote! {
                #[#p::derive(#p::Clone, #p::Copy, #p::Debug, #p::Default, #p::PartialEq, #p::PartialOrd)]
                pub struct __Type;
            }
        }
    };
    quote!(pub mod #module { #item })
}

/// The name of a dtype's type in the module `types`, at the span of the type.
pub(super) fn alias(dtype: &DType) -> Ident {
    let span = dtype
        .ty
        .as_ref()
        .map_or_else(|| dtype.ident.span(), Spanned::span);
    let mut alias = dtype.ident.clone();
    alias.set_span(call_site_at(span));
    alias
}

/// `impl Zero<T> for Table`: the default value, or what the row says.
fn zero(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let ty = cx.ty(dtype, 0);
    let module = format_ident!("zero_{}", dtype.module);
    let inner = cx.ty_in_scope(dtype);
    let value = match &dtype.zero {
        Some(value) => deepen(quote!(#value), 2),
        None => at(dtype.run_span, quote!(<#inner as #p::Default>::default())),
    };
    let header = cx.header(dtype, 0, quote!(#p::Zero<#ty>));
    quote! {
        mod #module {
            #[allow(unused_imports, reason = "a zero may be written with its full path")]
            use super::super::*;

            #[inline]
            pub(super) fn __zero() -> #inner {
                #value
            }
        }

        #[automatically_derived]
        #header {
            #[inline]
            fn is_zero(element: &#ty) -> bool {
                *element == self::#module::__zero()
            }
        }
    }
}

/// The same tokens, valid `depth` modules further down: `self::x` and `super::x` are lengthened.
pub(super) fn deepen(tokens: TokenStream, depth: usize) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let mut deeper = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        // A path begins here if `::` follows and does not stand before.
        let begins = is_colon(at + 1)
            && is_colon(at + 2)
            && !(at > 1 && is_colon(at - 1) && is_colon(at - 2));
        match token {
            TokenTree::Ident(ident) if begins && ident == "self" => {
                let up = ups(depth);
                deeper.extend(quote_spanned!(ident.span()=> #(#up)::*));
            }
            TokenTree::Ident(ident) if begins && ident == "super" => {
                let up = ups(depth + 1);
                deeper.extend(quote_spanned!(ident.span()=> #(#up)::*));
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), deepen(group.stream(), depth));
                inner.set_span(group.span());
                deeper.extend([TokenTree::Group(inner)]);
            }
            other => deeper.extend([other.clone()]),
        }
    }
    deeper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_relative_to_the_users_module_are_lengthened() {
        let deeper = |tokens| deepen(tokens, 2).to_string();
        assert_eq!(deeper(quote!(self::A)), quote!(super::super::A).to_string());
        assert_eq!(
            deeper(quote!(super::A)),
            quote!(super::super::super::A).to_string()
        );
        assert_eq!(
            deeper(quote!(B<self::A>)),
            quote!(B<super::super::A>).to_string()
        );
        assert_eq!(
            deeper(quote!((self::f)(x))),
            quote!((super::super::f)(x)).to_string()
        );
    }

    #[test]
    fn other_paths_stay() {
        for tokens in [
            quote!(a::B),
            quote!(::a::B),
            quote!(crate::a::B),
            quote!(|x| x.f),
        ] {
            assert_eq!(deepen(tokens.clone(), 3).to_string(), tokens.to_string());
        }
    }
}
