//! `nonzero`.

use super::doc::{Doc, Example};
use super::named::{Rank, kernel_of_dtype, kernels_by_dtype, ranks_of_trait};
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
        impls: impls(cx, operation),
    }
}

/// The array of the examples.
const MATRIX: [[i32; 3]; 2] = [[0, 5, 0], [7, 0, 3]];

/// The first sentences of the documentation of a function that returns indices.
fn new_doc(operation: Operation) -> Doc {
    Doc::new(format!(
        "The indices of the {}: one array per axis, in row-major order.",
        operation.chosen
    ))
    .paragraph("NaN counts as nonzero, and -0.0 as zero.")
    .standard(operation)
}

/// The first sentences of the documentation of a function that writes indices to vectors.
fn into_doc(operation: Operation) -> Doc {
    Doc::new(format!("[`{}`], written to vectors that you own, one per axis.", operation.name))
        .paragraph(
            "The indices replace the contents of the vectors. If each vector has capacity for all elements and 8 more, the call \
             does not allocate. On error, the vectors are unchanged.",
        )
        .standard(operation)
}

fn example(
    cx: &Context<'_>,
    operation: Operation,
    code: impl Fn(&str) -> String,
) -> Option<String> {
    let example = Example::new(cx, &[operation])?;
    let code = code(&example.path);
    Some(example.wrap(&[], &format!("let x = {};\n{code}", example.matrix(MATRIX))))
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let new = new_doc(operation)
        .refusals(cx, operation)
        .error("ZeroDimensional", "`x` is 0-d.")
        .error("TooLarge", "the indices do not fit in memory.")
        .example(example(cx, operation, |table| {
            format!(
                "let indices = {table}::nonzero(&x)?;\n\
                 assert_eq!(indices, [ndarray::array![0, 1, 1], ndarray::array![1, 0, 2]]);"
            )
        }));
    let into = into_doc(operation)
        .paragraph("Vectors are added or removed until there is one per axis.")
        .refusals(cx, operation)
        .error("ZeroDimensional", "`x` is 0-d.")
        .error("TooLarge", "the indices do not fit in memory.")
        .example(example(cx, operation, |table| {
            format!(
                "let mut indices = Vec::new();\n{table}::nonzero_into(&x, &mut indices)?;\n\
                 assert_eq!(indices, [[0, 1, 1], [1, 0, 2]]);"
            )
        }));
    [new, into]
}

/// `nonzero` and `nonzero_into`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let [name, into] =
        ["", "_into"].map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let bound = ident(operation.bound);
    let [bounds, into_bounds] = [quote!(<Indices = I>), quote!()].map(|indices| {
        cx.public_part(quote! {
            T: #p::bounds::#bound<#marker>,
            D: #p::nonzero::StaticRank #indices,
        })
    });
    let doc = new_doc(operation)
        .paragraph("`x` has static rank 1 to 6. For an array of dynamic rank, call the dynamic function.")
        .error("TooLarge", "the indices do not fit in memory.")
        .example(example(cx, operation, |table| {
            format!(
                "let [rows, columns] = {table}::typed::nonzero(&x)?;\n\
                 assert_eq!(rows, ndarray::array![0, 1, 1]);\nassert_eq!(columns, ndarray::array![1, 0, 2]);"
            )
        }));
    let into_doc = into_doc(operation)
        .error("TooLarge", "the indices do not fit in memory.")
        .example(example(cx, operation, |table| {
            format!(
                "let mut indices = [Vec::new(), Vec::new()];\n{table}::typed::nonzero_into(&x, &mut indices)?;\n\
                 assert_eq!(indices, [[0, 1, 1], [1, 0, 2]]);"
            )
        }));
    quote! {
        #doc
        pub fn #name<T, D, I>(x: &#p::ArrayRef<T, D>) -> #p::Result<I, #p::Error>
        where
            #bounds
        {
            #p::nonzero::typed::<T, T::Table, D>(x)
        }

        #into_doc
        pub fn #into<T, D>(
            x: &#p::ArrayRef<T, D>,
            indices: &mut <D as #p::nonzero::StaticRank>::Vectors,
        ) -> #p::Result<(), #p::Error>
        where
            #into_bounds
        {
            #p::nonzero::typed_into::<T, T::Ops, D>(x, indices)
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
            axes,
            dimension,
            ..
        } = Rank::new(rank);
        let doc = Doc::new(format!(
            "Appends the indices of the {} to one vector per axis, for `{}` arrays of rank {rank}.",
            operation.chosen,
            dtype.name()
        ))
        .paragraph("All vectors must have the same length. On error, they are unchanged.")
        .error("TooLarge", "the indices do not fit in memory.");
        let kernel = cx.public_name(&kernel.to_string());
        let bounds = cx.public_part(quote! {
            X: #p::KernelInput<#ty, #p::#dimension>,
            P: #p::IndicesOutput<#axes>,
        });
        quote! {
            #doc
            #[inline(never)]
            pub fn #kernel<X, P>(x: X, indices: P) -> #p::Result<P::Result, #p::Error>
            where
                #bounds
            {
                #p::nonzero::kernel::<#ty, #implementation, _, _, _>(#p::KernelInput::array(&x), indices)
            }
        }
    })
}

/// The implementations of the table's trait: their functions are the named kernels.
fn impls(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    impls_with(cx, operation, |dtype| {
        let ty = cx.ty(dtype).written();
        ranks_of_trait(cx)
            .map(|rank| {
                let Rank {
                    kernel,
                    axes,
                    dimension,
                    ..
                } = Rank::new(rank);
                let call = kernel_of_dtype(operation.name, dtype, &kernel);
                quote! {
                    #[inline]
                    fn #kernel<P: #p::IndicesOutput<#axes>>(
                        x: &#p::ArrayRef<#ty, #p::#dimension>,
                        indices: P,
                    ) -> #p::Result<P::Result, #p::Error> {
                        #call(x, indices)
                    }
                }
            })
            .collect()
    })
}
