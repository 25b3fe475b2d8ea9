//! The enums `Array`, `ArrayView` and `ArrayViewMut`: an array whose dtype is known at run time.
//!
//! What matches on the dtype and calls `ndarray` for each is `#[inline]`, so that a crate that does not print, copy or cut
//! arrays does not compile that for every dtype.

use super::context::{Context, TypeName};
use crate::model::{DType, is_doc};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let enums = enums(cx);
    let shared = [
        shared(cx, &quote!(Array), &quote!()),
        shared(cx, &quote!(ArrayView), &quote!(<'_>)),
        shared(cx, &quote!(ArrayViewMut), &quote!(<'_>)),
    ];
    let own = own(cx);
    let view = view(cx);
    let conversions = conversions(cx);
    let holds = cx.dtypes().map(|dtype| holds(cx, dtype));
    quote!(#enums #(#shared)* #own #view #conversions #(#holds)*)
}

/// `match self { Self::A(inner) => arm, .. }`, where the arm may use the variant's name.
fn each(cx: &Context<'_>, arm: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let arms = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        let arm = arm(ident);
        quote!(Self::#ident(inner) => #arm)
    });
    quote!(match self { #(#arms,)* })
}

fn enums(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let heads: Vec<TokenStream> = cx
        .dtypes()
        .map(|dtype| {
            let DType { attrs, ident, .. } = dtype;
            let doc = format!("Of dtype `{}`.", dtype.name());
            // A paragraph of its own before what the user wrote.
            let gap = attrs.iter().any(is_doc).then(|| quote!(#[doc = ""]));
            quote!(#[doc = #doc] #gap #(#attrs)* #ident)
        })
        .collect();
    let types: Vec<TypeName<'_>> = cx.dtypes().map(|dtype| cx.ty(dtype)).collect();
    quote! {
        /// An array whose dtype and rank are known at run time.
        #[#p::derive(#p::Clone, #p::PartialEq)]
        pub enum Array {
            #(#heads(#p::ArrayD<#types>),)*
        }

        /// A view of an array whose dtype and rank are known at run time: an
        /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of one of the dtypes.
        #[#p::derive(#p::Clone, #p::PartialEq)]
        pub enum ArrayView<'a> {
            #(#heads(#p::ArrayViewD<'a, #types>),)*
        }

        /// A mutable view of an array whose dtype and rank are known at run time, where a function that is given its
        /// result's memory writes: an
        /// [`ndarray::ArrayViewMutD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewMutD.html) of one of the dtypes.
        #[#p::derive(#p::PartialEq)]
        pub enum ArrayViewMut<'a> {
            #(#heads(#p::ArrayViewMutD<'a, #types>),)*
        }
    }
}

/// What arrays and views have both.
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
    let display = each(
        cx,
        |_| quote!(#p::array::display::<#marker, _>(inner.view(), f)),
    );
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

            /// The distance between neighbours along each axis, in elements.
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

            /// Whether there is no element.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.len() == 0
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

            /// The array inside, as one of element type `T` and dimension `D`, without copying.
            ///
            /// # Errors
            ///
            /// The array itself comes back where its dtype or its rank is another.
            pub fn into_ndarray<T: #p::Element, D: #p::Dimension>(
                self,
            ) -> #p::Result<#p::ndarray::Array<T, D>, #p::Rejected<Self>>
            where
                #marker: #p::HasDType<T>,
            {
                #p::array::into_array::<#marker, T, D>(self)
            }

            /// A view of the array inside, as one of element type `T` and dimension `D`.
            ///
            /// # Errors
            ///
            /// Where the dtype or the rank is another.
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
    let slice = each(
        cx,
        |ident| quote!(#p::array::sliced(inner, info).map(Self::#ident)),
    );
    let permute = each(
        cx,
        |ident| quote!(#p::array::permuted(inner, axes).map(Self::#ident)),
    );
    let stretch = each(
        cx,
        |ident| quote!(#p::array::broadcast_to(&inner, shape).map(Self::#ident)),
    );
    let transpose = each(cx, |ident| quote!(Self::#ident(inner.reversed_axes())));
    let result = quote!(#p::Result<Self, #p::Error>);
    quote! {
        impl<'a> ArrayView<'a> {
            /// A copy of the elements in an array of their own.
            #[must_use]
            #[inline]
            pub fn to_owned(&self) -> Array {
                #to_owned
            }

            /// A part of the view, cut with [`ndarray::s!`](https://docs.rs/ndarray/latest/ndarray/macro.s.html).
            ///
            /// # Errors
            ///
            /// Where an index or a range reaches outside its axis, or the number of axes is another.
            #[inline]
            pub fn slice(
                self,
                info: impl #p::AsRef<[#p::SliceInfoElem]>,
            ) -> #result {
                let info = info.as_ref();
                #slice
            }

            /// The view with its axes in reverse order.
            #[must_use]
            #[inline]
            pub fn t(self) -> Self {
                #transpose
            }

            /// The view with its axes in another order.
            ///
            /// # Errors
            ///
            /// Where `axes` does not name each axis once.
            #[inline]
            pub fn permuted_axes(self, axes: &[usize]) -> #result {
                #permute
            }

            /// The view stretched to a shape, with stride 0 where it repeats.
            ///
            /// # Errors
            ///
            /// Where the view's shape does not broadcast to it.
            #[inline]
            pub fn broadcast(self, shape: &[usize]) -> #result {
                #stretch
            }

            /// The view inside, as one of element type `T` and dimension `D`.
            ///
            /// # Errors
            ///
            /// The view itself comes back where its dtype or its rank is another.
            pub fn into_ndarray<T: #p::Element, D: #p::Dimension>(
                self,
            ) -> #p::Result<#p::ArrayView<'a, T, D>, #p::Rejected<Self>>
            where
                #marker: #p::HasDType<T>,
            {
                #p::array::into_view::<#marker, T, D>(self)
            }
        }
    }
}

/// From `ndarray`'s types, for every dtype at once.
fn conversions(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let reborrow = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        quote!(ArrayView::#ident(inner) => Self::#ident(#p::Clone::clone(inner)))
    });
    quote! {
        impl<T: #p::Element, D: #p::Dimension> #p::From<#p::ndarray::Array<T, D>> for Array
        where
            #marker: #p::HasDType<T>,
        {
            fn from(array: #p::ndarray::Array<T, D>) -> Self {
                <#marker as #p::HasDType<T>>::wrap(array.into_dyn())
            }
        }

        impl<'a, T, S, D> #p::From<&'a #p::ArrayBase<S, D>> for ArrayView<'a>
        where
            #marker: #p::HasDType<T>,
            T: #p::Element,
            S: #p::Data<Elem = T>,
            D: #p::Dimension,
        {
            #[inline]
            fn from(array: &'a #p::ArrayBase<S, D>) -> Self {
                <#marker as #p::HasDType<T>>::wrap_view(array.view().into_dyn())
            }
        }

        impl<'a, T, D> #p::From<#p::ArrayView<'a, T, D>> for ArrayView<'a>
        where
            #marker: #p::HasDType<T>,
            T: #p::Element,
            D: #p::Dimension,
        {
            fn from(view: #p::ArrayView<'a, T, D>) -> Self {
                <#marker as #p::HasDType<T>>::wrap_view(view.into_dyn())
            }
        }

        impl<'a, T, S, D> #p::From<&'a mut #p::ArrayBase<S, D>> for ArrayViewMut<'a>
        where
            #marker: #p::HasDType<T>,
            T: #p::Element,
            S: #p::DataMut<Elem = T>,
            D: #p::Dimension,
        {
            #[inline]
            fn from(array: &'a mut #p::ArrayBase<S, D>) -> Self {
                <#marker as #p::HasDType<T>>::wrap_view_mut(array.view_mut().into_dyn())
            }
        }

        impl<'a, T, D> #p::From<#p::ArrayViewMut<'a, T, D>> for ArrayViewMut<'a>
        where
            #marker: #p::HasDType<T>,
            T: #p::Element,
            D: #p::Dimension,
        {
            fn from(view: #p::ArrayViewMut<'a, T, D>) -> Self {
                <#marker as #p::HasDType<T>>::wrap_view_mut(view.into_dyn())
            }
        }

        impl<'a> #p::From<&'a mut Array> for ArrayViewMut<'a> {
            #[inline]
            fn from(array: &'a mut Array) -> Self {
                array.view_mut()
            }
        }

        impl<'a> #p::From<&'a Array> for ArrayView<'a> {
            #[inline]
            fn from(array: &'a Array) -> Self {
                array.view()
            }
        }

        impl<'a> #p::From<&ArrayView<'a>> for ArrayView<'a> {
            fn from(view: &ArrayView<'a>) -> Self {
                match view { #(#reborrow,)* }
            }
        }
    }
}

/// `impl HasDType<T> for Table`
fn holds(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let ident = &dtype.ident;
    let name = dtype.name();
    let ty = cx.ty(dtype);
    let implementation = ty.checked_implementation();
    let written = cx.ty(dtype).written();
    // With one dtype the second arm of a match would never be reached.
    let other = (cx.model.dtypes.len() > 1).then(|| quote!(other => #p::Result::Err(other),));
    let header = cx.header(dtype, 0, quote!(#p::HasDType<#written>));
    quote! {
        #[automatically_derived]
        #header {
            const DTYPE: DType = DType::#ident;
            const DTYPE_NAME: &'static str = #name;
            type Ops = #implementation;

            fn wrap(array: #p::ArrayD<#ty>) -> Array {
                Array::#ident(array)
            }

            fn unwrap(array: Array) -> #p::Result<#p::ArrayD<#ty>, Array> {
                match array {
                    Array::#ident(array) => #p::Result::Ok(array),
                    #other
                }
            }

            fn wrap_view<'a>(view: #p::ArrayViewD<'a, #ty>) -> ArrayView<'a> {
                ArrayView::#ident(view)
            }

            fn as_view_mut<'a, 'b>(
                view: &'b mut <Self as #p::Table>::ArrayViewMut<'a>,
            ) -> #p::Result<&'b mut #p::ArrayViewMutD<'a, #ty>, &'b mut ArrayViewMut<'a>> {
                match view {
                    ArrayViewMut::#ident(view) => #p::Result::Ok(view),
                    #other
                }
            }

            fn wrap_view_mut<'a>(view: #p::ArrayViewMutD<'a, #ty>) -> ArrayViewMut<'a> {
                ArrayViewMut::#ident(view)
            }

            fn unwrap_view<'a>(
                view: <Self as #p::Table>::ArrayView<'a>,
            ) -> #p::Result<#p::ArrayViewD<'a, #ty>, ArrayView<'a>> {
                match view {
                    ArrayView::#ident(view) => #p::Result::Ok(view),
                    #other
                }
            }
        }
    }
}
