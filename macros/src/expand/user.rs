//! What the user wrote, in modules that see the user's scope.
//!
//! A type, a conversion, a zero or a scalar's function may be written as any path that is valid around the table. Each goes into a small
//! module that imports that scope with a glob, which everything of the same name in the module would hide; so these
//! modules hold items with names that no user has. `self` and `super` are lengthened by the depth.
//!
//! A type that does not meet what its row demands shall be told once, at the row, and not wherever it is used. So beside
//! the type stands a constant that does not compile then, and everything but the headers of `impl`s names the type by way
//! of that constant: rustc says nothing more of a type that it could not make out. Headers name it as it was written,
//! for rustc does not evaluate constants when it looks whether two of them overlap.

use super::{Context, kernel_module, ups};
use crate::model::{DType, Operation, Run, unraw};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

/// The types, and the values of the portable dtypes.
pub(super) fn modules(cx: &Context<'_>) -> TokenStream {
    let named = || cx.dtypes().filter(|dtype| dtype.primitive().is_none());
    let written = named().map(|dtype| written(cx, dtype));
    let aliases = named().map(|dtype| {
        let alias = alias(cx, dtype);
        let (module, written) = (kernel_module(dtype), written_alias(cx, dtype));
        let checked = checked(cx, dtype, 1, &quote!(#written));
        quote! {
            pub use super::written::#module::__Type as #written;
            #[cfg(not(doc))]
            pub type #alias = #checked;
            // What documentation shows.
            #[cfg(doc)]
            pub use super::written::#module::__Type as #alias;
        }
    });
    let values = cx
        .dtypes()
        .filter(|dtype| matches!(dtype.run, Run::Portable))
        .map(|dtype| values(cx, dtype));
    let types = named().next().map(|_| {
        quote! {
            #[doc(hidden)]
            mod written { #(#written)* }
            #[doc(hidden)]
            mod types { #(#aliases)* }
        }
    });
    quote!(#types #(#values)*)
}

/// A dtype's type, in a module of its own.
fn written(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let (p, module) = (cx.private(), kernel_module(dtype));
    let item = if let Some(ty) = &dtype.ty {
        let ty = deepen(quote!(#ty), 3);
        let met = demands(cx, dtype);
        quote! {
            #[allow(unused_imports, reason = "a type may be written with its full path")]
            use super::super::super::*;
            pub type __Type = #ty;
            pub const __SATISFIED: #p::core::primitive::bool = #met;
        }
    } else {
        quote! {
            #[#p::derive(#p::Clone, #p::Copy, #p::Debug, #p::Default, #p::PartialEq, #p::PartialOrd)]
            pub struct __Type;
            pub const __SATISFIED: bool = true;
        }
    };
    quote!(pub mod #module { #item })
}

/// What the row demands of its type, as an expression that compiles if it is met.
fn demands(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let of_type = cx.at(
        dtype.ty_span,
        quote!(<__Type as #p::demands::DType>::SATISFIED),
    );
    let searched = [Operation::Argmax, Operation::Argmin]
        .into_iter()
        .any(|operation| dtype.operations.has(operation));
    let of_run = match &dtype.run {
        Run::Native if searched => quote!(HasOrderedKernels),
        Run::Native => quote!(HasKernels),
        Run::Newtype(primitive) => {
            let primitive = super::ident(primitive);
            quote!(NewtypeOf<#p::core::primitive::#primitive>)
        }
        Run::Portable if searched => quote!(Ordered),
        Run::Portable => return of_type,
    };
    let of_run = cx.at(
        dtype.run_span,
        quote!(<__Type as #p::demands::#of_run>::SATISFIED),
    );
    quote!(#of_type && #of_run)
}

/// The name of a dtype's type in the module `types`. It is none that rustc would propose for a type of the user's.
pub(super) fn alias(cx: &Context<'_>, dtype: &DType) -> Ident {
    format_ident!("__{}", unraw(&dtype.ident), span = cx.span(dtype.ty_span))
}

/// The name there of a dtype's type as it was written.
pub(super) fn written_alias(cx: &Context<'_>, dtype: &DType) -> Ident {
    format_ident!(
        "__{}Written",
        unraw(&dtype.ident),
        span = cx.span(dtype.ty_span)
    )
}

/// A type, or none that rustc speaks of if the dtype's does not meet what its row demands, named from a module `depth`
/// levels below the table's.
pub(super) fn checked(
    cx: &Context<'_>,
    dtype: &DType,
    depth: usize,
    ty: &TokenStream,
) -> TokenStream {
    if dtype.primitive().is_some() {
        return ty.clone();
    }
    let p = cx.private();
    let (module, up) = (kernel_module(dtype), ups(depth));
    quote!(<#p::demands::Checked<#ty, { #(#up::)* written::#module::__SATISFIED }> as #p::demands::Project>::Type)
}

/// `impl Values<T> for Table`: what the row says of zero and of scalars, or else what the type's traits do.
fn values(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let ty = cx.ty(dtype);
    let inner = cx.ty_in_scope(dtype);
    let zero = dtype.zero.as_ref().map(|value| {
        let value = deepen(quote!(#value), 2);
        scoped(dtype, "zero", &quote!(fn __zero() -> #inner { #value }))
    });
    let is_zero = if zero.is_some() {
        let module = value_module(dtype, "zero");
        quote!(*element == self::#module::__zero())
    } else {
        let call = cx.at(
            dtype.run_span,
            quote!((&&#p::zero::ZeroOf::<#ty>::TYPE).zero().is_zero(element)),
        );
        let traits = quote!(#p::zero::{ByDefault as _, ByNumTraits as _});
        resolved(&traits, &call)
    };
    let scalar = dtype.scalar.as_ref().map(|function| {
        let function = deepen(quote!(#function), 2);
        let body = quote! {
            fn __cast(scalar: #p::Scalar) -> #p::Result<#inner, #p::ScalarError> {
                #p::cast::with::<#inner>(#function, scalar)
            }
        };
        scoped(dtype, "scalar", &body)
    });
    let from_scalar = if scalar.is_some() {
        let module = value_module(dtype, "scalar");
        quote!(self::#module::__cast(scalar))
    } else {
        let call = quote!((&&&#p::cast::ScalarOf::<#ty>::TYPE).cast(scalar));
        let traits = quote!(#p::cast::{ByFromPrimitive as _, ByNothing as _, ByNumCast as _});
        resolved(&traits, &call)
    };
    let written = cx.written(dtype);
    let header = cx.header(dtype, 0, quote!(#p::Values<#written>));
    quote! {
        #zero
        #scalar

        #[automatically_derived]
        #header {
            #[inline]
            fn is_zero(element: &#ty) -> bool {
                #is_zero
            }

            fn from_scalar(scalar: #p::Scalar) -> #p::Result<#ty, #p::ScalarError> {
                #from_scalar
            }
        }
    }
}

/// The name of the module of what a row says of `what`.
fn value_module(dtype: &DType, what: &str) -> Ident {
    format_ident!("{what}_{}", dtype.module)
}

/// A function that sees the user's scope, in a module of its own.
fn scoped(dtype: &DType, what: &str, function: &TokenStream) -> TokenStream {
    let module = value_module(dtype, what);
    quote! {
        #[doc(hidden)]
        mod #module {
            #[allow(unused_imports, reason = "a value may be written with its full path")]
            use super::super::*;

            #[inline]
            pub(super) #function
        }
    }
}

/// A call whose method is found in the first of several traits that the type has.
fn resolved(traits: &TokenStream, call: &TokenStream) -> TokenStream {
    quote! {
        #[allow(unused_imports, reason = "the type decides which of them is used")]
        use #traits;
        #call
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
