//! `count_nonzero`.

use super::doc::{Doc, Example};
use super::named::{axis_kernel, kernels_by_dtype, whole_and_along_axis, whole_kernel};
use super::shared::{Parts, dynamic_of_array, impls_with};
use crate::expand::context::{Context, ident};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    Parts {
        dynamic: dynamic_of_array(cx, operation, dynamic_docs(cx, operation)),
        typed: typed(cx, operation),
        kernels: kernels(cx, operation),
        impls: impls_with(cx, operation, |dtype| {
            whole_and_along_axis(cx, operation, dtype, &quote!(usize))
        }),
    }
}

/// The array of the examples. There are 3 nonzero elements, [`ALONG`] of them along axis 1.
const MATRIX: [[i32; 3]; 2] = [[0, 5, 0], [7, 0, 3]];
const ALONG: &str = "1, 2";

const NAN: &str = "NaN counts as nonzero, and -0.0 as zero.";

fn example(
    cx: &Context<'_>,
    operation: Operation,
    imports: &[&str],
    code: impl Fn(&str) -> String,
) -> Option<String> {
    let example = Example::new(cx, &[operation])?;
    let code = code(&example.path);
    Some(example.wrap(
        imports,
        &format!("let x = {};\n{code}", example.matrix(MATRIX)),
    ))
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let (name, chosen) = (operation.name, operation.chosen);
    let errors = |doc: Doc| {
        doc.refusals(cx, operation)
            .error("AxisOutOfRange", "`x` has no such axis.")
            .error("RepeatedAxis", "an axis is given twice.")
    };
    let new = Doc::new(format!("The number of {chosen}, in the whole array or along axes."))
        .paragraph(
            "`x` has any shape and dtype. `along` is an [`Along`](__argwhere::Along), or several axes: `Along::axes([0, -1])`. \
             The result has the shape of `x` without the counted axes. With `keepdims`, they remain with length 1. Along an \
             empty axis, the count is 0.",
        )
        .paragraph(
            "With `Along::axes([])`, each element is counted on its own, as 0 or 1, as in NumPy. The standard leaves this case open.",
        )
        .paragraph(NAN)
        .standard(operation);
    let new = errors(new)
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, &["Along"], |table| {
            format!(
                "assert_eq!({table}::{name}(&x, Along::all())?, ndarray::arr0(3).into_dyn());\n\
                 assert_eq!({table}::{name}(&x, Along::axis(1))?, ndarray::array![{ALONG}].into_dyn());\n\
                 assert_eq!({table}::{name}(&x, Along::axes([0, 1]).keepdims())?, ndarray::array![[3]].into_dyn());"
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to an array that you own."))
        .paragraph(format!(
            "`out` must have the shape of the result of [`{name}`]. Up to rank 4, the call does not allocate. On error, `out` is \
             unchanged."
        ))
        .standard(operation);
    let into = errors(into)
        .error("ShapeMismatch", "`out` has the wrong shape.")
        .example(example(cx, operation, &["Along"], |table| {
            format!(
                "let mut out = ndarray::Array1::zeros(2);\n{table}::{name}_into(&x, Along::axis(1), &mut out)?;\n\
                 assert_eq!(out, ndarray::array![{ALONG}]);"
            )
        }));
    [new, into]
}

fn typed_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 3] {
    let (name, chosen) = (operation.name, operation.chosen);
    let example = |code: &dyn Fn(&str) -> String| example(cx, operation, &[], code);
    let whole = Doc::new(format!("The number of {chosen} in the whole array."))
        .paragraph(format!("`x` has any rank. {NAN}"))
        .standard(operation)
        .example(example(&|table| {
            format!("assert_eq!({table}::typed::{name}(&x), 3);")
        }));
    let axis = Doc::new(format!("The number of {chosen} along an axis."))
        .paragraph(format!(
            "`x` has rank 1 or higher. The result has the shape of `x` without the axis. {NAN}"
        ))
        .standard(operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(&|table| {
            format!(
                "assert_eq!({table}::typed::{name}_axis(&x, ndarray::Axis(1))?, ndarray::array![{ALONG}]);"
            )
        }));
    let axis_into = Doc::new(format!("[`{name}_axis`], written to an array that you own."))
        .paragraph(format!(
            "`out` must have the shape of the result of [`{name}_axis`]. Up to rank 6, the call does not allocate. On error, \
             `out` is unchanged."
        ))
        .standard(operation)
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("ShapeMismatch", "`out` has the wrong shape.")
        .example(example(&|table| {
            format!(
                "let mut out = ndarray::Array1::zeros(2);\n\
                 {table}::typed::{name}_axis_into(&x, ndarray::Axis(1), &mut out)?;\n\
                 assert_eq!(out, ndarray::array![{ALONG}]);"
            )
        }));
    [whole, axis, axis_into]
}

/// `count_nonzero`, `count_nonzero_axis` and `count_nonzero_axis_into`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let [name, axis_name, axis_into_name] = ["", "_axis", "_axis_into"]
        .map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let [doc, axis_doc, axis_into_doc] = typed_docs(cx, operation);
    let bound_trait = ident(operation.bound);
    let bound = cx.public_part(quote!(T: #p::bounds::#bound_trait<#marker>));
    let has_axis = cx.public_part(quote!(D: #p::extremum::HasAxis));
    quote! {
        #doc
        #[must_use]
        #[inline]
        pub fn #name<T, D>(x: &#p::ArrayRef<T, D>) -> usize
        where
            #bound,
            D: #p::Dimension,
        {
            #p::count_nonzero::typed::<T, T::Table, D>(x)
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
            #p::count_nonzero::typed_axis::<T, T::Table, D>(x, axis)
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
            #p::count_nonzero::typed_axis_into::<T, T::Ops, D::Smaller>(#p::Strided::of(x), axis, out)
        }
    }
}

/// The modules `count_nonzero` and `count_nonzero_axis`.
fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let (chosen, max_rank) = (operation.chosen, cx.model.max_rank);
    let name = operation.name;
    let whole = kernels_by_dtype(cx, operation, name, 0..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let doc = format!(
            "The number of {chosen}, for `{}` arrays of rank {rank}.",
            dtype.name()
        );
        let call = quote!(#p::count_nonzero::count::<#ty, #implementation, _>);
        whole_kernel(cx, ty, rank, &doc, &quote!(usize), &call)
    });
    let along = format!("{name}_axis");
    let along = kernels_by_dtype(cx, operation, &along, 1..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let doc = Doc::new(format!(
            "The number of {chosen} along an axis, for `{}` arrays of rank {rank}.",
            dtype.name()
        ))
        .paragraph("`out` must have the shape of `x`, but length 1 along the axis.")
        .error("AxisOutOfRange", "`x` has no such axis.")
        .error("ShapeMismatch", "`out` has the wrong shape.");
        let call = quote!(#p::count_nonzero::along_axis::<#ty, #implementation, _, _>);
        axis_kernel(cx, ty, rank, &doc, &call)
    });
    quote!(#whole #along)
}
