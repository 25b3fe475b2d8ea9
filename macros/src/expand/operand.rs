//! Weak scalars: converted to arrays of a dtype, and beside arrays in the enum `Operand`.

use super::context::{Context, ident};
use crate::lattice::Id;
use crate::model::ScalarKind;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum `Operand`.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let numbers = [
        "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "i128", "isize", "usize",
        "f32", "f64",
    ]
    .map(ident)
    .into_iter()
    .map(|name| quote!(#name))
    .chain([
        quote!(#p::Scalar),
        quote!(#p::Complex<f32>),
        quote!(#p::Complex<f64>),
    ]);
    let scalar_dtype = scalar_dtype(cx);
    quote! {
        /// An operand of a function of two arrays: an array, or a scalar that takes the other operand's dtype.
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

        #scalar_dtype
    }
}

/// The function that finds the dtype of a scalar that the dtype of the array beside it does not accept, if the table has
/// rules for such scalars.
fn scalar_dtype(cx: &Context<'_>) -> Option<TokenStream> {
    let p = cx.private();
    let marker = cx.marker();
    let rule = |id: Id, kind: ScalarKind| {
        let rules = || cx.model.scalars.iter().filter(|rule| rule.kind == kind);
        let of_dtype = rules().find(|rule| rule.dtype == Some(id));
        of_dtype.or_else(|| rules().find(|rule| rule.dtype.is_none()))
    };
    let mut is_complete = true;
    let mut arms = Vec::new();
    for kind in ScalarKind::ALL {
        let variant = ident(kind.variant());
        for (id, dtype) in cx.model.dtypes.iter().enumerate() {
            if let Some(rule) = rule(id, kind) {
                let (array, result) = (&dtype.ident, &cx.model.dtypes[rule.result].ident);
                arms.push(quote! {
                    (ArrayView::#array(_), #p::Scalar::#variant(_)) => DType::#result
                });
            } else {
                is_complete = false;
            }
        }
    }
    let otherwise = (!is_complete).then(|| quote!(_ => return #p::Option::None,));
    let accepts = cx.dtypes().map(|dtype| {
        let (array, ty) = (&dtype.ident, cx.ty(dtype));
        quote!(ArrayView::#array(_) => #p::operand::accepts::<#marker, #ty>(scalar))
    });
    (!arms.is_empty()).then(|| {
        quote! {
            /// The scalar and its dtype, if the dtype of the array beside it does not accept the scalar.
            fn scalar_dtype(
                array: &ArrayView<'_>,
                scalar: #p::Scalar,
            ) -> #p::Option<(DType, #p::Scalar)> {
                let dtype = match (array, scalar) {
                    #(#arms,)*
                    #otherwise
                };
                let is_accepted = match array { #(#accepts,)* };
                if is_accepted {
                    #p::Option::None
                } else {
                    #p::Option::Some((dtype, scalar))
                }
            }
        }
    })
}

/// `DType::scalar`
pub(super) fn scalar(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let weak = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        let ty = cx.ty(dtype);
        quote!(Self::#ident => #p::operand::weak::<#marker, #ty>(scalar).map(Array::#ident))
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
