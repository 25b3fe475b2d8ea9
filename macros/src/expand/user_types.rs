//! Types and expressions that the user wrote, in modules that see the user's scope.
//!
//! A type, a conversion, a zero or a function from scalars may be written as any path that is valid around the table. Each
//! goes into a small module that imports that scope with a glob. [`context`](super::context) defines the names that these
//! modules declare. Paths that begin with `self` or `super` are extended by the depth of the module.

use super::context::{Context, checked, ident, kernel_module, ups};
use crate::model::{DType, Implementation};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, ExprUnary, UnOp};

/// The types, and the values of the portable dtypes.
pub(super) fn modules(cx: &Context<'_>) -> TokenStream {
    let named = || cx.dtypes().filter(|dtype| dtype.primitive().is_none());
    let modules = named().map(|dtype| module(cx, dtype));
    let types = named().next().map(|_| {
        quote! {
            #[doc(hidden)]
            mod types { #(#modules)* }
        }
    });
    let values = cx
        .dtypes()
        .filter(|dtype| matches!(dtype.implementation, Implementation::Portable))
        .map(|dtype| values(cx, dtype));
    quote!(#types #(#values)*)
}

/// The type of a dtype, in a module of its own. See [`TypeName`](super::context::TypeName).
fn module(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private_at(2);
    let module = kernel_module(dtype);
    let [written_name, checked_name, satisfied_name] = ["__Written", "__Checked", "__SATISFIED"]
        .map(|name| Ident::new(&cx.fresh(name), cx.span(dtype.ty_span)));
    let item = if let Some(ty) = &dtype.ty {
        let ty = deepen(quote!(#ty), 3);
        let satisfied = demands(cx, dtype, &written_name);
        quote! {
            use super::super::super::*;
            pub type #written_name = #ty;
            pub const #satisfied_name: #p::core::primitive::bool = #satisfied;
        }
    } else {
        quote! {
            #[#p::derive(#p::Clone, #p::Copy, #p::Debug, #p::Default, #p::PartialEq, #p::PartialOrd)]
            pub struct #written_name;
            pub const #satisfied_name: #p::core::primitive::bool = true;
        }
    };
    let checked = checked(
        &p,
        &quote!(self::#written_name),
        &quote!(self::#satisfied_name),
    );
    quote! {
        pub mod #module {
            #item
            #[cfg(not(doc))]
            pub type #checked_name = #checked;
            // Documentation shows the written type.
            #[cfg(doc)]
            pub use self::#written_name as #checked_name;
        }
    }
}

/// The demands of the row on its type, as an expression that compiles if the type meets them.
fn demands(cx: &Context<'_>, dtype: &DType, written: &Ident) -> TokenStream {
    let p = cx.private_at(2);
    let of_type = cx.at(
        dtype.ty_span,
        quote!(<#written as #p::demands::DType>::SATISFIED),
    );
    let compared = dtype
        .operations
        .iter()
        .any(|operation| operation.needs_order);
    let of_implementation = match &dtype.implementation {
        Implementation::Native if compared => quote!(HasOrderedKernels),
        Implementation::Native => quote!(HasKernels),
        Implementation::Newtype(primitive) => {
            let primitive = ident(primitive);
            quote!(NewtypeOf<#p::core::primitive::#primitive>)
        }
        Implementation::Portable if compared => quote!(HasOrder),
        Implementation::Portable => return of_type,
    };
    let of_implementation = cx.at(
        dtype.implementation_span,
        quote!(<#written as #p::demands::#of_implementation>::SATISFIED),
    );
    quote!(#of_type && #of_implementation)
}

/// `impl Values<T> for Table`: zero and the function from scalars, as the row gives them, or else by the type's traits.
fn values(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let ty = cx.ty(dtype);
    let inner = cx.ty(dtype).in_user_scope();
    let [zero_name, cast_name] = ["__zero", "__cast"].map(|name| ident(&cx.fresh(name)));
    let zero = dtype.zero.as_ref().map(|value| {
        let value = expression(quote!(#value), 2);
        scoped(dtype, "zero", &quote!(fn #zero_name() -> #inner { #value }))
    });
    let is_zero = if zero.is_some() {
        let module = value_module(dtype, "zero");
        quote!(*element == self::#module::#zero_name())
    } else {
        let call = cx.at(
            dtype.implementation_span,
            quote!((&&#p::zero::ZeroOf::<#ty>::TYPE).zero().is_zero(element)),
        );
        let traits = quote!(#p::zero::{ByDefault as _, ByNumTraits as _});
        resolved(&traits, &call)
    };
    let scalar = dtype.scalar.as_ref().map(|function| {
        let function = expression(quote!(#function), 2);
        let p = cx.private_at(1);
        let body = quote! {
            fn #cast_name(#cast_name: #p::Scalar) -> #p::Result<#inner, #p::ScalarError> {
                #p::cast::with::<#inner>(#function, #cast_name)
            }
        };
        scoped(dtype, "scalar", &body)
    });
    let from_scalar = if scalar.is_some() {
        let module = value_module(dtype, "scalar");
        quote!(self::#module::#cast_name(scalar))
    } else {
        let call = quote!((&&&#p::cast::ScalarOf::<#ty>::TYPE).cast(scalar));
        let traits = quote!(#p::cast::{ByFromPrimitive as _, ByNothing as _, ByNumCast as _});
        resolved(&traits, &call)
    };
    let written = cx.ty(dtype).written();
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

/// The name of the module that holds a dtype's `zero` or `scalar`.
fn value_module(dtype: &DType, what: &str) -> Ident {
    format_ident!("{what}_{}", dtype.module)
}

/// A function that sees the user's scope, in a module of its own.
fn scoped(dtype: &DType, what: &str, function: &TokenStream) -> TokenStream {
    let module = value_module(dtype, what);
    quote! {
        #[doc(hidden)]
        mod #module {
            use super::super::*;

            #[inline]
            pub(super) #function
        }
    }
}

/// A method call that resolves to the first of several traits that the type implements.
fn resolved(traits: &TokenStream, call: &TokenStream) -> TokenStream {
    quote! {
        // The type decides which of these traits is used.
        use #traits;
        #call
    }
}

/// An expression, rewritten to be valid `depth` modules further down.
pub(super) fn expression(tokens: TokenStream, depth: usize) -> TokenStream {
    deepen(together(tokens), depth)
}

/// The tokens of an expression, with parentheses around each fragment that needs them.
///
/// A fragment such as `$e:expr` arrives in an invisible group. rustc ignores such a group where a procedural macro returns
/// it: `$e * 2` with `1 + 2` as `$e` would become `1 + 2 * 2`.
fn together(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut written = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            written.extend([token.clone()]);
            continue;
        };
        let inner = together(group.stream());
        let is_invisible = group.delimiter() == Delimiter::None;
        let new = if is_invisible && needs_parentheses(&inner, tokens.get(at + 1)) {
            // With the position of generated code, so that rustc does not call the parentheses unnecessary.
            Group::new(Delimiter::Parenthesis, inner)
        } else {
            let mut same = Group::new(group.delimiter(), inner);
            same.set_span(group.span());
            same
        };
        written.extend([TokenTree::Group(new)]);
    }
    written
}

/// Whether an expression may fall apart among other tokens. A pattern or a type that reads like such an expression remains
/// valid in parentheses.
fn needs_parentheses(expression: &TokenStream, next: Option<&TokenTree>) -> bool {
    let Ok(expression) = syn::parse2::<Expr>(expression.clone()) else {
        return false;
    };
    match expression {
        // As an argument in angle brackets, a negative number must not have parentheses.
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) if matches!(*expr, Expr::Lit(_)) => {
            matches!(next, Some(TokenTree::Punct(next)) if ['.', '?'].contains(&next.as_char()))
        }
        Expr::Binary(_)
        | Expr::Cast(_)
        | Expr::Closure(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Range(_)
        | Expr::Reference(_)
        | Expr::Struct(_)
        | Expr::Unary(_) => true,
        _ => false,
    }
}

/// The tokens, rewritten to be valid `depth` modules further down: `self::x` and `super::x` are extended.
pub(super) fn deepen(tokens: TokenStream, depth: usize) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let mut deeper = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        // A path begins here if `::` follows this token and does not precede it.
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
    fn a_fragment_that_may_fall_apart_is_put_in_parentheses() {
        let inside = |fragment: TokenStream, rest: TokenStream| {
            let group = Group::new(Delimiter::None, fragment);
            together(quote!(f(#group #rest))).to_string()
        };
        for (fragment, rest) in [
            (quote!(1 + 2), quote!(*2)),
            (quote!(x as i8), quote!(< 2)),
            (quote!(&x), quote!(.y)),
            (quote!(-x), quote!(.y)),
            (quote!(-1), quote!(.abs())),
            (quote!(|x| x), quote!((3))),
            (quote!(Point { x: 1 }), quote!()),
        ] {
            let expected = quote!(f((#fragment) #rest)).to_string();
            assert_eq!(inside(fragment, rest), expected);
        }
        for (fragment, rest) in [
            (quote!(path::to::f), quote!((x))),
            (quote!(Type<u8>), quote!(::new())),
            (quote!([u8; 4]), quote!()),
            (quote!(-1), quote!(, 2)),
            (quote!(f(x)), quote!(.y)),
            (quote!((1 + 2)), quote!(*2)),
            (quote!({ x }), quote!()),
            (quote!(&'static str), quote!()),
        ] {
            let group = Group::new(Delimiter::None, fragment.clone());
            let expected = quote!(f(#group #rest)).to_string();
            assert_eq!(inside(fragment, rest), expected);
        }
        let twice = Group::new(Delimiter::None, quote!(1 + 2));
        let twice = Group::new(Delimiter::None, quote!(#twice));
        assert_eq!(
            together(quote!(#twice * 2)).to_string(),
            quote!((1 + 2) * 2).to_string()
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
