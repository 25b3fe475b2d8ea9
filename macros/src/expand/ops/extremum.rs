//! `argmax`, `argmin`, `nanargmax`, `nanargmin` and `argminmax`.
//!
//! `argminmax` has two results. Its functions have the forms of the others, with pairs in place of single results, and
//! call the functions of `argwhere` whose names end in `pair`.

use super::doc::{Doc, Example};
use super::named::{Rank, axis_kernel, kernels_by_dtype, whole_and_along_axis, whole_kernel};
use super::shared::{Calls, Parts, dynamic_of_array_by, impls_by_dtype, impls_with, types};
use crate::expand::context::{Context, ident};
use crate::operations::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::fmt::Write;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    let calls = Calls {
        new: call(operation, "dynamic", ""),
        into: call(operation, "dynamic", "_into"),
        ..Calls::new()
    };
    Parts {
        dynamic: dynamic_of_array_by(cx, operation, &calls, dynamic_docs(cx, operation)),
        typed: typed(cx, operation),
        kernels: kernels(cx, operation),
        impls: if is_pair(operation) {
            impls_by_dtype(cx, operation)
        } else {
            let p = cx.private();
            impls_with(cx, operation, |dtype| {
                let ty = cx.ty(dtype).written();
                let best = quote!(#p::Option<#p::Best<#ty>>);
                whole_and_along_axis(cx, operation, dtype, &best)
            })
        },
    }
}

/// Whether the operation finds the smallest and the largest element.
fn is_pair(operation: Operation) -> bool {
    operation.outputs.len() == 2
}

/// Whether the operation passes over NaN.
fn skips_nan(operation: Operation) -> bool {
    matches!(operation.arguments, ["NanMax" | "NanMin"])
}

/// The name of a function of `argwhere`.
fn call(operation: Operation, start: &str, end: &str) -> Ident {
    let pair = if is_pair(operation) { "_pair" } else { "" };
    format_ident!("{start}{pair}{end}")
}

/// Something per result: by itself, or as a tuple.
fn each(operation: Operation, result: &TokenStream) -> TokenStream {
    if is_pair(operation) {
        quote!((#result, #result))
    } else {
        result.clone()
    }
}

/// The parameters for the results.
fn output_names(operation: Operation) -> impl Iterator<Item = Ident> {
    operation.outputs.iter().map(|&(name, _)| ident(name))
}

/// The array of the examples.
const MATRIX: [[i32; 3]; 2] = [[1, 5, 2], [7, 0, 3]];

/// The positions of the smallest and of the largest element of [`MATRIX`]: in the whole array, and along axis 1.
const ANSWERS: [(usize, &str); 2] = [(4, "0, 1"), (3, "1, 0")];

/// The results of an example, of which `text` writes one: a single result or a tuple.
fn answers(operation: Operation, text: impl Fn((usize, &str)) -> String) -> String {
    let [min, max] = ANSWERS.map(text);
    match operation.arguments {
        ["Max" | "NanMax"] => max,
        ["Min" | "NanMin"] => min,
        _ => format!("({min}, {max})"),
    }
}

/// An example that writes to arrays: `head` begins the call.
fn into_example(operation: Operation, head: &str) -> String {
    let mut before = String::new();
    let (mut arguments, mut after) = (String::new(), String::new());
    for &(out, _) in operation.outputs {
        let (_, answer) = match (operation.arguments, out) {
            (["Max" | "NanMax"], _) | (_, "argmax") => ANSWERS[1],
            _ => ANSWERS[0],
        };
        let _ = writeln!(before, "let mut {out} = ndarray::Array1::zeros(2);");
        let _ = write!(arguments, ", &mut {out}");
        let _ = write!(after, "\nassert_eq!({out}, ndarray::array![{answer}]);");
    }
    format!("{before}{head}{arguments})?;{after}")
}

/// The first sentence: what is found where.
fn summary(operation: Operation, place: &str) -> String {
    let indices = if is_pair(operation) {
        "indices of the first occurrences"
    } else {
        "index of the first occurrence"
    };
    format!("The {indices} of the {}{place}", operation.chosen)
}

/// The paragraphs that all functions of an operation have.
fn described(operation: Operation, doc: Doc) -> Doc {
    if skips_nan(operation) {
        doc.paragraph(
            "NaN is passed over, and so is any other element that is not equal to itself. -0.0 and +0.0 are equal.",
        )
    } else {
        let doc = doc.paragraph(
            "The first NaN wins, as in NumPy, and so does any other element that is not equal to itself. -0.0 and \
             +0.0 are equal.",
        );
        if is_pair(operation) {
            doc.paragraph("Each element is read from memory once. The results are those of `argmin` and `argmax`, in this order.")
        } else {
            doc.standard(operation)
        }
    }
}

/// The errors of a search of a part, which is named in the documentation.
fn search_errors(operation: Operation, doc: Doc, is_empty: &str, is_nan: &str) -> Doc {
    let doc = doc.error("Empty", is_empty);
    if skips_nan(operation) {
        doc.error("AllNaN", is_nan)
    } else {
        doc
    }
}

/// What is left in `out` after an error.
fn on_error(operation: Operation) -> &'static str {
    if skips_nan(operation) {
        "On error, `out` is unchanged, except that after `AllNaN` along an axis it has all indices, with -1 for each slice of \
         NaN only."
    } else if is_pair(operation) {
        "On error, both are unchanged."
    } else {
        "On error, `out` is unchanged."
    }
}

/// Which arrays are written to, and their shape.
fn out_shape(operation: Operation, function: &str) -> String {
    let outs = if is_pair(operation) {
        "`argmin` and `argmax` must each"
    } else {
        "`out` must"
    };
    format!("{outs} have the shape of the result of [`{function}`].")
}

const EMPTY: &str = "the axis is empty, or the whole array if no axis is given.";
const ALL_NAN: &str =
    "all elements of a slice along the axis are NaN, or of the whole array if no axis is given.";
const AXIS_ALL_NAN: &str = "all elements of a slice along the axis are NaN.";
const SHAPE_MISMATCH: &str = "an array to write to has the wrong shape.";

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let name = operation.name;
    let example = |code: &dyn Fn(&Example) -> String| {
        let example = Example::new(cx, &[operation])?;
        Some(example.wrap(&["Along"], &code(&example)))
    };
    let whole = answers(operation, |(whole, _)| {
        format!("ndarray::arr0({whole}).into_dyn()")
    });
    let along = answers(operation, |(_, along)| {
        format!("ndarray::array![{along}].into_dyn()")
    });
    let new = Doc::new(summary(operation, ", in the whole array or along an axis.")).paragraph(
        "`x` has any shape and a dtype with an order. Along an axis, the result has the shape of `x` without this axis. For the \
         whole array, the result is 0-d and contains an index in row-major order. With `keepdims`, the searched axes remain \
         with length 1.",
    );
    let new = described(operation, new)
        .refusals(cx, operation)
        .error("AxisOutOfRange", "`x` has no such axis.");
    let new = search_errors(operation, new, EMPTY, ALL_NAN)
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(&|example| {
            let table = &example.path;
            format!(
                "let x = {};\n\
                 assert_eq!({table}::{name}(&x, Along::all())?, {whole});\n\
                 assert_eq!({table}::{name}(&x, Along::axis(1))?, {along});",
                example.matrix(MATRIX)
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to memory that you own."))
        .paragraph(format!(
            "{} Up to rank 4, the call does not allocate. {}",
            out_shape(operation, name),
            on_error(operation)
        ))
        .refusals(cx, operation)
        .error("AxisOutOfRange", "`x` has no such axis.");
    let into = search_errors(operation, into, EMPTY, ALL_NAN)
        .error("ShapeMismatch", SHAPE_MISMATCH)
        .example(example(&|example| {
            let table = &example.path;
            let call = into_example(
                operation,
                &format!("{table}::{name}_into(&x, Along::axis(1)"),
            );
            format!("let x = {};\n{call}", example.matrix(MATRIX))
        }));
    [new, into]
}

fn typed_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 3] {
    let name = operation.name;
    let whole = answers(operation, |(whole, _)| whole.to_string());
    let along = answers(operation, |(_, along)| format!("ndarray::array![{along}]"));
    let example = |code: &dyn Fn(&str) -> String| {
        let example = Example::new(cx, &[operation])?;
        let code = code(&example.path);
        Some(example.wrap(&[], &format!("let x = {};\n{code}", example.matrix(MATRIX))))
    };
    let flat = Doc::new(summary(
        operation,
        " in the whole array, in row-major order.",
    ))
    .paragraph("`x` has any rank and a dtype with an order.");
    let flat = search_errors(
        operation,
        described(operation, flat),
        "`x` is empty.",
        "all elements are NaN.",
    )
    .example(example(&|table| {
        format!("assert_eq!({table}::typed::{name}(&x)?, {whole});")
    }));
    let axis = Doc::new(summary(operation, " along an axis."))
        .paragraph(
            "`x` has rank 1 or higher and a dtype with an order. The result has the shape of `x` without the axis.",
        );
    let axis = described(operation, axis).error("AxisOutOfRange", "`x` has no such axis.");
    let axis = search_errors(operation, axis, "the axis is empty.", AXIS_ALL_NAN)
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(&|table| {
            format!("assert_eq!({table}::typed::{name}_axis(&x, ndarray::Axis(1))?, {along});")
        }));
    let axis_into = Doc::new(format!("[`{name}_axis`], written to memory that you own."))
        .paragraph(format!(
            "{} Up to rank 6, the call does not allocate. {}",
            out_shape(operation, &format!("{name}_axis")),
            on_error(operation)
        ))
        .error("AxisOutOfRange", "`x` has no such axis.");
    let axis_into = search_errors(operation, axis_into, "the axis is empty.", AXIS_ALL_NAN)
        .error("ShapeMismatch", SHAPE_MISMATCH)
        .example(example(&|table| {
            into_example(
                operation,
                &format!("{table}::typed::{name}_axis_into(&x, ndarray::Axis(1)"),
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
    let [flat, axis, axis_into] = [
        call(operation, "typed", ""),
        call(operation, "typed_axis", ""),
        call(operation, "typed_axis", "_into"),
    ];
    // The functions of the table, which are its named kernels, or those of all ranks.
    let searched_by = ident(if is_pair(operation) { "Ops" } else { "Table" });
    let position = each(operation, &quote!(usize));
    let array = each(
        operation,
        &quote!(#p::ndarray::Array<#p::Index, D::Smaller>),
    );
    let outs: Vec<Ident> = output_names(operation).collect();
    quote! {
        #doc
        #[inline]
        pub fn #name<T, D>(x: &#p::ArrayRef<T, D>) -> #p::Result<#position, #p::Error>
        where
            #bound,
            D: #p::Dimension,
        {
            #p::extremum::#flat::<#choice T, T::#searched_by, D>(x)
        }

        #axis_doc
        pub fn #axis_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
        ) -> #p::Result<#array, #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::#axis::<#choice T, T::#searched_by, D>(x, axis)
        }

        #axis_into_doc
        pub fn #axis_into_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
            #(#outs: &mut #p::ArrayRef<#p::Index, D::Smaller>,)*
        ) -> #p::Result<(), #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::#axis_into::<#choice T, T::Ops, D::Smaller>(#p::Strided::of(x), axis, #(#outs),*)
        }
    }
}

/// The modules `argmax` and `argmax_axis`.
fn kernels(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let choice = types(cx, operation);
    let name = operation.name;
    let max_rank = cx.model.max_rank;
    let or_nan = if skips_nan(operation) {
        " or has only NaN"
    } else {
        ""
    };
    let flat = kernels_by_dtype(cx, operation, name, 0..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let doc = format!(
            "`{name}` over all elements of `x`, for `{}` arrays of rank {rank}; `None` if `x` is empty{or_nan}.",
            dtype.name()
        );
        if !is_pair(operation) {
            let best = quote!(#p::Option<#p::Best<#ty>>);
            let call = quote!(#p::extremum::best::<#choice #ty, #implementation, _>);
            return whole_kernel(cx, ty, rank, &doc, &best, &call);
        }
        let Rank { kernel, view, .. } = Rank::new(rank);
        quote! {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub fn #kernel(x: #p::#view<'_, #ty>) -> #p::Option<(#p::Best<#ty>, #p::Best<#ty>)> {
                #p::extremum::best_pair::<#ty, #implementation>(#p::Strided::of(&x))
            }
        }
    });
    let along = format!("{name}_axis");
    let along = kernels_by_dtype(cx, operation, &along, 1..=max_rank, |dtype, ty, rank| {
        let implementation = ty.implementation();
        let (outs, plural) = if is_pair(operation) {
            ("`argmin` and `argmax`", "an array to write to")
        } else {
            ("`out`", "`out`")
        };
        let doc = Doc::new(format!(
            "`{name}` along an axis, for `{}` arrays of rank {rank}.",
            dtype.name()
        ))
        .paragraph(format!(
            "{outs} must have the shape of `x`, but length 1 along the axis."
        ))
        .error("AxisOutOfRange", "`x` has no such axis.");
        let doc = search_errors(operation, doc, "the axis is empty.", AXIS_ALL_NAN)
            .error("ShapeMismatch", &format!("{plural} has the wrong shape."));
        if !is_pair(operation) {
            let call = quote!(#p::extremum::along_axis::<#choice #ty, #implementation, _, _>);
            return axis_kernel(cx, ty, rank, &doc, &call);
        }
        let Rank {
            kernel,
            view,
            view_mut,
            ..
        } = Rank::new(rank);
        quote! {
            #doc
            #[inline]
            pub fn #kernel(
                x: #p::#view<'_, #ty>,
                axis: #p::Axis,
                mut argmin: #p::#view_mut<'_, #p::Index>,
                mut argmax: #p::#view_mut<'_, #p::Index>,
            ) -> #p::Result<(), #p::Error> {
                #p::extremum::along_pair::<#ty, #implementation>(
                    #p::Strided::of(&x),
                    axis.index(),
                    true,
                    [&#p::StridedMut::of(&mut argmin), &#p::StridedMut::of(&mut argmax)],
                )
            }
        }
    });
    quote!(#flat #along)
}
