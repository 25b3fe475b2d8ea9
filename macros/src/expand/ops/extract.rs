//! `extract`.

use super::doc::{Doc, Example};
use super::named::{Rank, kernels_by_dtype};
use super::shared::{Calls, OutputTypes, Parts, arms, impls_by_dtype};
use crate::expand::context::{Context, ident};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    Parts {
        dynamic: dynamic(cx, operation),
        typed: typed(cx, operation),
        kernels: kernels(cx, operation),
        impls: impls_by_dtype(cx, operation),
    }
}

/// The first sentences of the documentation of a function that returns an array.
fn new_doc(operation: Operation) -> Doc {
    Doc::new(format!(
        "The {}, in row-major order, as a one-dimensional array.",
        operation.chosen
    ))
    .paragraph(
        "`condition` must have the shape of `x`. It is not broadcast. Both may be 0-d. Elements keep their bits, even those of a \
         NaN. NumPy writes `x[condition]`.",
    )
}

fn example(
    cx: &Context<'_>,
    operation: Operation,
    code: impl Fn(&Example) -> String,
) -> Option<String> {
    let example = Example::new(cx, &[operation])?;
    let code = code(&example);
    Some(example.wrap(
        &[],
        &format!(
            "let condition = ndarray::array![[true, false, false], [true, false, true]];\nlet x = {};\n{code}",
            example.matrix([[1, 5, 2], [7, 0, 3]]),
        ),
    ))
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let errors = |doc: Doc| {
        doc.error("ConditionNotBool", "`condition` is not a bool array.")
            .refusals(cx, operation)
    };
    let new = errors(new_doc(operation))
        .error("ShapeMismatch", "`condition` does not have the shape of `x`.")
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, |example| {
            let table = &example.path;
            format!(
                "let chosen = {table}::extract(&condition, &x)?;\nassert_eq!(chosen, {table}::Array::from({}));",
                example.vector([1, 7, 3])
            )
        }));
    let into = Doc::new(format!("[`{}`], written to an array that you own.", operation.name))
        .paragraph(
            "`out` must have the dtype of `x` and one axis, with as many elements as are chosen. If it is contiguous, the call does \
             not allocate up to rank 6. On error, `out` is unchanged.",
        );
    let into = errors(into)
        .error(
            "ShapeMismatch",
            "`condition` does not have the shape of `x`, or `out` has the wrong shape.",
        )
        .error("DTypeMismatch", "`out` has the wrong dtype.")
        .error("TooLarge", "`out` is not contiguous, and a copy of it does not fit in memory.")
        .example(example(cx, operation, |example| {
            let table = &example.path;
            format!(
                "let mut out = {};\n{table}::extract_into(&condition, &x, &mut out)?;\nassert_eq!(out, {});",
                example.vector([0, 0, 0]),
                example.vector([1, 7, 3])
            )
        }));
    [new, into]
}

/// `extract` and `extract_into`. They dispatch on the dtype of `x`.
fn dynamic(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let [doc, into_doc] = dynamic_docs(cx, operation);
    let [name, into_name] =
        ["", "_into"].map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let [condition, x] = [quote!('c), quote!('x)]
        .map(|lifetime| cx.public_part(quote!(impl #p::Into<ArrayView<#lifetime>>)));
    let Calls { new, into, .. } = Calls::new();
    let new_arms = arms(cx, operation, &new, &quote!(condition));
    let into_arms = arms(cx, operation, &into, &quote!(condition, out));
    let OutputTypes {
        new: output,
        public,
        inner,
        lifetime,
        prepare,
        convert,
        ..
    } = &OutputTypes::all(cx, operation)[0];
    quote! {
        #doc
        pub fn #name<'c, 'x>(condition: #condition, x: #x) -> #p::Result<#output, #p::Error> {
            fn dispatch(condition: &ArrayView<'_>, x: &ArrayView<'_>) -> #p::Result<#output, #p::Error> {
                let condition = bools(condition)?;
                match x { #new_arms }
            }

            dispatch(&#p::Into::into(condition), &#p::Into::into(x))
        }

        #into_doc
        pub fn #into_name<'c, 'x, #lifetime>(
            condition: #condition,
            x: #x,
            out: #public,
        ) -> #p::Result<(), #p::Error> {
            fn dispatch(
                condition: &ArrayView<'_>,
                x: &ArrayView<'_>,
                out: #inner,
            ) -> #p::Result<(), #p::Error> {
                let condition = bools(condition)?;
                match x { #into_arms }
            }

            #prepare
            dispatch(&#p::Into::into(condition), &#p::Into::into(x), #convert)
        }
    }
}

/// `extract` and `extract_into`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let [name, into] =
        ["", "_into"].map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let bound = ident(operation.bound);
    let bound = cx.public_part(quote!(T: #p::bounds::#bound<#marker>, D: #p::Dimension,));
    let doc = new_doc(operation)
        .error(
            "ShapeMismatch",
            "`condition` does not have the shape of `x`.",
        )
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, |example| {
            format!(
                "assert_eq!({}::typed::extract(&condition, &x)?, {});",
                example.path,
                example.vector([1, 7, 3])
            )
        }));
    let into_doc = Doc::new(format!("[`{}`], written to a vector that you own.", operation.name))
        .paragraph(
            "The elements replace the contents of the vector. If it has capacity for them, the call does not allocate up to rank 6. \
             On error, the vector is unchanged.",
        )
        .error("ShapeMismatch", "`condition` does not have the shape of `x`.")
        .error("TooLarge", "the elements do not fit in memory.")
        .example(example(cx, operation, |example| {
            format!(
                "let mut out = Vec::new();\n{}::typed::extract_into(&condition, &x, &mut out)?;\n\
                 assert_eq!(ndarray::Array1::from(out), {});",
                example.path,
                example.vector([1, 7, 3])
            )
        }));
    quote! {
        #doc
        pub fn #name<T, D>(
            condition: &#p::ArrayRef<bool, D>,
            x: &#p::ArrayRef<T, D>,
        ) -> #p::Result<#p::Array1<T>, #p::Error>
        where
            #bound
        {
            #p::extract::typed::<T, T::Ops, D>(condition, x)
        }

        #into_doc
        pub fn #into<T, D>(
            condition: &#p::ArrayRef<bool, D>,
            x: &#p::ArrayRef<T, D>,
            out: &mut #p::Vec<T>,
        ) -> #p::Result<(), #p::Error>
        where
            #bound
        {
            #p::extract::typed_into::<T, T::Ops, D>(condition, x, out)
        }
    }
}

fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let ranks = 1..=cx.model.max_rank;
    kernels_by_dtype(cx, operation, operation.name, ranks, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let Rank { kernel, view, .. } = Rank::new(rank);
        let doc = Doc::new(format!(
            "Appends the chosen elements to a vector, for `{}` arrays of rank {rank}. On error, it is unchanged.",
            dtype.name()
        ))
        .error("ShapeMismatch", "`condition` does not have the shape of `x`.")
        .error("TooLarge", "the elements do not fit in memory.");
        quote! {
            #doc
            #[inline]
            pub fn #kernel(
                condition: #p::#view<'_, bool>,
                x: #p::#view<'_, #ty>,
                out: &mut #p::Vec<#ty>,
            ) -> #p::Result<(), #p::Error> {
                #p::extract::append::<#ty, #implementation>(#p::Strided::of(&condition), #p::Strided::of(&x), out)
            }
        }
    })
}
