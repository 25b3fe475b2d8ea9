//! The conversions between the enums and `ndarray`'s and Rust's types. Each is one `impl` for all dtypes.

use super::super::context::Context;
use crate::model::DType;
use proc_macro2::TokenStream;
use quote::quote;

/// All conversions.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let reborrow = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        quote!(ArrayView::#ident(inner) => Self::#ident(#p::Clone::clone(inner)))
    });
    let (borrowed, borrowed_mut) = (borrowed(cx, false), borrowed(cx, true));
    let owned = owned(cx);
    let dtypes = cx.dtypes().map(|dtype| has_dtype(cx, dtype));
    quote! {
        #borrowed
        #borrowed_mut
        #owned
        #(#dtypes)*

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

/// The conversions of borrowed arrays, views, slices, vectors and arrays of Rust to a view.
fn borrowed(cx: &Context<'_>, is_mutable: bool) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let (mutable, to, view, data, view_of, wrap) = if is_mutable {
        (
            Some(quote!(mut)),
            quote!(ArrayViewMut),
            quote!(view_mut),
            quote!(DataMut),
            quote!(as_mut_slice),
            quote!(wrap_view_mut),
        )
    } else {
        (
            None,
            quote!(ArrayView),
            quote!(view),
            quote!(Data),
            quote!(as_slice),
            quote!(wrap_view),
        )
    };
    let of_rank = quote!(D: #p::Dimension,);
    // The parameters of the `impl` and their bounds, the type, and its `ndarray` view, where the value is called `array`.
    let sources = [
        (
            quote!(S, D),
            quote!(S: #p::#data<Elem = T>, #of_rank),
            quote!(&'a #mutable #p::ArrayBase<S, D>),
            quote!(array.#view()),
        ),
        (
            quote!(D),
            of_rank.clone(),
            quote!(&'a #mutable #p::ArrayRef<T, D>),
            quote!(array.#view()),
        ),
        (quote!(D), of_rank, quote!(#p::#to<'a, T, D>), quote!(array)),
        (
            quote!(),
            quote!(),
            quote!(&'a #mutable [T]),
            quote!(#p::#to::from(array)),
        ),
        (
            quote!(),
            quote!(),
            quote!(&'a #mutable #p::Vec<T>),
            quote!(#p::#to::from(array.#view_of())),
        ),
        (
            quote!(const N: usize),
            quote!(),
            quote!(&'a #mutable [T; N]),
            quote!(#p::#to::from(array.#view_of())),
        ),
    ];
    let impls = sources.map(|(parameters, bounds, from, view)| {
        quote! {
            impl<'a, T, #parameters> #p::From<#from> for #to<'a>
            where
                #marker: #p::HasDType<T>,
                T: #p::Element,
                #bounds
            {
                #[inline]
                fn from(array: #from) -> Self {
                    <#marker as #p::HasDType<T>>::#wrap(#view.into_dyn())
                }
            }
        }
    });
    quote!(#(#impls)*)
}

/// The conversion of owned arrays, and the conversions back to `ndarray`'s types.
fn owned(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let back = [
        (
            quote!(Array),
            quote!(#p::ndarray::Array<T, D>),
            quote!(#p::Rejected<Array>),
        ),
        (
            quote!(ArrayView<'a>),
            quote!(#p::ArrayView<'a, T, D>),
            quote!(#p::Rejected<ArrayView<'a>>),
        ),
        (
            quote!(&'a Array),
            quote!(#p::ArrayView<'a, T, D>),
            quote!(#p::Error),
        ),
        (
            quote!(&ArrayView<'a>),
            quote!(#p::ArrayView<'a, T, D>),
            quote!(#p::Error),
        ),
    ];
    let back = back
        .into_iter()
        .enumerate()
        .map(|(nth, (from, to, error))| {
            let life = (nth > 0).then(|| quote!('a,));
            let call = match nth {
                0 | 1 => quote!(array.into_ndarray()),
                2 => quote!(array.as_ndarray()),
                _ => quote!(#p::Clone::clone(array).into_ndarray().map_err(#p::From::from)),
            };
            quote! {
                impl<#life T, D> #p::TryFrom<#from> for #to
                where
                    #marker: #p::HasDType<T>,
                    T: #p::Element,
                    D: #p::Dimension,
                {
                    type Error = #error;

                    #[inline]
                    fn try_from(array: #from) -> #p::Result<Self, #error> {
                        #call
                    }
                }
            }
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

        #(#back)*
    }
}

/// `impl HasDType<T>` for the table's marker: an array of one dtype to the enums and back.
fn has_dtype(cx: &Context<'_>, dtype: &DType) -> TokenStream {
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
