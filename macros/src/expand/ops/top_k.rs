//! `top_k`.

use super::doc::{Doc, Example};
use super::named::{Rank, kernels_by_dtype};
use super::shared::{Parts, dynamic_of_array, impls_by_dtype};
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

const ORDER: &str = "The results are sorted: from the largest element down, or from the smallest one up. Among equal elements \
    the lowest index comes first. NaN comes last in both modes, and so does any other element that is not equal to itself. \
    -0.0 and +0.0 are equal.";

/// The function is in the draft only.
const STANDARD: &str = "The function follows [`top_k`](https://data-apis.org/array-api/draft/API_specification/generated/array_api.top_k.html) \
    of the draft of the Array API standard. To search a whole array, reshape it to rank 1.";

/// The errors that all forms have in common.
fn errors(doc: Doc) -> Doc {
    doc.error("AxisOutOfRange", "`x` has no such axis.")
        .error("KOutOfRange", "`k` is larger than the length of the axis.")
        .error(
            "TooLarge",
            "the results, or the elements to choose from, do not fit in memory.",
        )
}

fn new_doc(operation: Operation) -> Doc {
    Doc::new(format!("The {} along an axis, and their indices along it.", operation.chosen))
        .paragraph("`x` has a dtype with an order. Both results have the shape of `x`, but length `k` along the axis.")
        .paragraph(ORDER)
        .paragraph(STANDARD)
}

fn into_doc(operation: Operation) -> Doc {
    Doc::new(format!("[`{}`], written to arrays that you own.", operation.name))
        .paragraph(
            "`values` and `indices` must have the shape of `x`, but length `k` along the axis, and `values` must have the dtype of \
             `x`. On error, both are unchanged.",
        )
        .paragraph(STANDARD)
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let example = |code: &dyn Fn(&Example) -> String| {
        let example = Example::new(cx, &[operation])?;
        Some(example.wrap(&["Mode"], &code(&example)))
    };
    let new = errors(new_doc(operation).refusals(cx, operation)).example(example(&|example| {
        let (table, x) = (&example.path, example.matrix(MATRIX));
        let values = example.matrix([[5, 2], [7, 3]]);
        format!(
            "let x = {x};\nlet (values, indices) = {table}::top_k(&x, 2, 1, Mode::Largest)?;\n\
             assert_eq!(values, {table}::Array::from({values}));\n\
             assert_eq!(indices, ndarray::array![[1, 2], [0, 2]].into_dyn());"
        )
    }));
    let into = errors(into_doc(operation).refusals(cx, operation))
        .error("ShapeMismatch", "`values` or `indices` has the wrong shape.")
        .error("DTypeMismatch", "`values` has another dtype than `x`.")
        .example(example(&|example| {
            let (table, x) = (&example.path, example.matrix(MATRIX));
            let values = example.matrix([[1, 2], [0, 3]]);
            format!(
                "let x = {x};\nlet (mut values, mut indices) = (x.clone(), ndarray::Array2::zeros((2, 2)));\n\
                 let mut values = values.slice_mut(ndarray::s![.., ..2]);\n\
                 {table}::top_k_into(&x, 2, 1, Mode::Smallest, values.view_mut(), &mut indices)?;\n\
                 assert_eq!(values, {values});\nassert_eq!(indices, ndarray::array![[0, 2], [1, 2]]);"
            )
        }));
    [new, into]
}

/// `top_k` and `top_k_into`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let [name, into] =
        ["", "_into"].map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let bound = ident(operation.bound);
    let bounds = cx.public_part(quote! {
        T: #p::bounds::#bound<#marker>,
        D: #p::extremum::HasAxis,
    });
    let example = |code: &dyn Fn(&Example) -> String| {
        let example = Example::new(cx, &[operation])?;
        let x = example.matrix(MATRIX);
        Some(example.wrap(&["Mode"], &format!("let x = {x};\n{}", code(&example))))
    };
    let doc = errors(new_doc(operation)).example(example(&|example| {
        let (table, values) = (&example.path, example.matrix([[5, 2], [7, 3]]));
        format!(
            "let (values, indices) = {table}::typed::top_k(&x, 2, ndarray::Axis(1), Mode::Largest)?;\n\
             assert_eq!(values, {values});\nassert_eq!(indices, ndarray::array![[1, 2], [0, 2]]);"
        )
    }));
    let into_doc = errors(into_doc(operation))
        .error("ShapeMismatch", "`values` or `indices` has the wrong shape.")
        .example(example(&|example| {
            let (table, values) = (&example.path, example.matrix([[1, 5, 2]]));
            format!(
                "let (mut values, mut indices) = (x.slice(ndarray::s![..1, ..]).to_owned(), ndarray::Array2::zeros((1, 3)));\n\
                 {table}::typed::top_k_into(&x, 1, ndarray::Axis(0), Mode::Smallest, &mut values, &mut indices)?;\n\
                 assert_eq!(values, {});\nassert_eq!(indices, ndarray::array![[0, 1, 0]]);",
                values.replace('5', "0")
            )
        }));
    quote! {
        #doc
        pub fn #name<T, D>(
            x: &#p::ArrayRef<T, D>,
            k: usize,
            axis: #p::Axis,
            mode: #p::Mode,
        ) -> #p::Result<(#p::ndarray::Array<T, D>, #p::ndarray::Array<#p::Index, D>), #p::Error>
        where
            #bounds
        {
            #p::top_k::typed::<T, T::Ops, D>(#p::Strided::of(x), k, axis, mode)
        }

        #into_doc
        pub fn #into<T, D>(
            x: &#p::ArrayRef<T, D>,
            k: usize,
            axis: #p::Axis,
            mode: #p::Mode,
            values: &mut #p::ArrayRef<T, D>,
            indices: &mut #p::ArrayRef<#p::Index, D>,
        ) -> #p::Result<(), #p::Error>
        where
            #bounds
        {
            #p::top_k::typed_into::<T, T::Ops>(
                #p::Strided::of(x), k, axis, mode, #p::StridedMut::of(values), &#p::StridedMut::of(indices),
            )
        }
    }
}

fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let ranks = 1..=cx.model.max_rank;
    kernels_by_dtype(cx, operation, operation.name, ranks, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let Rank {
            kernel,
            view,
            view_mut,
            ..
        } = Rank::new(rank);
        let doc = Doc::new(format!(
            "`{}` along an axis, for `{}` arrays of rank {rank}.",
            operation.name,
            dtype.name()
        ))
        .paragraph("`values` and `indices` must have the shape of `x`, but length `k` along the axis. On error, they are unchanged.");
        let doc = errors(doc).error(
            "ShapeMismatch",
            "`values` or `indices` has the wrong shape.",
        );
        quote! {
            #doc
            #[inline]
            pub fn #kernel(
                x: #p::#view<'_, #ty>,
                k: usize,
                axis: #p::Axis,
                mode: #p::Mode,
                mut values: #p::#view_mut<'_, #ty>,
                mut indices: #p::#view_mut<'_, #p::Index>,
            ) -> #p::Result<(), #p::Error> {
                #p::top_k::typed_into::<#ty, #implementation>(
                    #p::Strided::of(&x), k, axis, mode, #p::StridedMut::of(&mut values), &#p::StridedMut::of(&mut indices),
                )
            }
        }
    })
}
