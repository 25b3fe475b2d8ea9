//! What a table implements if `argwhere` has the features for it: reading npy files, and serde.
//!
//! The macro does not know the features of `argwhere`. So it passes the dtypes to a macro of `argwhere`, which expands to
//! nothing without the features.

use super::context::Context;
use crate::errors::messages;
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
            let choices = if borrows(dtype) {
                quote!(ByNothing)
            } else {
                quote!(ByDeserialize ByNothing)
            };
            quote!(#row, #written, [#choices])
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

/// Whether the element type is written with a reference or a lifetime. Such a type may be `Deserialize` for one lifetime
/// only, which method resolution does not see. So it is never deserialized.
fn borrows(dtype: &DType) -> bool {
    let ty = dtype.ty.as_ref().map_or_else(String::new, messages::text);
    ty.contains(['&', '\''])
}
