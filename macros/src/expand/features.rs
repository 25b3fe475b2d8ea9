//! What a table implements if `argwhere` has the features for it: reading npy files, and serde.
//!
//! The macro does not know the features of `argwhere`. So it passes the dtypes to a macro of `argwhere`, which expands to
//! nothing without the features.

use super::context::Context;
use crate::model::{DType, Implementation};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let list = |belongs: fn(&Implementation) -> bool| {
        cx.dtypes()
            .filter(move |dtype| belongs(&dtype.implementation))
    };
    let row = |dtype: &DType| {
        let (ident, name) = (&dtype.ident, dtype.name());
        let ty = cx.ty(dtype);
        quote!(#ident: #ty = #name)
    };
    let native = list(|implementation| matches!(implementation, Implementation::Native)).map(row);
    let newtype =
        list(|implementation| matches!(implementation, Implementation::Newtype(_))).map(row);
    let portable =
        list(|implementation| matches!(implementation, Implementation::Portable)).map(|dtype| {
            let (row, written) = (row(dtype), cx.ty(dtype).written());
            quote!(#row, #written)
        });
    quote! {
        #p::features! {
            #marker,
            native { #(#native,)* }
            newtype { #(#newtype,)* }
            portable { #(#portable;)* }
        }
    }
}
