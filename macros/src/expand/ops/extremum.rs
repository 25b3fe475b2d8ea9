//! `argmax` and `argmin`.

use super::doc::{Doc, Example};
use super::shared::{Parts, Rank, dynamic_of_array, impls_by_dtype, kernels_by_dtype, types};
use crate::expand::context::{Context, ident};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    Parts {
        dynamic: dynamic_of_array(cx, operation, dynamic_docs(cx, operation)),
        typed: typed(cx, operation),
        kernels: kernels(cx, operation),
        impls: impls_by_dtype(cx, operation),
    }
}

/// The array of the examples.
const MATRIX: [[i32; 3]; 2] = [[1, 5, 2], [7, 0, 3]];

/// The positions of the extreme elements of [`MATRIX`]: in the whole array, and along axis 1.
fn answers(operation: Operation) -> (usize, &'static str) {
    if operation.arguments == ["Max"] {
        (3, "1, 0")
    } else {
        (4, "0, 1")
    }
}

const NAN: &str = "The first NaN wins, as in NumPy, and so does any other element that is not equal to itself. -0.0 and +0.0 \
    are equal.";

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let (name, chosen) = (operation.name, operation.chosen);
    let example = |code: &dyn Fn(&Example) -> String| {
        let example = Example::new(cx, &[operation])?;
        Some(example.wrap(&["Along"], &code(&example)))
    };
    let (whole, along) = answers(operation);
    let new = Doc::new(format!("The index of the first occurrence of the {chosen}, in the whole array or along an axis."))
        .paragraph(
            "`x` has any shape and a dtype with an order. Along an axis, the result has the shape of `x` without this axis. For the \
             whole array, the result is 0-d and contains an index in row-major order. With `keepdims`, the searched axes remain \
             with length 1.",
        )
        .paragraph(NAN)
        .standard(operation)
        .refusals(cx, operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("Empty", "the axis is empty, or the whole array if no axis is given.")
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(&|example| {
            let table = &example.path;
            format!(
                "let x = {};\n\
                 assert_eq!({table}::{name}(&x, Along::all())?, ndarray::arr0({whole}).into_dyn());\n\
                 assert_eq!({table}::{name}(&x, Along::axis(1))?, ndarray::array![{along}].into_dyn());",
                example.matrix(MATRIX)
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to an array that you own."))
        .paragraph(format!(
            "`out` must have the shape of the result of [`{name}`]. Up to rank 4, the call does not allocate. On error, `out` is \
             unchanged."
        ))
        .standard(operation)
        .refusals(cx, operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("Empty", "the axis is empty, or the whole array if no axis is given.")
        .error("ShapeMismatch", "`out` has the wrong shape.")
        .example(example(&|example| {
            let table = &example.path;
            format!(
                "let x = {};\nlet mut out = ndarray::Array1::zeros(2);\n\
                 {table}::{name}_into(&x, Along::axis(1), &mut out)?;\n\
                 assert_eq!(out, ndarray::array![{along}]);",
                example.matrix(MATRIX)
            )
        }));
    [new, into]
}

fn typed_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 3] {
    let (name, chosen) = (operation.name, operation.chosen);
    let (whole, along) = answers(operation);
    let example = |code: &dyn Fn(&str) -> String| {
        let example = Example::new(cx, &[operation])?;
        let code = code(&example.path);
        Some(example.wrap(&[], &format!("let x = {};\n{code}", example.matrix(MATRIX))))
    };
    let flat = Doc::new(format!(
        "The index of the first occurrence of the {chosen} in the whole array, in row-major order."
    ))
    .paragraph("`x` has any rank and a dtype with an order.")
    .paragraph(NAN)
    .standard(operation)
    .error("Empty", "`x` is empty.")
    .example(example(&|table| {
        format!("assert_eq!({table}::typed::{name}(&x)?, {whole});")
    }));
    let axis = Doc::new(format!("The index of the first occurrence of the {chosen} along an axis."))
        .paragraph(
            "`x` has rank 1 or higher and a dtype with an order. The result has the shape of `x` without the axis.",
        )
        .paragraph(NAN)
        .standard(operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("Empty", "the axis is empty.")
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(&|table| {
            format!(
                "assert_eq!({table}::typed::{name}_axis(&x, ndarray::Axis(1))?, ndarray::array![{along}]);"
            )
        }));
    let axis_into = Doc::new(format!("[`{name}_axis`], written to an array that you own."))
        .paragraph(format!(
            "`out` must have the shape of the result of [`{name}_axis`]. Up to rank 6, the call does not allocate. On error, \
             `out` is unchanged."
        ))
        .standard(operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("Empty", "the axis is empty.")
        .error("ShapeMismatch", "`out` has the wrong shape.")
        .example(example(&|table| {
            format!(
                "let mut out = ndarray::Array1::zeros(2);\n\
                 {table}::typed::{name}_axis_into(&x, ndarray::Axis(1), &mut out)?;\n\
                 assert_eq!(out, ndarray::array![{along}]);"
            )
        }));
    [flat, axis, axis_into]
}

/// `argmax`, `argmax_axis` and `argmax_axis_into`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let choice = types(cx, operation);
    let [name, axis_name, axis_into_name] = ["", "_axis", "_axis_into"]
        .map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let [doc, axis_doc, axis_into_doc] = typed_docs(cx, operation);
    let bound_trait = ident(operation.bound);
    let bound = cx.public_part(quote!(T: #p::bounds::#bound_trait<#marker>));
    let has_axis = cx.public_part(quote!(D: #p::extremum::HasAxis));
    quote! {
        #doc
        #[inline]
        pub fn #name<T, D>(x: &#p::ArrayRef<T, D>) -> #p::Result<usize, #p::Error>
        where
            #bound,
            D: #p::Dimension,
        {
            #p::extremum::typed::<#choice T, T::Ops>(#p::Strided::of(x))
        }

        #axis_doc
        pub fn #axis_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
        ) -> #p::Result<#p::ndarray::Array<#p::Index, D::Smaller>, #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::typed_axis::<#choice T, T::Ops, D>(#p::Strided::of(x), axis)
        }

        #axis_into_doc
        pub fn #axis_into_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
            out: &mut #p::ArrayRef<#p::Index, D::Smaller>,
        ) -> #p::Result<(), #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::typed_axis_into::<#choice T, T::Ops, D::Smaller>(#p::Strided::of(x), axis, out)
        }
    }
}

/// The modules `argmax` and `argmax_axis`.
fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let choice = types(cx, operation);
    let name = operation.name;
    let max_rank = cx.model.max_rank;
    let flat = kernels_by_dtype(cx, operation, name, 0..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let Rank { kernel, view, .. } = Rank::new(rank);
        let doc = format!(
            "`{name}` over all elements of `x`, for `{}` arrays of rank {rank}; `None` if `x` is empty.",
            dtype.name()
        );
        quote! {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub fn #kernel(x: #p::#view<'_, #ty>) -> #p::Option<#p::Best<#ty>> {
                #p::extremum::best::<#choice #ty, #implementation>(#p::Strided::of(&x))
            }
        }
    });
    let along = format!("{name}_axis");
    let along = kernels_by_dtype(cx, operation, &along, 1..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let Rank {
            kernel,
            view,
            view_mut,
            ..
        } = Rank::new(rank);
        let doc = Doc::new(format!(
            "`{name}` along an axis, for `{}` arrays of rank {rank}.",
            dtype.name()
        ))
        .paragraph("`out` must have the shape of `x`, but length 1 along the axis.")
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("Empty", "the axis is empty.")
        .error("ShapeMismatch", "`out` has the wrong shape.");
        quote! {
            #doc
            #[inline]
            pub fn #kernel(
                x: #p::#view<'_, #ty>,
                axis: #p::Axis,
                mut out: #p::#view_mut<'_, #p::Index>,
            ) -> #p::Result<(), #p::Error> {
                #p::extremum::along::<#choice #ty, #implementation>(#p::Strided::of(&x), axis.index(), true, &#p::StridedMut::of(&mut out))
            }
        }
    });
    quote!(#flat #along)
}
