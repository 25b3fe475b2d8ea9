//! What the enums `Array`, `ArrayView` and `ArrayViewMut` implement: an array whose dtype is known at run time.
//!
//! What matches on the dtype and calls `ndarray` for each is `#[inline]`, so that a crate that does not print, copy or cut
//! arrays does not compile that for every dtype.

use super::context::Context;
use crate::model::{DType, unraw};
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
    let viewing = viewing(cx);
    let conversions = conversions(cx);
    let holds = cx.dtypes().map(|dtype| holds(cx, dtype));
    quote!(#(#shared)* #own #view #viewing #conversions #(#holds)*)
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

/// What arrays and views have both.
fn shared(cx: &Context<'_>, name: &TokenStream, lifetime: &TokenStream) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let idents: Vec<&Ident> = cx.dtypes().map(|dtype| &dtype.ident).collect();
    let shape = each(cx, |_| quote!(inner.shape()));
    let strides = each(cx, |_| quote!(inner.strides()));
    // With one dtype, this arm would never be reached.
    let otherwise = (idents.len() > 1).then(|| quote!(_ => false,));
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

        // Neither derived nor marked as such: clippy would ask for `Eq` if every element type is `Eq`.
        impl #p::PartialEq for #name #lifetime {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    #((Self::#idents(left), Self::#idents(right)) => left == right,)*
                    #otherwise
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
    let with_axis = each(
        cx,
        |ident| quote!(Self::#ident(#p::array::with_axis(inner, axis))),
    );
    quote! {
        impl<'a> ArrayView<'a> {
            /// Copies the elements to a new array.
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

            fn with_axis(&self, axis: #p::Axis) -> Self {
                #with_axis
            }
        }
    }
}

/// What arrays and views have both, and what answers a view: that of an array as long as the array is lent, that of a
/// view as long as its elements are.
#[expect(clippy::too_many_lines, reason = "a table with an entry per method")]
fn viewing(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let result = |life: TokenStream| quote!(#p::Result<ArrayView<#life>, #p::Error>);
    let views = |life: TokenStream| quote!(#p::Views<ArrayView<#life>>);
    let map = |call: TokenStream| each(cx, |ident| quote!(#call.map(Self::#ident)));
    let info = quote!(info: impl #p::AsRef<[#p::SliceInfoElem]>);
    let methods = [
        Method {
            docs: "A view of a part of the array, selected with [`ndarray::s!`](https://docs.rs/ndarray/latest/ndarray/macro.s.html).",
            errors: "`IndexOutOfRange` or `Slice` if an index or a range is out of range for its axis, and `SliceRank` if the \
                     slice does not have one entry per axis.",
            example: "let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
                      assert_eq!(x.slice(ndarray::s![.., 0])?.to_string(), \"[1, 9]\");",
            name: quote!(slice),
            arguments: quote!(#info),
            call: quote!(slice(info)),
            output: &result,
            body: {
                let body = map(quote!(#p::array::sliced(#p::Clone::clone(inner), info)));
                quote!(let info = info.as_ref(); #body)
            },
        },
        Method {
            docs: "A view of the subarray at an index of an axis. It does not have this axis.",
            errors: "`AxisOutOfRange` or `IndexOutOfRange` if there is no such axis or index.",
            example: "use ndarray::Axis;\n\n\
                      let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
                      assert_eq!(x.index_axis(Axis(0), 1)?.to_string(), \"[9, 2]\");",
            name: quote!(index_axis),
            arguments: quote!(axis: #p::Axis, index: usize),
            call: quote!(index_axis(axis, index)),
            output: &result,
            body: quote!(#p::array::index_axis(self, axis, index)),
        },
        Method {
            docs: "A view with the axes in reverse order: the transpose.",
            errors: "",
            example: "let x = TABLE::Array::from(ndarray::array![[1i32, 5, 7], [9, 2, 4]]);\n\
                      assert_eq!(x.t().shape(), [3, 2]);",
            name: quote!(t),
            arguments: quote!(),
            call: quote!(t()),
            output: &|life| quote!(ArrayView<#life>),
            body: each(
                cx,
                |ident| quote!(Self::#ident(#p::Clone::clone(inner).reversed_axes())),
            ),
        },
        Method {
            docs: "A view with the axes in the given order, like `numpy.transpose`.",
            errors: "`NotAPermutation` if `axes` does not name each axis once.",
            example: "let x = TABLE::Array::from(ndarray::array![[[1i32, 5, 7], [9, 2, 4]]]);\n\
                      assert_eq!(x.permuted_axes(&[2, 0, 1])?.shape(), [3, 1, 2]);",
            name: quote!(permuted_axes),
            arguments: quote!(axes: &[usize]),
            call: quote!(permuted_axes(axes)),
            output: &result,
            body: map(quote!(#p::array::permuted(#p::Clone::clone(inner), axes))),
        },
        Method {
            docs: "A view that is broadcast to a shape, with stride 0 along repeated axes.",
            errors: "`BroadcastTo` if the array cannot be broadcast to the shape, and `TooLarge` if the shape has more elements \
                     than can be addressed.",
            example: "let x = TABLE::Array::from(ndarray::array![1i32, 5]);\n\
                      assert_eq!(x.broadcast(&[2, 2])?.to_string(), \"[[1, 5],\\n [1, 5]]\");",
            name: quote!(broadcast),
            arguments: quote!(shape: &[usize]),
            call: quote!(broadcast(shape)),
            output: &result,
            body: map(quote!(#p::array::broadcast_to(inner, shape))),
        },
        Method {
            docs: "An iterator over the views at each index of the first axis.",
            errors: "`AxisOutOfRange` for a 0-d array, which has no axes.",
            example: "let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
                      for row in x.outer_iter()? {\n    assert_eq!(row.shape(), [2]);\n}",
            name: quote!(outer_iter),
            arguments: quote!(),
            call: quote!(outer_iter()),
            output: &|life| {
                let views = views(life);
                quote!(#p::Result<#views, #p::Error>)
            },
            body: quote!(self.axis_iter(#p::Axis(0))),
        },
        Method {
            docs: "An iterator over the views at each index of an axis.",
            errors: "`AxisOutOfRange` if there is no such axis.",
            example: "use ndarray::Axis;\n\n\
                      let x = TABLE::Array::from(ndarray::array![[1i32, 5], [9, 2]]);\n\
                      let columns = x.axis_iter(Axis(1))?;\n\
                      assert_eq!(columns.last().unwrap().to_string(), \"[5, 2]\");",
            name: quote!(axis_iter),
            arguments: quote!(axis: #p::Axis),
            call: quote!(axis_iter(axis)),
            output: &|life| {
                let views = views(life);
                quote!(#p::Result<#views, #p::Error>)
            },
            body: quote!(#p::array::axis_iter(#p::Clone::clone(self), axis)),
        },
        Method {
            docs: "An iterator over the rows: 1-d views along the last axis, in row-major order of the other axes.",
            errors: "",
            example: "let x = TABLE::Array::from(ndarray::array![[[1i32, 5], [9, 2]]]);\n\
                      let rows: Vec<String> = x.rows().map(|row| row.to_string()).collect();\n\
                      assert_eq!(rows, [\"[1, 5]\", \"[9, 2]\"]);",
            name: quote!(rows),
            arguments: quote!(),
            call: quote!(rows()),
            output: &views,
            body: quote!(#p::array::rows(#p::Clone::clone(self))),
        },
    ];
    let of_array = methods.iter().map(|method| {
        let (signature, call) = (method.signature(cx, quote!('_)), &method.call);
        quote!(#signature { self.view().#call })
    });
    let of_view = methods.iter().map(|method| {
        let (signature, body) = (method.signature(cx, quote!('a)), &method.body);
        quote!(#signature { #body })
    });
    quote! {
        impl Array { #(#of_array)* }
        impl<'a> ArrayView<'a> { #(#of_view)* }
    }
}

/// A method that answers a view.
struct Method<'m> {
    docs: &'m str,
    /// Empty where it cannot fail.
    errors: &'m str,
    example: &'m str,
    name: TokenStream,
    arguments: TokenStream,
    /// The call of the view's method, for that of an array.
    call: TokenStream,
    /// The type, of views with a lifetime.
    output: &'m dyn Fn(TokenStream) -> TokenStream,
    /// What the view's method does.
    body: TokenStream,
}

impl Method<'_> {
    fn signature(&self, cx: &Context<'_>, life: TokenStream) -> TokenStream {
        let (docs, name, arguments) = (self.docs, &self.name, &self.arguments);
        let errors = match self.errors {
            "" => quote!(#[must_use]),
            errors => {
                let errors = format!("\n# Errors\n\n{errors}");
                quote!(#[doc = #errors])
            }
        };
        let example = example(cx, self.example);
        let output = (self.output)(life);
        quote! {
            #[doc = #docs]
            #errors
            #example
            #[inline]
            pub fn #name(&self, #arguments) -> #output
        }
    }
}

/// An example of the table, as documentation: see [`Context::is_own`].
pub(super) fn example(cx: &Context<'_>, code: &str) -> TokenStream {
    let table = unraw(&cx.model.name);
    let text = if cx.is_own() {
        let code = code.replace("TABLE", &format!("argwhere::{table}"));
        format!("\n# Examples\n\n```\n{code}\n# Ok::<(), argwhere::Error>(())\n```")
    } else {
        let code = code.replace("TABLE", &table);
        format!("\n# Examples\n\n```text\n{code}\n```")
    };
    quote!(#[doc = #text])
}

/// From `ndarray`'s types and Rust's, and back, for every dtype at once.
fn conversions(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let reborrow = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        quote!(ArrayView::#ident(inner) => Self::#ident(#p::Clone::clone(inner)))
    });
    let (lent, lent_mut, taken) = (lent(cx), lent_mut(cx), taken(cx));
    quote! {
        #lent
        #lent_mut
        #taken

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

/// An `impl` with the parameters and bounds that it needs, of a type that is viewed.
struct Viewed {
    parameters: TokenStream,
    bounds: TokenStream,
    ty: TokenStream,
    /// As an `ndarray` view, where the value is called `array`.
    view: TokenStream,
}

fn lent(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let flat = quote!(#p::ArrayView::from(array).into_dyn());
    let viewed = [
        Viewed {
            parameters: quote!(S, D),
            bounds: quote!(S: #p::Data<Elem = T>, D: #p::Dimension,),
            ty: quote!(&'a #p::ArrayBase<S, D>),
            view: quote!(array.view().into_dyn()),
        },
        Viewed {
            parameters: quote!(D),
            bounds: quote!(D: #p::Dimension,),
            ty: quote!(&'a #p::ArrayRef<T, D>),
            view: quote!(array.view().into_dyn()),
        },
        Viewed {
            parameters: quote!(D),
            bounds: quote!(D: #p::Dimension,),
            ty: quote!(#p::ArrayView<'a, T, D>),
            view: quote!(array.into_dyn()),
        },
        Viewed {
            parameters: quote!(),
            bounds: quote!(),
            ty: quote!(&'a [T]),
            view: flat.clone(),
        },
        Viewed {
            parameters: quote!(),
            bounds: quote!(),
            ty: quote!(&'a #p::Vec<T>),
            view: flat.clone(),
        },
        Viewed {
            parameters: quote!(const N: usize),
            bounds: quote!(),
            ty: quote!(&'a [T; N]),
            view: flat,
        },
    ];
    let impls = viewed.map(
        |Viewed {
             parameters,
             bounds,
             ty,
             view,
         }| {
            quote! {
                impl<'a, T, #parameters> #p::From<#ty> for ArrayView<'a>
                where
                    #marker: #p::HasDType<T>,
                    T: #p::Element,
                    #bounds
                {
                    #[inline]
                    fn from(array: #ty) -> Self {
                        <#marker as #p::HasDType<T>>::wrap_view(#view)
                    }
                }
            }
        },
    );
    quote!(#(#impls)*)
}

fn lent_mut(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let viewed = [
        Viewed {
            parameters: quote!(S, D),
            bounds: quote!(S: #p::DataMut<Elem = T>, D: #p::Dimension,),
            ty: quote!(&'a mut #p::ArrayBase<S, D>),
            view: quote!(array.view_mut().into_dyn()),
        },
        Viewed {
            parameters: quote!(D),
            bounds: quote!(D: #p::Dimension,),
            ty: quote!(&'a mut #p::ArrayRef<T, D>),
            view: quote!(array.view_mut().into_dyn()),
        },
        Viewed {
            parameters: quote!(D),
            bounds: quote!(D: #p::Dimension,),
            ty: quote!(#p::ArrayViewMut<'a, T, D>),
            view: quote!(array.into_dyn()),
        },
        Viewed {
            parameters: quote!(),
            bounds: quote!(),
            ty: quote!(&'a mut [T]),
            view: quote!(#p::ArrayViewMut::from(array).into_dyn()),
        },
        Viewed {
            parameters: quote!(),
            bounds: quote!(),
            ty: quote!(&'a mut #p::Vec<T>),
            view: quote!(#p::ArrayViewMut::from(array.as_mut_slice()).into_dyn()),
        },
        Viewed {
            parameters: quote!(const N: usize),
            bounds: quote!(),
            ty: quote!(&'a mut [T; N]),
            view: quote!(#p::ArrayViewMut::from(array.as_mut_slice()).into_dyn()),
        },
    ];
    let impls = viewed.map(
        |Viewed {
             parameters,
             bounds,
             ty,
             view,
         }| {
            quote! {
                impl<'a, T, #parameters> #p::From<#ty> for ArrayViewMut<'a>
                where
                    #marker: #p::HasDType<T>,
                    T: #p::Element,
                    #bounds
                {
                    #[inline]
                    fn from(array: #ty) -> Self {
                        <#marker as #p::HasDType<T>>::wrap_view_mut(#view)
                    }
                }
            }
        },
    );
    quote!(#(#impls)*)
}

/// From arrays that own their elements, and back from all.
fn taken(cx: &Context<'_>) -> TokenStream {
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
