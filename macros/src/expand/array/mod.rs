//! The implementations of the enums `Array`, `ArrayView` and `ArrayViewMut`: an array whose dtype is known at run time. `conversions` generates
//! the conversions from and to other types, and `views` the methods that return a view.
//!
//! A method that calls `ndarray` for each dtype is `#[inline]`. So a crate that does not print, copy or slice arrays does
//! not compile it.

mod conversions;
mod parts;
mod views;

pub(super) use parts::example;

use super::context::Context;
use parts::each;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let shared = [
        shared(cx, &quote!(Array), &quote!()),
        shared(cx, &quote!(ArrayView), &quote!(<'_>)),
        shared(cx, &quote!(ArrayViewMut), &quote!(<'_>)),
    ];
    let own = own(cx);
    let view = view(cx);
    let views = views::methods(cx);
    let conversions = conversions::items(cx);
    quote!(#(#shared)* #own #view #views #conversions)
}

/// The methods that arrays and views have in common.
fn shared(cx: &Context<'_>, name: &TokenStream, lifetime: &TokenStream) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let idents: Vec<&Ident> = cx.dtypes().map(|dtype| &dtype.ident).collect();
    let shape = each(cx, |_| quote!(inner.shape()));
    let strides = each(cx, |_| quote!(inner.strides()));
    let debug = each(cx, |ident| {
        let variant = ident.to_string();
        quote!(#p::array::debug(#variant, inner, f))
    });
    let display = each(cx, |_| quote!(#p::array::display::<#marker, _>(inner, f)));
    // With one dtype, the arms before it match every pair.
    let other_dtype = (idents.len() > 1).then(|| quote!(_ => false,));
    quote! {
        impl #name #lifetime {
            /// The dtype.
            #[must_use]
            pub fn dtype(&self) -> DType {
                match self { #(Self::#idents(_) => DType::#idents,)* }
            }

            /// The length of each axis.
            #[must_use]
            pub fn shape(&self) -> &[usize] {
                #shape
            }

            /// The strides, in elements: the distance between neighbouring elements along each axis.
            #[must_use]
            pub fn strides(&self) -> &[isize] {
                #strides
            }

            /// The number of axes.
            #[must_use]
            pub fn ndim(&self) -> usize {
                self.shape().len()
            }

            /// The number of elements.
            #[must_use]
            pub fn len(&self) -> usize {
                #p::Iterator::product(self.shape().iter())
            }

            /// Whether the array has no elements.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }
        }

        // Not marked as derived: clippy would ask for `Eq` if every element type is `Eq`.
        impl #p::PartialEq for #name #lifetime {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    #((Self::#idents(inner), Self::#idents(other)) => #p::array::equal(inner, other),)*
                    #other_dtype
                }
            }
        }

        #[automatically_derived]
        impl #p::Debug for #name #lifetime {
            #[inline]
            fn fmt(&self, f: &mut #p::fmt::Formatter<'_>) -> #p::fmt::Result {
                #debug
            }
        }

        #[automatically_derived]
        impl #p::fmt::Display for #name #lifetime {
            #[inline]
            fn fmt(&self, f: &mut #p::fmt::Formatter<'_>) -> #p::fmt::Result {
                #display
            }
        }
    }
}

/// What only an array has.
fn own(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let view = each(cx, |ident| quote!(ArrayView::#ident(inner.view())));
    let view_mut = each(cx, |ident| quote!(ArrayViewMut::#ident(inner.view_mut())));
    let reshaped = each(
        cx,
        |ident| quote!(Self::#ident(#p::array::reshape(inner, shape))),
    );
    let to_shape = example(
        cx,
        "let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
         let columns_first = x.t().to_shape(&[4])?;\n\
         assert_eq!(columns_first.to_string(), \"[1, 9, 5, 2]\");",
    );
    let into_shape = example(
        cx,
        "let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
         let flat = x.into_shape_with_order(&[4])?;\n\
         assert_eq!(flat.to_string(), \"[1, 5, 9, 2]\");",
    );
    quote! {
        impl Array {
            /// A view of the array.
            #[must_use]
            #[inline]
            pub fn view(&self) -> ArrayView<'_> {
                #view
            }

            /// A mutable view of the array.
            #[must_use]
            #[inline]
            pub fn view_mut(&mut self) -> ArrayViewMut<'_> {
                #view_mut
            }

            /// Reshapes the array in row-major order, without copying.
            ///
            /// # Errors
            ///
            /// `Reshape` if the shape has a different number of elements, and `NotRowMajor` if the elements are not in row-major order
            /// in memory. The error contains the array.
            #into_shape
            #[inline]
            pub fn into_shape_with_order(
                self,
                shape: &[usize],
            ) -> #p::Result<Self, #p::Rejected<Self>> {
                match self.view().into_shape_with_order(shape) {
                    #p::Result::Ok(_) => #p::Result::Ok(#reshaped),
                    #p::Result::Err(error) => #p::Result::Err(#p::Rejected { value: self, error }),
                }
            }

            /// Copies the elements, in row-major order, to a new array of another shape.
            ///
            /// # Errors
            ///
            /// `Reshape` if the shape has a different number of elements, and `TooLarge` if the copy does not fit in memory.
            #to_shape
            #[inline]
            pub fn to_shape(&self, shape: &[usize]) -> #p::Result<Self, #p::Error> {
                self.view().to_shape(shape)
            }

            /// Converts the array to an `ndarray` array of element type `T` and dimension `D`, without copying.
            ///
            /// # Errors
            ///
            /// `DTypeMismatch` or `RankMismatch` if the array has another dtype or rank. The error contains the array.
            pub fn into_ndarray<T: #p::Element, D: #p::Dimension>(
                self,
            ) -> #p::Result<#p::ndarray::Array<T, D>, #p::Rejected<Self>>
            where
                #marker: #p::HasDType<T>,
            {
                #p::array::into_array::<#marker, T, D>(self)
            }

            /// Views the array as an `ndarray` view of element type `T` and dimension `D`.
            ///
            /// # Errors
            ///
            /// `DTypeMismatch` or `RankMismatch` if the array has another dtype or rank.
            pub fn as_ndarray<T: #p::Element, D: #p::Dimension>(
                &self,
            ) -> #p::Result<#p::ArrayView<'_, T, D>, #p::Error>
            where
                #marker: #p::HasDType<T>,
            {
                self.view().into_ndarray().map_err(#p::From::from)
            }
        }
    }
}

/// What only a view has.
fn view(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let to_owned = each(cx, |ident| quote!(Array::#ident(inner.to_owned())));
    let copied = each(
        cx,
        |ident| quote!(#p::array::copied(inner, shape).map(Array::#ident)),
    );
    let reshaped = each(
        cx,
        |ident| quote!(#p::array::reshaped(inner, shape).map(Self::#ident)),
    );
    let of_copy = example(
        cx,
        "let x = ndarray::array![[1i32, 5], [9, 2]];\n\
         let columns_first = TABLE::ArrayView::from(x.t()).to_shape(&[4])?;\n\
         assert_eq!(columns_first.to_string(), \"[1, 9, 5, 2]\");",
    );
    let of_reshaped = example(
        cx,
        "let x = ndarray::array![[1i32, 5], [9, 2]];\n\
         let flat = TABLE::ArrayView::from(&x).into_shape_with_order(&[4])?;\n\
         assert_eq!(flat.to_string(), \"[1, 5, 9, 2]\");",
    );
    let at = each(
        cx,
        |ident| quote!(Self::#ident(#p::array::at(inner, axis, index))),
    );
    let row = each(
        cx,
        |ident| quote!(Self::#ident(#p::array::row(inner, index))),
    );
    let with_axis = each(
        cx,
        |ident| quote!(Self::#ident(#p::array::with_axis(inner, axis))),
    );
    quote! {
        impl<'a> ArrayView<'a> {
            /// Copies the elements to a new array.
            ///
            /// A view that repeats its elements may show more of them than fit in memory. Then this panics or aborts
            /// the process, as a `Vec` does, and `to_shape` returns an error.
            #[must_use]
            #[inline]
            pub fn to_owned(&self) -> Array {
                #to_owned
            }

            /// Copies the elements, in row-major order, to a new array of another shape.
            ///
            /// # Errors
            ///
            /// `Reshape` if the shape has a different number of elements, and `TooLarge` if the copy does not fit in memory.
            #of_copy
            #[inline]
            pub fn to_shape(&self, shape: &[usize]) -> #p::Result<Array, #p::Error> {
                #copied
            }

            /// Reshapes the view in row-major order, without copying.
            ///
            /// # Errors
            ///
            /// `Reshape` if the shape has a different number of elements, and `NotRowMajor` if the elements are not in row-major order
            /// in memory.
            #of_reshaped
            #[inline]
            pub fn into_shape_with_order(
                self,
                shape: &[usize],
            ) -> #p::Result<Self, #p::Error> {
                #reshaped
            }

            /// Converts the view to an `ndarray` view of element type `T` and dimension `D`.
            ///
            /// # Errors
            ///
            /// `DTypeMismatch` or `RankMismatch` if the view has another dtype or rank. The error contains the view.
            pub fn into_ndarray<T: #p::Element, D: #p::Dimension>(
                self,
            ) -> #p::Result<#p::ArrayView<'a, T, D>, #p::Rejected<Self>>
            where
                #marker: #p::HasDType<T>,
            {
                #p::array::into_view::<#marker, T, D>(self)
            }
        }

        #[doc(hidden)]
        impl #p::array::DynamicView for ArrayView<'_> {
            // As a path, this would name the variant of a dtype called `shape`.
            fn shape(&self) -> &[usize] {
                self.shape()
            }

            fn at(&self, axis: #p::Axis, index: usize) -> Self {
                #at
            }

            fn row(&self, index: usize) -> Self {
                #row
            }

            fn with_axis(&self, axis: #p::Axis) -> Self {
                #with_axis
            }
        }
    }
}
