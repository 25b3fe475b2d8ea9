//! The marker type, and what the enum `DType` implements.

use super::context::{Context, number};
use crate::model::{DType, Model, unraw};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let Model { marker, name, .. } = cx.model;
    let marker_doc = format!(
        "The marker type of the table `{}`. It implements the traits of [`argwhere::table`](__argwhere::Table).",
        unraw(name)
    );
    let methods = methods(cx);
    let table = unraw(name);
    // When the table lacks a trait, rustc points at the marker.
    let item = cx.at(name.span(), quote!(pub struct #marker;));
    quote! {
        #[doc = #marker_doc]
        #[#p::derive(#p::Clone, #p::Copy, #p::Debug, #p::PartialEq, #p::Eq, #p::Hash)]
        #item

        #[automatically_derived]
        impl #p::Table for #marker {
            const NAME: &'static str = #table;
            type DType = DType;
            type Array = Array;
            type ArrayView<'a> = ArrayView<'a>;
            type ArrayViewMut<'a> = ArrayViewMut<'a>;

            #[inline]
            fn view(array: &Array) -> ArrayView<'_> {
                array.view()
            }

            #[inline]
            fn shape_of_view<'a>(view: &'a ArrayView<'_>) -> &'a [usize] {
                view.shape()
            }

            fn name_of(array: &Array) -> &'static str {
                array.dtype().name()
            }

            fn name_of_view_mut(view: &ArrayViewMut<'_>) -> &'static str {
                view.dtype().name()
            }

            fn name_of_view(view: &ArrayView<'_>) -> &'static str {
                view.dtype().name()
            }
        }

        #methods
    }
}

fn methods(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let idents: Vec<&Ident> = cx.dtypes().map(|dtype| &dtype.ident).collect();
    let count = number(idents.len());
    let names: Vec<String> = cx.dtypes().map(DType::name).collect();
    let sizes = cx.dtypes().map(|dtype| cx.ty(dtype));
    let ordered = cx.dtypes().map(|dtype| dtype.ordered);
    let results = results(cx);
    quote! {
        #[doc(hidden)]
        const __NAMES: [&str; #count] = [#(#names),*];

        impl DType {
            /// All dtypes, in the order of the table.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];

            /// The name in lower case, as error messages show it: `int16` for `DType::Int16`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                __NAMES[self as usize]
            }

            /// The size of an element in bytes.
            #[must_use]
            pub const fn size(self) -> usize {
                const SIZES: [usize; #count] = [#(#p::size_of::<#sizes>()),*];
                SIZES[self as usize]
            }

            /// Whether the elements have an order, which `argmax` and `argmin` need.
            #[must_use]
            pub const fn is_ordered(self) -> bool {
                const ORDERED: [bool; #count] = [#(#ordered),*];
                ORDERED[self as usize]
            }

            /// The dtype that the two promote to, or `None` if the table defines no promotion of them.
            #[must_use]
            pub const fn promote(self, other: Self) -> #p::Option<Self> {
                #results
            }

            /// The dtype of an element type of the table.
            #[must_use]
            pub const fn of<T: #p::Element>() -> Self
            where
                #marker: #p::HasDType<T>,
            {
                <#marker as #p::HasDType<T>>::DTYPE
            }
        }

        #[automatically_derived]
        impl #p::fmt::Display for DType {
            fn fmt(&self, f: &mut #p::fmt::Formatter<'_>) -> #p::fmt::Result {
                f.pad(self.name())
            }
        }

        #[automatically_derived]
        impl #p::FromStr for DType {
            type Err = #p::Error;

            fn from_str(name: &str) -> #p::Result<Self, #p::Error> {
                #p::array::named::<#marker>(name, &__NAMES, Self::ALL)
            }
        }
    }
}

/// The lookup of a pair in the matrix of results.
fn results(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let dtypes = &cx.model.dtypes;
    let ids = || 0..dtypes.len();
    let count = number(dtypes.len());
    let rows = ids().map(|a| {
        let row = ids().map(|b| {
            let result = cx.model.promotions.get(a, b).map(|id| &dtypes[id].ident);
            result.map_or_else(|| quote!(None), |ident| quote!(Some(DType::#ident)))
        });
        quote!([#(#row),*])
    });
    quote! {
        use #p::Option::{self, None, Some};

        const RESULTS: [[Option<DType>; #count]; #count] = [#(#rows),*];
        RESULTS[self as usize][other as usize]
    }
}
