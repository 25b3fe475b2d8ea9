//! Weak scalars: converted to arrays of a dtype, and beside arrays in the enum `Operand`.

use super::context::Context;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum `Operand`.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let numbers = [
        "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "i128", "isize", "usize",
        "f32", "f64",
    ]
    .map(super::context::ident)
    .into_iter()
    .map(|name| quote!(#name))
    .chain([
        quote!(#p::Scalar),
        quote!(#p::Complex<f32>),
        quote!(#p::Complex<f64>),
    ]);
    quote! {
        /// An operand of `where_`: an array, or a scalar that takes the other operand's dtype.
        #[#p::derive(#p::Clone, #p::Debug, #p::PartialEq)]
        pub enum Operand<'a> {
            /// An array.
            Array(ArrayView<'a>),
            /// A scalar without a dtype of its own.
            Scalar(#p::Scalar),
        }

        impl<'a, A> #p::From<A> for Operand<'a>
        where
            ArrayView<'a>: #p::From<A>,
        {
            #[inline]
            fn from(array: A) -> Self {
                Self::Array(#p::From::from(array))
            }
        }

        #(
            impl #p::From<#numbers> for Operand<'_> {
                fn from(number: #numbers) -> Self {
                    Self::Scalar(#p::From::from(number))
                }
            }
        )*
    }
}

/// `DType::scalar`
pub(super) fn scalar(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let weak = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        let ty = cx.ty(dtype);
        quote!(Self::#ident => #p::where_::weak::<#marker, #ty>(scalar).map(Array::#ident))
    });
    let undefined = cx.has_types_without_scalar().then(|| {
        quote! {
            /// - [`Error::UndefinedScalar`](__argwhere::Error::UndefinedScalar) if the table defines no conversion from scalars to
            ///   this dtype.
        }
    });
    quote! {
        impl DType {
            /// Converts a scalar to a 0-d array of this dtype.
            ///
            /// # Errors
            ///
            /// - [`Error::ScalarKind`](__argwhere::Error::ScalarKind) if the dtype does not accept scalars of this kind.
            /// - [`Error::ScalarOutOfRange`](__argwhere::Error::ScalarOutOfRange) if the scalar is out of range for the dtype.
            #undefined
            pub fn scalar(
                self,
                scalar: impl #p::Into<#p::Scalar>,
            ) -> #p::Result<Array, #p::Error> {
                let scalar = scalar.into();
                match self { #(#weak,)* }
            }
        }
    }
}
