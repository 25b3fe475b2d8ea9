//! The named kernels, and the traits that tell which there are.
//!
//! `kernels::argmax::i16::rank2` is a function of its own, with the types of its dtype and rank. Its body is a call of the
//! generic one in `argwhere`, which knows an array by its strides: what leads to a row is compiled once for a dtype, the
//! row kernels once for a width or a dtype. It is `#[inline]`, so that only those that are called are compiled.

use super::{Context, ident, kernel_module, pair_module};
use crate::model::{DType, Operation};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

pub(super) fn module(cx: &Context<'_>) -> TokenStream {
    let modules = Operation::ALL
        .into_iter()
        .filter(|&operation| cx.model.operations.has(operation))
        .map(|operation| match operation {
            Operation::Argmax => extremum(cx, operation, "Max"),
            Operation::Argmin => extremum(cx, operation, "Min"),
            Operation::Nonzero => nonzero(cx),
            Operation::Where => select(cx),
        });
    let traits = traits(cx);
    quote! {
        /// The kernels by operation, dtype or pair of dtypes, and rank.
        pub mod kernels { #(#modules)* }

        #traits
    }
}

/// A module of an operation, with one module a dtype (or pair), with one function a rank.
fn operation(name: &str, members: impl Iterator<Item = TokenStream>) -> TokenStream {
    let module = ident(name);
    let doc = format!("The kernels of `{name}`.");
    quote!(#[doc = #doc] pub mod #module { #(#members)* })
}

/// A module of kernels. No name in it is the user's but those of `types`, so that generated code is short there.
fn member(
    cx: &Context<'_>,
    module: &Ident,
    of: &[&DType],
    kernels: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let p = cx.private();
    let doc = match of {
        [dtype] => format!("For arrays of dtype `{}`.", dtype.name()),
        [a, b, ..] => format!("For arrays of dtypes `{}` and `{}`.", a.name(), b.name()),
        [] => String::new(),
    };
    let types = of.iter().any(|dtype| dtype.primitive().is_none());
    let types = types.then(|| {
        quote!(
            use super::super::super::types;
        )
    });
    quote! {
        #[doc = #doc]
        pub mod #module {
            use #p::*;
            #types

            #(#kernels)*
        }
    }
}

/// What a rank is called.
struct Rank {
    kernel: Ident,
    axes: Literal,
    dim: Ident,
    view: Ident,
    view_mut: Ident,
}

impl Rank {
    fn new(rank: usize) -> Self {
        Self {
            kernel: rank_name(rank),
            axes: Literal::usize_unsuffixed(rank),
            dim: format_ident!("Ix{rank}"),
            view: format_ident!("ArrayView{rank}"),
            view_mut: format_ident!("ArrayViewMut{rank}"),
        }
    }
}

/// `rank2`
fn rank_name(rank: usize) -> Ident {
    format_ident!("rank{rank}")
}

/// How deep a kernel stands below the table's module.
const DEPTH: usize = 3;

/// The modules `argmax` and `argmax_axis`, or those of `argmin`.
fn extremum(cx: &Context<'_>, kind: Operation, sense: &str) -> TokenStream {
    let sense = ident(sense);
    let name = kind.name();
    let flat = operation(
        name,
        cx.dtypes_with(kind).map(|dtype| {
            let (ty, rows) = (cx.ty(dtype), cx.rows(dtype, DEPTH));
            let kernels = (0..=cx.model.max_rank).map(|rank| {
                let Rank { kernel, view, .. } = Rank::new(rank);
                let doc = format!(
                    "`{name}` of a whole `{}` array of rank {rank}; `None` if it is empty.",
                    dtype.name()
                );
                quote! {
                    #[doc = #doc]
                    #[must_use]
                    #[inline]
                    pub fn #kernel(
                        x: #view<'_, #ty>,
                    ) -> Option<Best<#ty>> {
                        extremum::best::<#sense, #ty, #rows>(Strided::of(&x))
                    }
                }
            });
            member(cx, &kernel_module(dtype), &[dtype], kernels)
        }),
    );
    let along = operation(&format!("{name}_axis"), cx.dtypes_with(kind).map(|dtype| {
        let (ty, rows) = (cx.ty(dtype), cx.rows(dtype, DEPTH));
        let kernels = (1..=cx.model.max_rank).map(|rank| {
            let Rank { kernel, view, view_mut, .. } = Rank::new(rank);
            let doc = format!(
                "`{name}` along an axis of a `{}` array of rank {rank}. `out` has its shape, with length 1 there.\n\n\
                 # Errors\n\nWhere the axis does not exist or is empty, or `out` has another shape.",
                dtype.name()
            );
            quote! {
                #[doc = #doc]
                #[inline]
                pub fn #kernel(
                    x: #view<'_, #ty>,
                    axis: Axis,
                    mut out: #view_mut<'_, Index>,
                ) -> Result<(), Error> {
                    extremum::along::<#sense, #ty, #rows>(Strided::of(&x), axis.index(), true, &StridedMut::of(&mut out))
                }
            }
        });
        member(cx, &kernel_module(dtype), &[dtype], kernels)
    }));
    quote!(#flat #along)
}

fn nonzero(cx: &Context<'_>) -> TokenStream {
    let kind = Operation::Nonzero;
    operation(kind.name(), cx.dtypes_with(kind).map(|dtype| {
        let (ty, rows) = (cx.ty(dtype), cx.rows(dtype, DEPTH));
        let kernels = (1..=cx.model.max_rank).map(|rank| {
            let Rank { kernel, view, axes, .. } = Rank::new(rank);
            let doc = format!(
                "Appends the indices of the elements that are not zero in a `{}` array of rank {rank}, one vector per \
                 axis.\n\nAll vectors have one length before and after.\n\n\
                 # Errors\n\n`TooLarge` if there is no memory for the indices. The vectors are then unchanged.",
                dtype.name()
            );
            quote! {
                #[doc = #doc]
                #[inline]
                pub fn #kernel(
                    x: #view<'_, #ty>,
                    indices: &mut [Vec<Index>; #axes],
                ) -> Result<(), Error> {
                    nonzero::append::<#ty, #rows>(Strided::of(&x), indices)
                }
            }
        });
        member(cx, &kernel_module(dtype), &[dtype], kernels)
    }))
}

fn select(cx: &Context<'_>) -> TokenStream {
    let marker = cx.marker();
    let name = Operation::Where.name();
    let pairs = cx.pairs();
    operation(name, pairs.iter().map(|pair| {
        let [a, b, result] = pair;
        let [left, right, output] = [a, b, result].map(|dtype| cx.ty(dtype));
        let kernels = (0..=cx.model.max_rank).map(|rank| {
            let Rank { kernel, view, view_mut, dim, .. } = Rank::new(rank);
            let doc = format!(
                "`{name}` of `{}` and `{}` arrays of rank {rank}, into `{}`; all have one shape.\n\n\
                 # Errors\n\nWhere the shapes differ.",
                a.name(), b.name(), result.name()
            );
            quote! {
                #[doc = #doc]
                #[inline]
                pub fn #kernel<'out>(
                    condition: #view<'_, bool>,
                    x1: #view<'_, #left>,
                    x2: #view<'_, #right>,
                    out: Out<'out, #output, #dim>,
                ) -> Result<
                    #view_mut<'out, #output>,
                    Error,
                > {
                    where_::kernel::<super::super::super::#marker, #left, #right, _>(&condition, &x1, &x2, out)
                }
            }
        });
        let kernels = kernels.chain([select_trait(cx, pair)]);
        member(cx, &pair_module(a, b), pair, kernels)
    }))
}

/// What tells generic code that the table has an operation; for `where_` it stands beside the kernels.
fn traits(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let implement = |kind: Operation, of: &dyn Fn(TokenStream) -> TokenStream| -> TokenStream {
        cx.dtypes_with(kind)
            .map(|dtype| {
                let header = cx.header(dtype, 0, of(cx.written(dtype)));
                quote!(#header {})
            })
            .collect()
    };
    let argmax = implement(
        Operation::Argmax,
        &|ty| quote!(#p::extremum::HasExtremum<#p::Max, #ty>),
    );
    let argmin = implement(
        Operation::Argmin,
        &|ty| quote!(#p::extremum::HasExtremum<#p::Min, #ty>),
    );
    let nonzero = implement(
        Operation::Nonzero,
        &|ty| quote!(#p::nonzero::HasNonzero<#ty>),
    );
    quote!(#argmax #argmin #nonzero)
}

fn select_trait(cx: &Context<'_>, [a, b, _]: &[&DType; 3]) -> TokenStream {
    let [left, right] = [a, b].map(|dtype| cx.written(dtype));
    let header = cx.header(a, DEPTH, quote!(where_::HasWhere<#left, #right>));
    quote!(#header {})
}
