//! The parts that the methods of arrays and of views share: a match on the dtype, and an example.

use super::super::context::Context;
use crate::model::unraw;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `match self { Self::A(inner) => arm, .. }`, where the arm may use the variant's name.
pub(super) fn each(cx: &Context<'_>, arm: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let arms = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        let arm = arm(ident);
        quote!(Self::#ident(inner) => #arm)
    });
    quote!(match self { #(#arms,)* })
}

/// An example of the table, as documentation: see [`Context::is_own`].
pub(in super::super) fn example(cx: &Context<'_>, code: &str) -> TokenStream {
    let table = unraw(&cx.model.name);
    let text = if cx.is_own() {
        let code = code.replace("TABLE", &format!("argwhere::{table}"));
        format!("\n# Examples\n\n```\n{code}\n# Ok::<(), argwhere::Error>(())\n```")
    } else {
        let code = code.replace("TABLE", &table);
        format!("\n# Examples\n\n```text\n{code}\n```")
    };
    quote!(#[doc = #text])
}
