//! The enums of a table, which have a variant per dtype: `DType`, `Array`, `ArrayView` and `ArrayViewMut`.
//!
//! The comment of a row is that of its variants. Its links resolve in the scope around the table, as those in the comment of
//! the table's module do. rustdoc resolves them where the enum is declared. So, for rustdoc alone, the enums are declared in a
//! module that imports that scope.

use super::context::Context;
use crate::model::{DType, is_doc};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let attrs = || cx.dtypes().flat_map(|dtype| &dtype.attrs);
    let types = cx.dtypes().map(|dtype| cx.ty(dtype).into_token_stream());
    let plain = enums(cx, &cx.private(), types, ToTokens::to_token_stream);
    if !attrs().filter_map(text).any(|text| text.contains('[')) {
        return quote!(#(#plain)*);
    }
    let types = cx.dtypes().map(|dtype| cx.ty(dtype).in_user_scope());
    let documented = enums(cx, &cx.private_at(1), types, deepen_links);
    quote! {
        #(#[cfg(not(doc))] #plain)*

        #[cfg(doc)]
        mod __documented {
            use super::super::*;

            #(#documented)*
        }
        #[cfg(doc)]
        #[doc(inline)]
        pub use self::__documented::{Array, ArrayView, ArrayViewMut, DType};
    }
}

/// The enums, with the path of the items of `argwhere`, the element types, and how the attributes of a row are written.
fn enums(
    cx: &Context<'_>,
    p: &TokenStream,
    types: impl Iterator<Item = TokenStream>,
    attribute: impl Fn(&Attribute) -> TokenStream,
) -> [TokenStream; 4] {
    let attributes =
        |dtype: &DType| -> TokenStream { dtype.attrs.iter().map(&attribute).collect() };
    let has_doc = |dtype: &DType| dtype.attrs.iter().any(is_doc);
    let variants = cx.dtypes().map(|dtype| {
        let (attrs, ident) = (attributes(dtype), &dtype.ident);
        let doc = format!("The dtype `{}`.", dtype.name());
        let doc = (!has_doc(dtype)).then(|| quote!(#[doc = #doc]));
        quote!(#doc #attrs #ident)
    });
    let heads: Vec<TokenStream> = cx
        .dtypes()
        .map(|dtype| {
            let (attrs, ident) = (attributes(dtype), &dtype.ident);
            let doc = format!("An array of dtype `{}`.", dtype.name());
            // A paragraph of its own before what the user wrote.
            let gap = has_doc(dtype).then(|| quote!(#[doc = ""]));
            quote!(#[doc = #doc] #gap #attrs #ident)
        })
        .collect();
    let types: Vec<TokenStream> = types.collect();
    [
        quote! {
            /// The dtypes of the table.
            #[#p::derive(#p::Clone, #p::Copy, #p::Debug, #p::PartialEq, #p::Eq, #p::Hash)]
            pub enum DType {
                #(#variants,)*
            }
        },
        quote! {
            /// An array whose dtype and rank are known at run time.
            #[#p::derive(#p::Clone)]
            pub enum Array {
                #(#heads(#p::ArrayD<#types>),)*
            }
        },
        quote! {
            /// A view of an array whose dtype and rank are known at run time: an
            /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of one of the dtypes.
            #[#p::derive(#p::Clone)]
            pub enum ArrayView<'a> {
                #(#heads(#p::ArrayViewD<'a, #types>),)*
            }
        },
        quote! {
            /// A mutable view of an array whose dtype and rank are known at run time, to which the `_into` functions write: an
            /// [`ndarray::ArrayViewMutD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewMutD.html) of one of the dtypes.
            pub enum ArrayViewMut<'a> {
                #(#heads(#p::ArrayViewMutD<'a, #types>),)*
            }
        },
    ]
}

/// The text of a doc comment.
pub(super) fn text(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else {
        return None;
    };
    match &meta.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if is_doc(attr) => Some(text.value()),
        _ => None,
    }
}

/// A doc comment whose links are valid two modules further down. Only `super::` depends on the module, because an import of
/// the scope contains what `self::` does.
fn deepen_links(attr: &Attribute) -> TokenStream {
    match text(attr) {
        Some(text) if text.contains("super::") => {
            let text = LitStr::new(&deepen_text(&text), attr.span());
            // With the place of the comment, so that rustdoc reports a broken link there.
            quote_spanned!(attr.span()=> #[doc = #text])
        }
        _ => attr.to_token_stream(),
    }
}

fn deepen_text(text: &str) -> String {
    const UP: &str = "super::super::";
    let mut text = text.replace("](super::", &format!("]({UP}super::"));
    text = text.replace("]: super::", &format!("]: {UP}super::"));
    for open in ["[super::", "[`super::"] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start) {
            let Some(end) = text[start..].find(']').map(|end| start + end + 1) else {
                break;
            };
            // A link whose text is its path.
            if !text[end..].starts_with(['(', '[', ':']) {
                let path = text[start + 1..end - 1].trim_matches('`');
                let target = format!("({UP}{path})");
                text.insert_str(end, &target);
            }
            at = end;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_through_super_are_lengthened() {
        for (written, deeper) in [
            (" See [`Metres`].", " See [`Metres`]."),
            (" See [`self::Metres`].", " See [`self::Metres`]."),
            (
                " See [`super::Metres`] and [super::a::B].",
                " See [`super::Metres`](super::super::super::Metres) and [super::a::B](super::super::super::a::B).",
            ),
            (" [it](super::It)", " [it](super::super::super::It)"),
            (
                " [`super::It`](super::It)",
                " [`super::It`](super::super::super::It)",
            ),
            (" [it]: super::It", " [it]: super::super::super::It"),
            (" [super::It", " [super::It"),
        ] {
            assert_eq!(deepen_text(written), deeper);
        }
    }
}
