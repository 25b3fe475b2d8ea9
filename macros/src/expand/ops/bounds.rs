//! The short bounds for generic code, which do not take the table as a parameter: `Ordered`, `HasNonzero`, `HasExtract`,
//! `PromotesWith` and `ComparesWith`.

use super::doc::{Doc, Example};
use crate::expand::context::{Context, ident};
use crate::operations::{Arity, Operation, ShortBound};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    ShortBound::ALL
        .into_iter()
        .filter_map(|bound| item(cx, bound))
        .collect()
}

/// The bound, if the table has one of its operations.
fn item(cx: &Context<'_>, bound: ShortBound) -> Option<TokenStream> {
    let p = cx.private();
    let marker = cx.marker();
    let operations: Vec<Operation> = cx
        .model
        .operations
        .iter()
        .filter(|operation| operation.short_bound == bound)
        .collect();
    let is_pair = operations.first()?.arity == Arity::Pair;
    let other = is_pair.then(|| quote!(, B));
    let supertraits: Vec<TokenStream> = operations
        .iter()
        .map(|operation| {
            let name = ident(operation.bound);
            quote!(#p::bounds::#name<#marker #other>)
        })
        .collect();
    let name = cx.public_name(bound.name());
    let doc = doc(cx, bound, &operations);
    let (parameters, arguments) = if is_pair {
        (quote!(B: #p::Element), quote!(B))
    } else {
        Default::default()
    };
    Some(quote! {
        #doc
        pub trait #name<#parameters>: #(#supertraits)+* {}

        impl<T: #(#supertraits)+*, #parameters> #name<#arguments> for T {}
    })
}

fn doc(cx: &Context<'_>, bound: ShortBound, operations: &[Operation]) -> Doc {
    let names: Vec<String> = operations
        .iter()
        .map(|operation| format!("[`{0}`](typed::{0})", operation.name))
        .collect();
    let names = match names.split_last() {
        Some((last, others)) if others.len() > 1 => format!("{} and {last}", others.join(", ")),
        _ => names.join(" and "),
    };
    let name = bound.name();
    let example = Example::new(cx, operations);
    match bound {
        ShortBound::Ordered => Doc::new(format!("A bound for generic code: the element types that can be passed to {names}."))
            .paragraph("It is implemented for the element type of every dtype of the table that has an order.")
            .example(example.map(|example| {
                let (table, operation) = (&example.path, operations[0].name);
                example.wrap(
                    &[],
                    &format!(
                        "/// The position of the peak of each row.\n\
                         fn peaks<T: {table}::{name}>(x: &ndarray::Array2<T>) -> Result<ndarray::Array1<argwhere::Index>, argwhere::Error> {{\n    \
                         {table}::typed::{operation}_axis(x, ndarray::Axis(1))\n}}\n\n\
                         assert_eq!(peaks(&{})?, ndarray::array![{}]);",
                        example.matrix([[1, 5, 2], [7, 0, 3]]),
                        if operation == "argmax" { "1, 0" } else { "0, 1" },
                    ),
                )
            })),
        ShortBound::HasNonzero => Doc::new(format!("A bound for generic code: the element types that can be passed to {names}."))
            .paragraph("It is implemented for the element type of every dtype of the table that has the operation.")
            .example(example.map(|example| {
                let table = &example.path;
                example.wrap(
                    &[],
                    &format!(
                        "/// How many elements are not zero.\n\
                         fn count<T: {table}::{name}>(x: &ndarray::Array1<T>) -> Result<usize, argwhere::Error> {{\n    \
                         {}\n}}\n\n\
                         assert_eq!(count(&{})?, 2);",
                        match operations[0].name {
                            "nonzero" => format!(
                                "let [indices] = {table}::typed::nonzero(x)?;\n    Ok(indices.len())"
                            ),
                            "count_nonzero" => format!("Ok({table}::typed::count_nonzero(x))"),
                            other => format!("Ok({table}::typed::{other}(x)?.len())"),
                        },
                        example.vector([0, 5, 7]),
                    ),
                )
            })),
        ShortBound::HasExtract => Doc::new(format!("A bound for generic code: the element types that can be passed to {names}."))
            .paragraph("It is implemented for the element type of every dtype of the table that has the operation.")
            .example(example.map(|example| {
                let table = &example.path;
                example.wrap(
                    &[],
                    &format!(
                        "use ndarray::Array1;\n\n\
                         /// The elements of `x` that differ from their neighbours in `y`.\n\
                         fn changed<T: {table}::{name}>(x: &Array1<T>, y: &Array1<T>) -> Result<Array1<T>, argwhere::Error> {{\n    \
                         let differs = ndarray::Zip::from(x).and(y).map_collect(|x, y| x != y);\n    \
                         {table}::typed::extract(&differs, x)\n}}\n\n\
                         assert_eq!(changed(&{}, &{})?, {});",
                        example.vector([1, 2, 3]), example.vector([1, 0, 0]), example.vector([2, 3]),
                    ),
                )
            })),
        ShortBound::PromotesWith => Doc::new(format!("A bound for generic code: the element types that can be passed to {names} together with elements of `B`."))
            .paragraph("It is implemented for every pair of element types that the table promotes. `Output` is the element type of the result.")
            .example(example.map(|example| {
                let table = &example.path;
                example.wrap(
                    &[],
                    &format!(
                        "use argwhere::bounds::Element;\nuse ndarray::Array1;\n\n\
                         /// The elements of `x` where `mask` is true, and of `y` elsewhere.\n\
                         fn blend<A: {table}::{name}<B>, B: Element>(\n    mask: &Array1<bool>,\n    x: &Array1<A>,\n    y: &Array1<B>,\n\
                         ) -> Result<Array1<A::Output>, argwhere::Error> {{\n    {table}::typed::where_(mask, x, y)\n}}\n\n\
                         let mask = ndarray::array![true, false, true];\n\
                         let blended = blend(&mask, &{}, &{})?;\n\
                         assert_eq!(blended, {});",
                        example.vector([1, 2, 3]), example.vector([10, 20, 30]), example.vector([1, 20, 3]),
                    ),
                )
            })),
        ShortBound::ComparesWith => Doc::new(format!("A bound for generic code: the element types that can be passed to {names} together with elements of `B`."))
            .paragraph("It is implemented for every pair of element types that the table promotes to a dtype with an order.")
            .example(example.map(|example| {
                let table = &example.path;
                example.wrap(
                    &["Side"],
                    &format!(
                        "use argwhere::bounds::Element;\nuse ndarray::Array1;\n\n\
                         /// The number of limits that are not greater than each element of `x`.\n\
                         fn grades<A: {table}::{name}<B>, B: Element>(\n    limits: &Array1<A>,\n    x: &Array1<B>,\n\
                         ) -> Result<Array1<argwhere::Index>, argwhere::Error> {{\n    {table}::typed::searchsorted(limits, x, Side::Right)\n}}\n\n\
                         assert_eq!(grades(&{}, &{})?, ndarray::array![0, 1, 2]);",
                        example.vector([10, 20]), example.vector([5, 10, 30]),
                    ),
                )
            })),
    }
}
