//! The marker type and the enum `DType`.

use super::Context;
use crate::model::{DType, Model};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let Model { marker, name, .. } = cx.model;
    let marker_doc = format!("The table `{name}` as a type: what promotion is implemented for.");
    let dtypes = dtype_enum(cx);
    let table = name.to_string();
    quote! {
        #[doc = #marker_doc]
        #[#p::core::prelude::v1::derive(
            #p::core::clone::Clone, #p::core::marker::Copy, #p::core::fmt::Debug,
            #p::core::cmp::PartialEq, #p::core::cmp::Eq, #p::core::hash::Hash
        )]
        pub struct #marker;

        #[automatically_derived]
        impl #p::Table for #marker {
            const NAME: &'static #p::core::primitive::str = #table;
            type DType = DType;
            type Array = Array;
            type ArrayView<'a> = ArrayView<'a>;

            fn name_of(array: &Array) -> &'static #p::core::primitive::str {
                array.dtype().name()
            }

            fn name_of_view(view: &ArrayView<'_>) -> &'static #p::core::primitive::str {
                view.dtype().name()
            }
        }

        #dtypes
    }
}

fn dtype_enum(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let Model { marker, .. } = cx.model;
    let idents: Vec<&Ident> = cx.dtypes().map(|dtype| &dtype.ident).collect();
    let variants = cx.dtypes().map(|dtype| {
        let DType { attrs, ident, .. } = dtype;
        let doc = (attrs.is_empty()).then(|| {
            let doc = format!("The dtype `{}`.", dtype.name());
            quote!(#[doc = #doc])
        });
        quote!(#(#attrs)* #doc #ident)
    });
    let count = idents.len();
    let names: Vec<String> = cx.dtypes().map(DType::name).collect();
    let sizes = cx.dtypes().map(|dtype| cx.ty(dtype, 0));
    let ordered = cx.dtypes().map(|dtype| dtype.ordered);
    let results = results(cx);
    quote! {
        /// The dtypes of the table.
        #[#p::core::prelude::v1::derive(
            #p::core::clone::Clone, #p::core::marker::Copy, #p::core::fmt::Debug,
            #p::core::cmp::PartialEq, #p::core::cmp::Eq, #p::core::hash::Hash
        )]
        pub enum DType {
            #(#variants,)*
        }

        impl DType {
            /// All dtypes, in the order of the table.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];

            const NAMES: [&'static #p::core::primitive::str; #count] = [#(#names),*];

            /// The name, as errors and files have it.
            #[must_use]
            pub const fn name(self) -> &'static #p::core::primitive::str {
                Self::NAMES[self as #p::core::primitive::usize]
            }

            /// The size of an element in bytes.
            #[must_use]
            pub const fn size(self) -> #p::core::primitive::usize {
                const SIZES: [#p::core::primitive::usize; #count] = [#(#p::core::mem::size_of::<#sizes>()),*];
                SIZES[self as #p::core::primitive::usize]
            }

            /// Whether the dtype has a largest and a smallest element.
            #[must_use]
            pub const fn is_ordered(self) -> #p::core::primitive::bool {
                const ORDERED: [#p::core::primitive::bool; #count] = [#(#ordered),*];
                ORDERED[self as #p::core::primitive::usize]
            }

            /// The dtype that the two promote to, or `None` where the table defines none.
            #[must_use]
            pub const fn promote(self, other: Self) -> #p::core::option::Option<Self> {
                #results
            }

            /// The dtype of an element type of the table.
            #[must_use]
            pub const fn of<T: #p::Element>() -> Self
            where
                #marker: #p::Holds<T>,
            {
                <#marker as #p::Holds<T>>::DTYPE
            }
        }

        #[automatically_derived]
        impl #p::core::fmt::Display for DType {
            fn fmt(&self, f: &mut #p::core::fmt::Formatter<'_>) -> #p::core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[automatically_derived]
        impl #p::core::str::FromStr for DType {
            type Err = #p::Error;

            fn from_str(name: &#p::core::primitive::str) -> #p::core::result::Result<Self, #p::Error> {
                #p::array::named::<#marker>(name, &Self::NAMES, Self::ALL)
            }
        }
    }
}

/// The matrix of results, looked up.
fn results(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let dtypes = &cx.model.dtypes;
    let count = dtypes.len();
    let rows = (0..count).map(|a| {
        let row = (0..count).map(|b| match cx.model.promotions.get(a, b) {
            Some(result) => {
                let ident = &dtypes[result].ident;
                quote!(#p::core::option::Option::Some(DType::#ident))
            }
            None => quote!(#p::core::option::Option::None),
        });
        quote!([#(#row),*])
    });
    quote! {
        const RESULTS: [[#p::core::option::Option<DType>; #count]; #count] = [#(#rows),*];
        RESULTS[self as #p::core::primitive::usize][other as #p::core::primitive::usize]
    }
}
