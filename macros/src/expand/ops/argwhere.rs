//! `argwhere` and `flatnonzero`.

use super::doc::{Doc, Example};
use super::named::{Rank, kernels_by_dtype};
use super::shared::{OutputTypes, Parts, dynamic_of_array, impls_by_dtype, types};
use crate::expand::context::{Context, ident};
use crate::operations::{Operation, Output};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    let dynamic = ["", "typed::"].map(|module| docs(cx, operation, module));
    let [dynamic, typed_docs] = dynamic;
    Parts {
        dynamic: dynamic_of_array(cx, operation, dynamic),
        typed: typed(cx, operation, typed_docs),
        kernels: kernels(cx, operation),
        impls: impls_by_dtype(cx, operation),
    }
}

/// The array of the examples.
const MATRIX: [[i32; 3]; 2] = [[0, 5, 0], [7, 0, 3]];

/// What differs between the two in the documentation.
struct Words {
    /// The result.
    found: &'static str,
    /// Its form.
    form: &'static str,
    /// The indices per element.
    width: &'static str,
    /// The results for [`MATRIX`].
    answers: [&'static str; 2],
}

fn words(operation: Operation) -> Words {
    if matches!(operation.outputs, [(_, Output::IndexRows)]) {
        Words {
            found: "The indices of the",
            form: "`x` has any rank. The result has one row per element and one column per axis. For a 0-d array, it has no \
                columns, and one row if the element is not zero.",
            width: "all indices of all elements",
            answers: ["[0, 1], [1, 0], [1, 2]", "0, 1, 1, 0, 1, 2"],
        }
    } else {
        Words {
            found: "The positions in row-major order of the",
            form: "`x` has any rank. A position counts the elements of the whole array in row-major order.",
            width: "all elements",
            answers: ["1, 3, 5"; 2],
        }
    }
}

/// The documentation of the function in a module of the table, and of its `_into` form.
fn docs(cx: &Context<'_>, operation: Operation, module: &str) -> [Doc; 2] {
    let (name, chosen) = (operation.name, operation.chosen);
    let Words {
        found,
        form,
        width,
        answers,
    } = words(operation);
    let example = |code: &dyn Fn(&str) -> String| {
        let example = Example::new(cx, &[operation])?;
        let code = code(&format!("{}::{module}{name}", example.path));
        Some(example.wrap(&[], &format!("let x = {};\n{code}", example.matrix(MATRIX))))
    };
    let finish = |doc: Doc| {
        let doc = doc.paragraph(format!(
            "The function follows [`{name}`](https://numpy.org/doc/stable/reference/generated/numpy.{name}.html) of NumPy."
        ));
        let doc = if module.is_empty() {
            doc.refusals(cx, operation)
        } else {
            doc
        };
        doc.error("TooLarge", "the indices do not fit in memory.")
    };
    let new = Doc::new(format!("{found} {chosen}, in row-major order."))
        .paragraph(form)
        .paragraph("NaN counts as nonzero, and -0.0 as zero.");
    let new = finish(new).example(example(&|call| {
        format!("assert_eq!({call}(&x)?, ndarray::array![{}]);", answers[0])
    }));
    let into = Doc::new(format!("[`{name}`], written to a vector that you own."))
        .paragraph(format!(
            "The indices replace the contents of the vector, row after row. If it has capacity for {width} and 8 more, and `x` \
             is not a broadcast view, the call does not allocate. On error, the vector is unchanged."
        ));
    let into = finish(into).example(example(&|call| {
        format!(
            "let mut indices = Vec::new();\n{call}_into(&x, &mut indices)?;\nassert_eq!(indices, [{}]);",
            answers[1]
        )
    }));
    [new, into]
}

/// `argwhere` and `argwhere_into`.
fn typed(cx: &Context<'_>, operation: Operation, [doc, into_doc]: [Doc; 2]) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let choice = types(cx, operation);
    let [name, into] =
        ["", "_into"].map(|form| cx.public_name(&format!("{}{form}", operation.name)));
    let bound = ident(operation.bound);
    let bounds = cx.public_part(quote!(T: #p::bounds::#bound<#marker>, D: #p::Dimension,));
    let output = &OutputTypes::all(cx, operation)[0];
    let (result, vector) = (&output.new, &output.public);
    quote! {
        #doc
        pub fn #name<T, D>(x: &#p::ArrayRef<T, D>) -> #p::Result<#result, #p::Error>
        where
            #bounds
        {
            #p::argwhere::typed::<#choice T, T::Ops>(#p::Strided::of(x))
        }

        #into_doc
        pub fn #into<T, D>(
            x: &#p::ArrayRef<T, D>,
            indices: #vector,
        ) -> #p::Result<(), #p::Error>
        where
            #bounds
        {
            #p::argwhere::typed_into::<#choice T, T::Ops>(#p::Strided::of(x), indices)
        }
    }
}

fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let choice = types(cx, operation);
    let ranks = 0..=cx.model.max_rank;
    kernels_by_dtype(cx, operation, operation.name, ranks, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let Rank { kernel, view, .. } = Rank::new(rank);
        let doc = Doc::new(format!(
            "Appends the result of `{}` to a vector, for `{}` arrays of rank {rank}.",
            operation.name,
            dtype.name()
        ))
        .error(
            "TooLarge",
            "the indices do not fit in memory; the vector is unchanged.",
        );
        quote! {
            #doc
            #[inline]
            pub fn #kernel(
                x: #p::#view<'_, #ty>,
                indices: &mut #p::Vec<#p::Index>,
            ) -> #p::Result<(), #p::Error> {
                #p::argwhere::append::<#choice #ty, #implementation>(#p::Strided::of(&x), indices)
            }
        }
    })
}
