//! The enum `Operand`: an array or a weak scalar.

use super::Context;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let weak = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        let ty = cx.ty(dtype, 0);
        quote!(DType::#ident => #p::choice::weak::<#marker, #ty>(scalar).map(Array::#ident))
    });
    let numbers = [
        "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "i128", "isize", "usize",
        "f32", "f64",
    ]
    .map(super::ident)
    .into_iter()
    .map(|name| quote!(#p::core::primitive::#name))
    .chain([
        quote!(#p::Scalar),
        quote!(#p::num_complex::Complex<#p::core::primitive::f32>),
        quote!(#p::num_complex::Complex<#p::core::primitive::f64>),
    ]);
    quote! {
        /// An operand of `where_`: an array, or a scalar that takes the other operand's dtype.
        #[#p::core::prelude::v1::derive(
            #p::core::clone::Clone, #p::core::fmt::Debug, #p::core::cmp::PartialEq
        )]
        pub enum Operand<'a> {
            /// An array.
            Array(ArrayView<'a>),
            /// A scalar without a dtype of its own.
            Scalar(#p::Scalar),
        }

        impl<'a, A> #p::core::convert::From<A> for Operand<'a>
        where
            ArrayView<'a>: #p::core::convert::From<A>,
        {
            fn from(array: A) -> Self {
                Self::Array(#p::core::convert::From::from(array))
            }
        }

        #(
            impl #p::core::convert::From<#numbers> for Operand<'_> {
                fn from(number: #numbers) -> Self {
                    Self::Scalar(#p::core::convert::From::from(number))
                }
            }
        )*

        impl DType {
            /// A scalar as a 0-d array of this dtype.
            ///
            /// # Errors
            ///
            /// Where the scalar is of a kind that does not go with the dtype, or out of its range.
            pub fn scalar(
                self,
                scalar: impl #p::core::convert::Into<#p::Scalar>,
            ) -> #p::core::result::Result<Array, #p::Error> {
                let scalar = scalar.into();
                match self { #(#weak,)* }
            }
        }
    }
}
