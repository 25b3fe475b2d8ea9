//! `crate = PATH;`: the one item that names the path, and everything else by way of it.
//!
//! A path that leads nowhere is then one error, where it was written. Of what is imported through an import that failed,
//! rustc says nothing more, as long as each name is imported as itself: a glob would bring none of them.

use super::{Context, ups};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// What `__private` of `argwhere` is imported as, in the table's module.
const NAME: &str = "__argwhere";

/// What the modules of kernels have in scope, beside the names that have a rank in them.
const IN_KERNELS: [&str; 18] = [
    "Axis",
    "Best",
    "Error",
    "Index",
    "Max",
    "Min",
    "Native",
    "Option",
    "Out",
    "Newtype",
    "Portable",
    "Result",
    "Strided",
    "StridedMut",
    "Vec",
    "extremum",
    "nonzero",
    "where_",
];
const RANKED: [&str; 3] = ["ArrayView", "ArrayViewMut", "Ix"];

/// The name, as generated code writes it before [`reached`].
pub(super) fn name() -> TokenStream {
    let name = Ident::new(NAME, Span::call_site());
    quote!(#name)
}

/// The import, at the path that the user wrote: at its last name, for rustc underlines no more than a token.
pub(super) fn item(cx: &Context<'_>, path: &TokenStream) -> TokenStream {
    let last = path.clone().into_iter().last();
    let place = last.map_or_else(Span::call_site, |token| token.span());
    let name = name();
    let word = cx.at(place, quote!(use));
    let imported = cx.at(place, quote!(__private as #name;));
    quote!(#word #path::#imported)
}

/// The same tokens with the name lengthened to a path that is valid `depth` modules below the table's.
pub(super) fn reached(tokens: TokenStream, depth: usize, max_rank: usize) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_ident = |at: usize, wanted: &str| matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == wanted);
    let mut out = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) if ident == NAME => {
                let up = if depth == 0 {
                    vec![quote!(self)]
                } else {
                    ups(depth).collect()
                };
                out.extend(quote!(#(#up::)* #ident));
            }
            // `use __argwhere::*;`
            TokenTree::Ident(word) if word == "use" && is_ident(at + 1, NAME) => {
                out.extend(quote! {
                    #[allow(unused_imports, reason = "not every kernel needs every name")]
                    #word
                });
            }
            TokenTree::Punct(star) if star.as_char() == '*' && at > 2 && is_ident(at - 3, NAME) => {
                out.extend(in_kernels(max_rank));
            }
            TokenTree::Group(group) => {
                let is_module = at > 1 && is_ident(at - 2, "mod");
                let inner = reached(group.stream(), depth + usize::from(is_module), max_rank);
                let mut inner = Group::new(group.delimiter(), inner);
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            other => out.extend([other.clone()]),
        }
    }
    out
}

fn in_kernels(max_rank: usize) -> TokenStream {
    let names = IN_KERNELS.map(super::ident);
    let ranked = (0..=max_rank).flat_map(|rank| RANKED.map(|name| format_ident!("{name}{rank}")));
    quote!({ #(#names,)* #(#ranked,)* })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_depth(tokens: TokenStream) -> String {
        reached(tokens, 0, 0).to_string()
    }

    #[test]
    fn the_name_is_reached_from_every_depth() {
        let written = quote! {
            fn f(x: __argwhere::A) {}
            pub mod m { const B: [__argwhere::B; 1] = []; mod n { fn g() -> __argwhere::C; } }
        };
        let expected = quote! {
            fn f(x: self::__argwhere::A) {}
            pub mod m {
                const B: [super::__argwhere::B; 1] = [];
                mod n { fn g() -> super::super::__argwhere::C; }
            }
        };
        assert_eq!(at_depth(written), expected.to_string());
    }

    #[test]
    fn a_glob_becomes_a_list_of_names() {
        let found = at_depth(quote!(
            mod m {
                use __argwhere::*;
            }
        ));
        assert!(
            found.contains("use super :: __argwhere :: { Axis"),
            "{found}"
        );
        assert!(
            found.contains("ArrayView0 , ArrayViewMut0 , Ix0 ,"),
            "{found}"
        );
        assert!(!found.contains('*'), "{found}");
    }
}
