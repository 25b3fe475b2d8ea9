//! The methods of `Array` and `ArrayView` that return a view. The view of an array lives as long as the borrow of the
//! array. The view of a view lives as long as the elements.

use super::super::context::Context;
use super::parts::{each, example};
use proc_macro2::TokenStream;
use quote::quote;

#[expect(clippy::too_many_lines, reason = "a table with an entry per method")]
pub(super) fn methods(cx: &Context<'_>) -> TokenStream {
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

/// A method that returns a view.
struct Method<'m> {
    docs: &'m str,
    /// Empty if it cannot fail.
    errors: &'m str,
    example: &'m str,
    name: TokenStream,
    arguments: TokenStream,
    /// The call of the view's method, in the body of the array's.
    call: TokenStream,
    /// The return type, for a lifetime of the view.
    output: &'m dyn Fn(TokenStream) -> TokenStream,
    /// The body of the view's method.
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
