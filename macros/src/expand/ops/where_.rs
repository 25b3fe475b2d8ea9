//! `where_`, an operation on a pair of dtypes.

use super::doc::{Doc, Example};
use super::named::{DEPTH, Rank, kernels, member};
use super::shared::{Calls, OutputTypes, PairDispatch, Parts};
use crate::expand::context::{Context, TypeName, ident, pair_module};
use crate::operations::Operation;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parts(cx: &Context<'_>, operation: Operation) -> Parts {
    Parts {
        dynamic: dynamic(cx, operation),
        typed: typed(cx, operation),
        kernels: kernels_of_pairs(cx, operation),
        impls: TokenStream::new(),
    }
}

/// `where_`, `where_into`, and the function that both use.
fn dynamic(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let [doc, into_doc] = dynamic_docs(cx, operation);
    let calls = Calls::new();
    let [scalar, scalar_into] = &calls.scalar;
    let output = &OutputTypes::all(cx, operation)[0];
    let p = cx.private();
    let new_type = &output.new;
    let folder = ident(operation.folder.name());
    let new = PairDispatch {
        operation,
        module: &folder,
        calls: [&calls.new, scalar],
        before: Some(quote!(bools: &#p::ArrayViewD<'_, bool>,)),
        after: Vec::new(),
        result: quote!(#p::Result<#new_type, #p::Error>),
    };
    let OutputTypes {
        parameter, inner, ..
    } = output;
    let into = PairDispatch {
        calls: [&calls.into, scalar_into],
        after: vec![(parameter.clone(), inner.clone())],
        result: quote!(#p::Result<(), #p::Error>),
        ..new.clone()
    };
    let new = function(cx, operation.name, &doc, &new, None);
    let into = function(cx, &into_name(operation), &into_doc, &into, Some(output));
    quote!(#new #into)
}

/// The public function of the module `par`, and the function that dispatches on the dtypes.
pub(super) fn on_threads(cx: &Context<'_>, operation: Operation) -> [TokenStream; 2] {
    let p = cx.private();
    let (module, par) = (ident("par_calls"), ident("par"));
    let [call, scalar] = ["where_", "where_scalar"].map(ident);
    let dispatch = PairDispatch {
        operation,
        module: &module,
        calls: [&call, &scalar],
        before: Some(quote!(bools: &#p::ArrayViewD<'_, bool>,)),
        after: vec![(par, quote!(#p::par::Par))],
        result: quote!(#p::Result<Array, #p::Error>),
    };
    let body = body(cx, &dispatch);
    let name = cx.public_name(operation.name);
    let condition = cx.public_part(quote!(impl #p::Into<super::ArrayView<'c>>));
    let [x1, x2] = [quote!('x), quote!('y)]
        .map(|lifetime| cx.public_part(quote!(impl #p::Into<super::Operand<#lifetime>>)));
    let doc = super::par::doc(operation);
    [
        quote! {
            #[doc = #doc]
            pub fn #name<'c, 'x, 'y>(
                condition: #condition,
                x1: #x1,
                x2: #x2,
                par: Par,
            ) -> #p::Result<super::Array, #p::Error> {
                let (x1, x2) = (#p::Into::into(x1), #p::Into::into(x2));
                super::__par_where_(&#p::Into::into(condition), &x1, &x2, par)
            }
        },
        quote! {
            #[inline]
            fn __par_where_(
                condition: &ArrayView<'_>,
                x1: &Operand<'_>,
                x2: &Operand<'_>,
                par: #p::par::Par,
            ) -> #p::Result<Array, #p::Error> {
                #body

                dispatch(condition, x1, x2, par)
            }
        },
    ]
}

/// `where_into`
fn into_name(operation: Operation) -> String {
    format!("{}_into", operation.name.trim_end_matches('_'))
}

/// A dynamic function. `out` is the array that it writes to, if any.
fn function(
    cx: &Context<'_>,
    name: &str,
    doc: &Doc,
    dispatch: &PairDispatch<'_>,
    out: Option<&OutputTypes>,
) -> TokenStream {
    let p = cx.private();
    let name = cx.public_name(name);
    let condition = cx.public_part(quote!(impl #p::Into<ArrayView<'c>>));
    let [x1, x2] = [quote!('x), quote!('y)]
        .map(|lifetime| cx.public_part(quote!(impl #p::Into<Operand<#lifetime>>)));
    let lifetime = out
        .and_then(|out| out.lifetime.as_ref())
        .map(|lifetime| quote!(, #lifetime));
    let parameter = out.map(|out| {
        let OutputTypes {
            parameter, public, ..
        } = out;
        quote!(#parameter: #public,)
    });
    let prepare = out.and_then(|out| out.prepare.as_ref());
    let convert = out.map(|out| &out.convert);
    let body = body(cx, dispatch);
    let result = &dispatch.result;
    quote! {
        #doc
        pub fn #name<'c, 'x, 'y #lifetime>(
            condition: #condition,
            x1: #x1,
            x2: #x2,
            #parameter
        ) -> #result {
            #body

            // The operands are not matched as a tuple. Building one would move values that were just written in parts, and
            // loading them whole would defeat store forwarding.
            let condition = #p::Into::into(condition);
            #prepare
            dispatch(&condition, &#p::Into::into(x1), &#p::Into::into(x2), #convert)
        }
    }
}

/// The body of a dynamic function: a call per pair that promotes and per dtype beside a scalar, and an error for every
/// undefined case.
fn body(cx: &Context<'_>, dispatch: &PairDispatch<'_>) -> TokenStream {
    let p = cx.private();
    let beside_scalar = dispatch.beside_scalar(cx, &quote!(#p::where_::WeakScalar));
    let pairs = dispatch.pairs(cx, &quote!(bools,));
    let (declarations, arguments) = (dispatch.declarations(), dispatch.arguments());
    let result = &dispatch.result;
    let promoted_scalar = (!cx.model.scalars.is_empty()).then(|| {
        quote! {
            let promoted = match (x1, x2) {
                (Operand::Array(array), Operand::Scalar(scalar))
                | (Operand::Scalar(scalar), Operand::Array(array)) => scalar_dtype(array, *scalar),
                _ => #p::Option::None,
            };
            if let #p::Option::Some((dtype, scalar)) = promoted {
                let scalar = dtype.scalar(scalar)?;
                let scalar = Operand::Array(scalar.view());
                return match x1 {
                    Operand::Array(_) => dispatch(condition, x1, &scalar, #arguments),
                    Operand::Scalar(_) => dispatch(condition, &scalar, x2, #arguments),
                };
            }
        }
    });
    quote! {
        #beside_scalar

        fn dispatch(
            condition: &ArrayView<'_>,
            x1: &Operand<'_>,
            x2: &Operand<'_>,
            #declarations
        ) -> #result {
            let bools = bools(condition)?;
            #promoted_scalar
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => match (x1, x2) { #pairs },
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    beside_scalar(bools, x1, #p::where_::WeakScalar::X2(*x2), #arguments)
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    beside_scalar(bools, x2, #p::where_::WeakScalar::X1(*x1), #arguments)
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    #p::Result::Err(#p::Error::TwoScalars)
                }
            }
        }
    }
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
            "let condition = ndarray::array![true, false, true];\nlet x1 = {};\nlet x2 = {};\n{code}",
            example.vector([1, 2, 3]),
            example.vector([10, 20, 30])
        ),
    ))
}

fn dynamic_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let name = operation.name;
    let lacks_pairs = {
        let dtypes = cx.dtypes_with(operation).count();
        cx.pairs(operation).len() < dtypes * dtypes
    };
    let errors = |doc: Doc| {
        let doc = doc
            .error("ConditionNotBool", "`condition` is not a bool array.")
            .refusals(cx, operation);
        let doc = if lacks_pairs {
            doc.error(
                "UndefinedPromotion",
                "the table defines no promotion of the two dtypes.",
            )
        } else {
            doc
        };
        let doc = doc
            .error("Broadcast", "the shapes cannot be broadcast together.")
            .error(
                "ScalarKind",
                "the dtype of the other operand does not accept scalars of this kind.",
            )
            .error(
                "ScalarOutOfRange",
                "a scalar is out of range for the dtype of the other operand.",
            )
            .error("TwoScalars", "`x1` and `x2` are both scalars.");
        if cx.has_types_without_scalar() {
            doc.error(
                "UndefinedScalar",
                "the table defines no conversion from scalars to the dtype of the other operand.",
            )
        } else {
            doc
        }
    };
    let new = Doc::new(format!("The {}.", operation.chosen))
        .paragraph(
            "`condition`, `x1` and `x2` are broadcast to the shape of the result. The dtypes of `x1` and `x2` promote to the dtype \
             of the result. Either `x1` or `x2` may be a scalar, which takes the dtype of the other. Elements that need no \
             conversion keep their bits, even those of a NaN.",
        );
    let new = if cx.model.scalars.is_empty() {
        new
    } else {
        new.paragraph(
            "A scalar that the dtype of the other operand does not accept takes the dtype that the table gives it, and the two \
             dtypes promote. The documentation of the module lists these dtypes under \"Scalars\".",
        )
    };
    let new = new.standard(operation);
    let new = errors(new)
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, |example| {
            let table = &example.path;
            format!(
                "let chosen = {table}::{name}(&condition, &x1, &x2)?;\n\
                 assert_eq!(chosen, {table}::Array::from({}));\n\n\
                 // A scalar takes the dtype of the array.\n\
                 let chosen = {table}::{name}(&condition, &x1, 0)?;\n\
                 assert_eq!(chosen, {table}::Array::from({}));",
                example.vector([1, 20, 3]),
                example.vector([1, 0, 3])
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to an array that you own."))
        .paragraph(format!(
            "`out` must have the dtype of the result of [`{name}`]. `condition`, `x1` and `x2` are broadcast to its shape. Up to \
             rank 4, the call does not allocate. On error, `out` is unchanged."
        ))
        .standard(operation);
    let into = errors(into)
        .error("BroadcastTo", "the shapes cannot be broadcast to the shape of `out`.")
        .error("DTypeMismatch", "`out` has the wrong dtype.")
        .example(example(cx, operation, |example| {
            let (table, into) = (&example.path, into_name(operation));
            format!(
                "let mut out = {};\n{table}::{into}(&condition, &x1, &x2, &mut out)?;\nassert_eq!(out, {});",
                example.vector([0, 0, 0]),
                example.vector([1, 20, 3])
            )
        }));
    [new, into]
}

fn typed_docs(cx: &Context<'_>, operation: Operation) -> [Doc; 2] {
    let name = operation.name;
    let new = Doc::new(format!("The {}.", operation.chosen))
        .paragraph(
            "`condition`, `x1` and `x2` are broadcast to the shape of the result. The element types of `x1` and `x2` promote to that \
             of the result. Both are references to arrays, but one of them may be a plain element of the other's element type. \
             Elements that need no conversion keep their bits, even those of a NaN.",
        )
        .standard(operation)
        .error("Broadcast", "the shapes cannot be broadcast together.")
        .error("TooLarge", "the result does not fit in memory.")
        .example(example(cx, operation, |example| {
            format!(
                "assert_eq!({}::typed::{name}(&condition, &x1, &x2)?, {});",
                example.path,
                example.vector([1, 20, 3])
            )
        }));
    let into = Doc::new(format!("[`{name}`], written to an array that you own."))
        .paragraph(
            "`condition`, `x1` and `x2` are broadcast to the shape of `out`. Up to rank 6, the call does not allocate. On error, \
             `out` is unchanged.",
        )
        .standard(operation)
        .error("Broadcast", "the shapes cannot be broadcast together.")
        .error("BroadcastTo", "the shapes cannot be broadcast to the shape of `out`.")
        .example(example(cx, operation, |example| {
            format!(
                "let mut out = {};\n{}::typed::{}(&condition, &x1, &x2, &mut out)?;\nassert_eq!(out, {});",
                example.vector([0, 0, 0]),
                example.path,
                into_name(operation),
                example.vector([1, 20, 3])
            )
        }));
    [new, into]
}

/// The functions of the module `typed`.
fn typed(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(1);
    let name = cx.public_name(operation.name);
    let into = cx.public_name(&into_name(operation));
    let bound = ident(operation.bound);
    let bound = cx.public_part(quote!(A: #p::bounds::#bound<#marker, B, Output = R>));
    let operands = cx.public_part(quote! {
        X: #p::bounds::WhereOperand<Y, K, Elem = A, Dim = D>,
        Y: #p::bounds::WhereOperand<X, L, Elem = B, Dim = E>
    });
    let [doc, into_doc] = typed_docs(cx, operation);
    quote! {
        #doc
        pub fn #name<X, Y, A, B, C, D, E, R, K, L>(
            condition: &#p::ArrayRef<bool, C>,
            x1: X,
            x2: Y,
        ) -> #p::Result<#p::ndarray::Array<R, #p::where_::Broadcast<C, D, E>>, #p::Error>
        where
            #operands,
            #bound,
            B: #p::Element,
            C: #p::DimMax<D> + #p::Dimension,
            D: #p::Dimension,
            E: #p::Dimension,
            <C as #p::DimMax<D>>::Output: #p::DimMax<E>,
        {
            A::where_(#p::Strided::of(condition), x1.strided(), x2.strided())
        }

        #into_doc
        pub fn #into<X, Y, A, B, C, D, E, O, R, K, L>(
            condition: &#p::ArrayRef<bool, C>,
            x1: X,
            x2: Y,
            out: &mut #p::ArrayRef<R, O>,
        ) -> #p::Result<(), #p::Error>
        where
            #operands,
            #bound,
            B: #p::Element,
            C: #p::Dimension,
            D: #p::Dimension,
            E: #p::Dimension,
            O: #p::Dimension,
        {
            A::where_into(
                #p::Strided::of(condition),
                x1.strided(),
                x2.strided(),
                &#p::StridedMut::of(out),
            )
        }
    }
}

/// The module `where_`, with one module per pair. The trait of the pair is implemented beside its kernels.
fn kernels_of_pairs(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker_at(DEPTH);
    let table_trait = ident(operation.table_trait);
    let name = operation.name;
    let pairs = cx.pairs(operation);
    kernels(
        name,
        pairs.iter().map(|[a, b, result]| {
            let [left, right, output] = [a, b, result].map(|dtype| cx.ty(dtype).at_depth(DEPTH));
            let functions = (0..=cx.model.max_rank).map(|rank| {
                let Rank {
                    kernel,
                    view,
                    view_mut,
                    dimension,
                    ..
                } = Rank::new(rank);
                let doc = Doc::new(format!(
                    "`{name}` for `{}` and `{}` arrays of rank {rank}, with result dtype `{}`.",
                    a.name(),
                    b.name(),
                    result.name()
                ))
                .error(
                    "ShapeMismatch",
                    "one of the arrays does not have the shape of `out`.",
                );
                quote! {
                    #doc
                    #[inline]
                    pub fn #kernel<'out>(
                        condition: #p::#view<'_, bool>,
                        x1: #p::#view<'_, #left>,
                        x2: #p::#view<'_, #right>,
                        out: #p::Out<'out, #output, #p::#dimension>,
                    ) -> #p::Result<#p::#view_mut<'out, #output>, #p::Error> {
                        #p::where_::kernel::<#marker, #left, #right, _>(&condition, &x1, &x2, out)
                    }
                }
            });
            let [left, right] = [left, right].map(TypeName::written);
            let header = cx.header(a, DEPTH, quote!(#p::where_::#table_trait<#left, #right>));
            let converts_both = [a, b].iter().all(|dtype| dtype.name() != result.name());
            let converts_both = converts_both.then(|| {
                quote!(
                    const CONVERTS_BOTH: bool = true;
                )
            });
            let items = functions.chain([quote!(#header { #converts_both })]);
            let doc = format!("For arrays of dtypes `{}` and `{}`.", a.name(), b.name());
            member(cx, &pair_module(a, b), &doc, items)
        }),
    )
}
