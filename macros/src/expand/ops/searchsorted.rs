//! `searchsorted`, an operation on a pair of dtypes.

use super::doc::{Doc, Example};
use super::named::{DEPTH, Rank, kernels, member};
use super::shared::{Calls, OutputTypes, PairDispatch, ParameterTypes, Parts};
use crate::expand::context::{Context, TypeName, ident, pair_module};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    Parts {
        dynamic: dynamic(cx, operation),
        typed: typed(cx, operation),
        kernels: kernels_of_pairs(cx, operation),
        impls: sorters(cx),
    }
}

/// `searchsorted` and `searchsorted_into`.
fn dynamic(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let calls = Calls::new();
    let [scalar, scalar_into] = &calls.scalar;
    let output = &OutputTypes::all(cx, operation)[0];
    let how = ParameterTypes::of(cx, operation.parameters[0]);
    let new_type = &output.new;
    let folder = ident(operation.folder.name());
    let new = PairDispatch {
        operation,
        module: &folder,
        calls: [&calls.new, scalar],
        before: None,
        after: vec![(how.name.clone(), how.inner.clone())],
        result: quote!(#p::Result<#new_type, #p::Error>),
    };
    let mut into = PairDispatch {
        calls: [&calls.into, scalar_into],
        result: quote!(#p::Result<(), #p::Error>),
        ..new.clone()
    };
    into.after
        .push((output.parameter.clone(), output.inner.clone()));
    let [doc, into_doc] = dynamic_docs(cx, operation);
    let new = function(cx, operation.name, &doc, &new, &how, None);
    let name = format!("{}_into", operation.name);
    let into = function(cx, &name, &into_doc, &into, &how, Some(output));
    quote!(#new #into)
}

/// A dynamic function. `out` is the array that it writes to, if any.
fn function(
    cx: &Context<'_>,
    name: &str,
    doc: &Doc,
    dispatch: &PairDispatch<'_>,
    how: &ParameterTypes,
    out: Option<&OutputTypes>,
) -> TokenStream {
    let p = cx.private();
    let name = cx.public_name(name);
    let x1 = cx.public_part(quote!(impl #p::Into<ArrayView<'x>>));
    let x2 = cx.public_part(quote!(impl #p::Into<Operand<'y>>));
    let ParameterTypes {
        name: how,
        public,
        convert,
        lifetime,
        ..
    } = how;
    let (out_declaration, out_argument) = out
        .map(|out| {
            let (name, public, convert) = (&out.parameter, &out.public, &out.convert);
            (quote!(#name: #public,), quote!(#convert,))
        })
        .unzip();
    let beside_scalar = dispatch.beside_scalar(cx, &quote!(#p::Scalar));
    let pairs = dispatch.pairs(cx, &quote!());
    let (declarations, arguments) = (dispatch.declarations(), dispatch.arguments());
    let promoted_scalar = (!cx.model.scalars.is_empty()).then(|| {
        quote! {
            if let #p::Option::Some((dtype, scalar)) = scalar_dtype(x1, *x2) {
                let scalar = dtype.scalar(scalar)?;
                return dispatch(x1, &Operand::Array(scalar.view()), #arguments);
            }
        }
    });
    let result = &dispatch.result;
    quote! {
        #doc
        pub fn #name<'x, 'y, #lifetime>(
            x1: #x1,
            x2: #x2,
            #how: #public,
            #out_declaration
        ) -> #result {
            #beside_scalar

            fn dispatch(
                x1: &ArrayView<'_>,
                x2: &Operand<'_>,
                #declarations
            ) -> #result {
                match x2 {
                    Operand::Array(x2) => match (x1, x2) { #pairs },
                    Operand::Scalar(x2) => {
                        #promoted_scalar
                        beside_scalar(x1, *x2, #arguments)
                    }
                }
            }

            dispatch(&#p::Into::into(x1), &#p::Into::into(x2), #convert, #out_argument)
        }
    }
}

const HOW: &str = "`how` is a [`Side`](__argwhere::searchsorted::Side) or a [`Search`](__argwhere::searchsorted::Search), \
    which may have a sorter. On the left, a position is the number of elements of `x1` that are less than the element of `x2`; \
    on the right, the number of those that are not greater. NaN is greater than all numbers, and so is any other element that \
    is not equal to itself. -0.0 and +0.0 are equal. If `x1` is not sorted, each position is some number from 0 to its length.";

fn example(
    cx: &Context<'_>,
    operation: Operation,
    code: impl Fn(&Example) -> String,
) -> Option<String> {
    let example = Example::new(cx, &[operation])?;
    let code = code(&example);
    Some(example.wrap(
        &["Side"],
        &format!(
            "let x1 = {};\nlet x2 = {};\n{code}",
            example.vector([1, 3, 3, 7]),
            example.vector([0, 3, 9])
        ),
    ))
}

/// The errors that all functions share.
fn errors(doc: Doc) -> Doc {
    doc.error("NotOneDimensional", "`x1` or the sorter is not 1-D.")
        .error("SorterLength", "the sorter is longer or shorter than `x1`.")
        .error(
            "SorterOutOfRange",
            "an entry of the sorter is not a position in `x1`.",
        )
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let name = operation.name;
    let lacks_pairs = {
        let dtypes = cx.dtypes_with(operation).count();
        cx.pairs(operation).len() < dtypes * dtypes
    };
    let all_errors = |doc: Doc| {
        let doc = errors(doc.refusals(cx, operation))
            .error(
                "SorterNotInteger",
                "the sorter does not have an integer dtype.",
            )
            .error(
                "ScalarKind",
                "the dtype of `x1` does not accept scalars of this kind.",
            )
            .error(
                "ScalarOutOfRange",
                "the scalar is out of range for the dtype of `x1`.",
            );
        let doc = if lacks_pairs {
            doc.error(
                "UndefinedPromotion",
                "the table defines no promotion of the two dtypes.",
            )
        } else {
            doc
        };
        if cx.has_types_without_scalar() {
            doc.error(
                "UndefinedScalar",
                "the table defines no conversion from scalars to the dtype of `x1`.",
            )
        } else {
            doc
        }
    };
    let new = Doc::new(format!("The {}.", operation.chosen))
        .paragraph(
            "`x1` is 1-D, and `x2` has any shape, which is that of the result. Elements are compared in the dtype that both \
             promote to. `x2` may be a scalar, which takes the dtype of `x1`.",
        )
        .paragraph(HOW)
        .standard(operation);
    let new = all_errors(new)
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, |example| {
            let table = &example.path;
            format!(
                "assert_eq!({table}::{name}(&x1, &x2, Side::Left)?, ndarray::array![0, 1, 4].into_dyn());\n\
                 assert_eq!({table}::{name}(&x1, &x2, Side::Right)?, ndarray::array![0, 3, 4].into_dyn());"
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to an array that you own."))
        .paragraph(
            "`out` must have the shape of `x2`. If `x1` is contiguous, has the dtype that both promote to and needs no sorter, \
             the call does not allocate up to rank 4. On error, `out` is unchanged.",
        )
        .standard(operation);
    let into = all_errors(into)
        .error("ShapeMismatch", "`out` has the wrong shape.")
        .example(example(cx, operation, |example| {
            let table = &example.path;
            format!(
                "let mut out = ndarray::Array1::zeros(3);\n{table}::{name}_into(&x1, &x2, Side::Left, &mut out)?;\n\
                 assert_eq!(out, ndarray::array![0, 1, 4]);"
            )
        }));
    [new, into]
}

/// The functions of the module `typed`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let name = cx.public_name(operation.name);
    let into = cx.public_name(&format!("{}_into", operation.name));
    let bound = ident(operation.bound);
    let bound = cx.public_part(quote!(A: #p::bounds::#bound<#marker, B>));
    let ParameterTypes {
        name: how,
        public,
        convert,
        lifetime,
        ..
    } = ParameterTypes::of(cx, operation.parameters[0]);
    let doc = errors(
        Doc::new(format!("The {}.", operation.chosen))
            .paragraph(
                "`x2` has any shape, which is that of the result. Elements are compared in the element type that both promote to.",
            )
            .paragraph(HOW)
            .standard(operation),
    )
    .error("TooLarge", "the result does not fit in memory.")
    .example(example(cx, operation, |example| {
        format!(
            "assert_eq!({}::typed::{name}(&x1, &x2, Side::Right)?, ndarray::array![0, 3, 4]);",
            example.path
        )
    }));
    let into_doc = errors(
        Doc::new(format!("[`{name}`], written to an array that you own."))
            .paragraph(
                "`out` must have the shape of `x2`. If `x1` is contiguous, has the element type that both promote to and needs no \
                 sorter, the call does not allocate up to rank 6. On error, `out` is unchanged.",
            )
            .standard(operation),
    )
    .error("ShapeMismatch", "`out` has the wrong shape.")
    .example(example(cx, operation, |example| {
        format!(
            "let mut out = ndarray::Array1::zeros(3);\n{}::typed::{into}(&x1, &x2, Side::Right, &mut out)?;\n\
             assert_eq!(out, ndarray::array![0, 3, 4]);",
            example.path
        )
    }));
    quote! {
        #doc
        pub fn #name<#lifetime, A, B, D>(
            x1: &#p::ArrayRef<A, #p::Ix1>,
            x2: &#p::ArrayRef<B, D>,
            #how: #public,
        ) -> #p::Result<#p::ndarray::Array<#p::Index, D>, #p::Error>
        where
            #bound,
            B: #p::Element,
            D: #p::Dimension,
        {
            A::searchsorted(#p::Strided::of(x1), #p::Strided::of(x2), #convert)
        }

        #into_doc
        pub fn #into<#lifetime, A, B, D>(
            x1: &#p::ArrayRef<A, #p::Ix1>,
            x2: &#p::ArrayRef<B, D>,
            #how: #public,
            out: &mut #p::ArrayRef<#p::Index, D>,
        ) -> #p::Result<(), #p::Error>
        where
            #bound,
            B: #p::Element,
            D: #p::Dimension,
        {
            A::searchsorted_into(
                #p::Strided::of(x1),
                #p::Strided::of(x2),
                #convert,
                &#p::StridedMut::of(out),
            )
        }
    }
}

/// The module `searchsorted`, with one module per pair. The trait of the pair is implemented beside its kernel.
fn kernels_of_pairs(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(DEPTH);
    let table_trait = ident(operation.table_trait);
    let pairs = cx.pairs(operation);
    let Rank {
        kernel,
        view,
        view_mut,
        ..
    } = Rank::new(1);
    kernels(
        operation.name,
        pairs.iter().map(|[a, b, _]| {
            let [left, right] = [a, b].map(|dtype| cx.ty(dtype).at_depth(DEPTH));
            let doc = Doc::new(format!(
                "`{}` of `{}` values in a sorted `{}` array.",
                operation.name,
                b.name(),
                a.name(),
            ))
            .error("ShapeMismatch", "`out` does not have the length of `x2`.");
            let [left_type, right_type] = [left, right].map(TypeName::written);
            let header = cx.header(
                a,
                DEPTH,
                quote!(#p::searchsorted::#table_trait<#left_type, #right_type>),
            );
            let function = quote! {
                #doc
                #[inline]
                pub fn #kernel(
                    x1: #p::#view<'_, #left>,
                    x2: #p::#view<'_, #right>,
                    side: #p::searchsorted::Side,
                    mut out: #p::#view_mut<'_, #p::Index>,
                ) -> #p::Result<(), #p::Error> {
                    #p::searchsorted::kernel::<#marker, #left, #right>(
                        #p::Strided::of(&x1),
                        #p::Strided::of(&x2),
                        &#p::From::from(side),
                        &#p::StridedMut::of(&mut out),
                    )
                }
            };
            let doc = format!("For arrays of dtypes `{}` and `{}`.", a.name(), b.name());
            let items = [function, quote!(#header {})].into_iter();
            member(cx, &pair_module(a, b), &doc, items)
        }),
    )
}

/// The conversions of dynamic arrays to a sorter.
fn sorters(cx: &Context<'_>) -> TokenStream {
    const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
    let p = cx.private();
    let sorter = quote!(#p::searchsorted::Sorter<'a>);
    let arms = cx.dtypes().map(|dtype| {
        let variant = &dtype.ident;
        if dtype
            .primitive()
            .is_some_and(|name| INTEGERS.contains(&name))
        {
            quote!(ArrayView::#variant(entries) => #p::From::from(entries),)
        } else {
            let name = dtype.name();
            quote!(ArrayView::#variant(_) => Self::not_integer(#name),)
        }
    });
    quote! {
        impl<'a> #p::From<ArrayView<'a>> for #sorter {
            fn from(array: ArrayView<'a>) -> Self {
                match array { #(#arms)* }
            }
        }

        impl<'a> #p::From<&ArrayView<'a>> for #sorter {
            fn from(array: &ArrayView<'a>) -> Self {
                Self::from(ArrayView::from(array))
            }
        }

        impl<'a> #p::From<&'a Array> for #sorter {
            fn from(array: &'a Array) -> Self {
                Self::from(array.view())
            }
        }
    }
}
