//! The named kernels, and the traits that choose one by rank.
//!
//! `kernels::argmax::i16::rank2` is a function of its own, found by that name in a profile. Its body is a call of the
//! generic one in `argwhere`: rank 1 runs a row, rank N the kernel of rank N - 1 for each position of one axis.

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
                let body = match rank {
                    0 => quote!(extremum::rank0(x)),
                    1 => quote!(extremum::rank1::<#sense, #ty, #rows>(x)),
                    _ => {
                        let inner = rank_name(rank - 1);
                        quote!(extremum::outer::<#sense, #ty, #rows, _>(&x, #inner))
                    }
                };
                quote! {
                    #[doc = #doc]
                    #[must_use]
                    pub fn #kernel(
                        x: #view<'_, #ty>,
                    ) -> Option<Best<#ty>> {
                        #body
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
                "`{name}` along an axis of a `{}` array of rank {rank}. `out` has its shape, with length 1 there.",
                dtype.name()
            );
            let body = match rank {
                1 => quote!(extremum::lane::<#sense, #ty, #rows>(x, axis, out)),
                2 => quote!(extremum::along2::<#sense, #ty, #rows>(x, axis, out)),
                _ => {
                    let inner = rank_name(rank - 1);
                    quote!(extremum::outer_along::<#sense, #ty, _>(&x, axis, out, #inner))
                }
            };
            quote! {
                #[doc = #doc]
                ///
                /// # Errors
                ///
                /// Where the axis does not exist or is empty, or `out` has another shape.
                pub fn #kernel(
                    x: #view<'_, #ty>,
                    axis: Axis,
                    out: #view_mut<'_, Index>,
                ) -> Result<(), Error> {
                    #body
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
                "Appends the indices of what is not zero in a `{}` array of rank {rank}, one vector an axis.",
                dtype.name()
            );
            let body = if rank == 1 {
                quote!(nonzero::rank1::<#ty, #rows>(x, indices);)
            } else {
                let inner = rank_name(rank - 1);
                quote! {
                    let [first, rest @ ..] = indices;
                    nonzero::outer(&x, first, rest, #inner);
                }
            };
            quote! {
                #[doc = #doc]
                ///
                /// All vectors have one length before and after.
                pub fn #kernel(
                    x: #view<'_, #ty>,
                    indices: &mut [Vec<Index>; #axes],
                ) {
                    #body
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
                "`{name}` of `{}` and `{}` arrays of rank {rank}, into `{}`; all have one shape.",
                a.name(), b.name(), result.name()
            );
            let body = if rank < 2 {
                quote!(select::#kernel::<super::super::super::#marker, #left, #right>((condition, x1, x2), out))
            } else {
                let inner = rank_name(rank - 1);
                quote!(select::outer(&(condition, x1, x2), out, |(c, x1, x2), out| #inner(c, x1, x2, out)))
            };
            quote! {
                #[doc = #doc]
                ///
                /// # Errors
                ///
                /// Where the shapes differ.
                pub fn #kernel<'out>(
                    condition: #view<'_, bool>,
                    x1: #view<'_, #left>,
                    x2: #view<'_, #right>,
                    out: Out<'out, #output, #dim>,
                ) -> Result<
                    #view_mut<'out, #output>,
                    Error,
                > {
                    #body
                }
            }
        });
        let kernels = kernels.chain([select_trait(cx, pair)]);
        member(cx, &pair_module(a, b), pair, kernels)
    }))
}

/// The implementations that choose a kernel by rank; that of `where_` stands beside its kernels.
fn traits(cx: &Context<'_>) -> TokenStream {
    let argmax = cx
        .dtypes_with(Operation::Argmax)
        .map(|dtype| extremum_trait(cx, dtype, "argmax", "Max"));
    let argmin = cx
        .dtypes_with(Operation::Argmin)
        .map(|dtype| extremum_trait(cx, dtype, "argmin", "Min"));
    let nonzero = cx
        .dtypes_with(Operation::Nonzero)
        .map(|dtype| nonzero_trait(cx, dtype));
    quote!(#(#argmax)* #(#argmin)* #(#nonzero)*)
}

/// `0 => kernel of rank 0, ..` for the ranks from `first` to the largest.
fn by_rank(cx: &Context<'_>, first: usize, call: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let arms = (first..=cx.model.max_rank).map(|rank| {
        let Rank { kernel, axes, .. } = Rank::new(rank);
        let call = call(&kernel);
        quote!(#axes => #call,)
    });
    quote!(#(#arms)*)
}

fn extremum_trait(cx: &Context<'_>, dtype: &DType, name: &str, sense: &str) -> TokenStream {
    let p = cx.private();
    let (ty, rows) = (cx.ty(dtype), cx.rows(dtype, 0));
    let sense = ident(sense);
    let module = kernel_module(dtype);
    let (flat, along) = (ident(name), ident(&format!("{name}_axis")));
    let written = cx.written(dtype);
    let header = cx.header(dtype, 0, quote!(#p::Extremum<#p::#sense, #written>));
    let flats = by_rank(
        cx,
        0,
        |rank| quote!(kernels::#flat::#module::#rank(#p::fix(x))),
    );
    let alongs = by_rank(
        cx,
        1,
        |rank| quote!(kernels::#along::#module::#rank(#p::fix(x), axis, #p::fix(out))),
    );
    quote! {
        #[automatically_derived]
        #header {
            fn row(x: #p::ArrayView1<'_, #ty>) -> #p::Option<#p::Best<#ty>> {
                kernels::#flat::#module::rank1(x)
            }

            fn flat(x: #p::ArrayViewD<'_, #ty>) -> #p::Option<#p::Best<#ty>> {
                match x.ndim() {
                    #flats
                    _ => #p::extremum::outer::<#p::#sense, #ty, #rows, _>(
                        &x,
                        <Self as #p::Extremum<#p::#sense, #ty>>::flat,
                    ),
                }
            }

            fn along(
                x: #p::ArrayViewD<'_, #ty>,
                axis: #p::Axis,
                out: #p::ArrayViewMutD<'_, #p::Index>,
            ) -> #p::Result<(), #p::Error> {
                match x.ndim() {
                    #alongs
                    _ => #p::extremum::outer_along::<#p::#sense, #ty, _>(
                        &x, axis, out, <Self as #p::Extremum<#p::#sense, #ty>>::along,
                    ),
                }
            }
        }
    }
}

fn nonzero_trait(cx: &Context<'_>, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let ty = cx.ty(dtype);
    let module = kernel_module(dtype);
    let written = cx.written(dtype);
    let header = cx.header(dtype, 0, quote!(#p::Nonzero<#written>));
    // The slice has one vector an axis, so that a pattern of that many elements matches.
    let arms = (1..=cx.model.max_rank).map(|rank| {
        let Rank { kernel, axes, .. } = Rank::new(rank);
        quote! {
            #axes => {
                if let #p::Option::Some(indices) = indices.first_chunk_mut() {
                    kernels::nonzero::#module::#kernel(#p::fix(x), indices);
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        #header {
            fn indices(
                x: #p::ArrayViewD<'_, #ty>,
                indices: &mut [#p::Vec<#p::Index>],
            ) {
                match x.ndim() {
                    #(#arms)*
                    _ => {
                        if let #p::Option::Some((first, rest)) = indices.split_first_mut() {
                            #p::nonzero::outer(&x, first, rest, <Self as #p::Nonzero<#ty>>::indices);
                        }
                    }
                }
            }
        }
    }
}

fn select_trait(cx: &Context<'_>, [a, b, result]: &[&DType; 3]) -> TokenStream {
    let [left, right, output] = [a, b, result].map(|dtype| cx.ty(dtype));
    let [written_left, written_right] = [a, b].map(|dtype| cx.written(dtype));
    let header = cx.header(a, DEPTH, quote!(Where<#written_left, #written_right>));
    let calls = by_rank(cx, 0, |rank| {
        quote! {
            #rank(fix(condition), fix(x1), fix(x2), fix_out(out)).map(|written| written.into_dyn())
        }
    });
    quote! {
        #[automatically_derived]
        #header {
            fn row<'out>(
                (condition, x1, x2): select::Operands<'_, #left, #right, Ix1>,
                out: Out<'out, #output, Ix1>,
            ) -> Result<ArrayViewMut1<'out, #output>, Error> {
                rank1(condition, x1, x2, out)
            }

            fn select<'out>(
                (condition, x1, x2): select::Operands<'_, #left, #right, IxDyn>,
                out: Out<'out, #output, IxDyn>,
            ) -> Result<ArrayViewMutD<'out, #output>, Error> {
                match condition.ndim() {
                    #calls
                    _ => select::outer(&(condition, x1, x2), out, <Self as Where<#left, #right>>::select),
                }
            }
        }
    }
}
