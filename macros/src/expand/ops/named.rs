//! The named kernels: `kernels::argmax_axis::f32::rank2`, and the functions of a table's traits that are named kernels.

use super::doc::Doc;
use crate::expand::context::{Context, TypeName, ident, kernel_module};
use crate::model::DType;
use crate::operations::Operation;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::ops::RangeInclusive;

/// The depth of a kernel below the table's module.
pub(super) const DEPTH: usize = 3;

/// The names for a rank.
pub(super) struct Rank {
    pub(super) kernel: Ident,
    pub(super) axes: Literal,
    pub(super) dimension: Ident,
    pub(super) view: Ident,
    pub(super) view_mut: Ident,
}

impl Rank {
    pub(super) fn new(rank: usize) -> Self {
        Self {
            kernel: format_ident!("rank{rank}"),
            axes: Literal::usize_unsuffixed(rank),
            dimension: format_ident!("Ix{rank}"),
            view: format_ident!("ArrayView{rank}"),
            view_mut: format_ident!("ArrayViewMut{rank}"),
        }
    }
}

/// A module of `kernels`, with one module per dtype or pair.
pub(super) fn kernels(name: &str, members: impl Iterator<Item = TokenStream>) -> TokenStream {
    let module = ident(name);
    let doc = format!("The kernels of `{name}`.");
    quote!(#[doc = #doc] pub mod #module { #(#members)* })
}

/// A module of `kernels` with one module per dtype, which holds one function per rank.
pub(super) fn kernels_by_dtype(
    cx: &Context<'_>,
    operation: Operation,
    name: &str,
    ranks: impl Iterator<Item = usize> + Clone,
    kernel: impl Fn(&DType, TypeName<'_>, usize) -> TokenStream,
) -> TokenStream {
    kernels(
        name,
        cx.dtypes_with(operation).map(|dtype| {
            let ty = cx.ty(dtype).at_depth(DEPTH);
            let functions = ranks.clone().map(|rank| kernel(dtype, ty, rank));
            let doc = format!("For arrays of dtype `{}`.", dtype.name());
            member(cx, &kernel_module(dtype), &doc, functions)
        }),
    )
}

/// A module with the kernels of a dtype or pair.
pub(super) fn member(
    cx: &Context<'_>,
    module: &Ident,
    doc: &str,
    items: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let import = cx.import(DEPTH);
    quote! {
        #[doc = #doc]
        pub mod #module {
            #import

            #(#items)*
        }
    }
}

/// The ranks whose named kernels are functions of the table's traits.
pub(super) fn ranks_of_trait(cx: &Context<'_>) -> RangeInclusive<usize> {
    1..=cx.model.max_rank.min(3)
}

/// The path of a named kernel of a dtype, from the table's module.
pub(super) fn kernel_of_dtype(name: &str, dtype: &DType, kernel: &Ident) -> TokenStream {
    let (operation, module) = (ident(name), kernel_module(dtype));
    quote!(self::kernels::#operation::#module::#kernel)
}

/// The functions of a table's trait that are the named kernels of the whole array and along an axis. `result` is that of the
/// whole array.
pub(super) fn whole_and_along_axis(
    cx: &Context<'_>,
    operation: Operation,
    dtype: &DType,
    result: &TokenStream,
) -> TokenStream {
    let p = cx.private();
    let ty = cx.ty(dtype).written();
    let axis = format!("{}_axis", operation.name);
    ranks_of_trait(cx)
        .map(|rank| {
            let [whole, along] = ["whole", "along"].map(|part| format_ident!("{part}_rank{rank}"));
            let Rank {
                kernel, dimension, ..
            } = Rank::new(rank);
            let whole_kernel = kernel_of_dtype(operation.name, dtype, &kernel);
            let axis_kernel = kernel_of_dtype(&axis, dtype, &kernel);
            quote! {
                #[inline]
                fn #whole(x: &#p::ArrayRef<#ty, #p::#dimension>) -> #result {
                    #whole_kernel(x)
                }

                #[inline]
                fn #along<P: #p::AxisOutput<#p::#dimension>>(
                    x: &#p::ArrayRef<#ty, #p::#dimension>,
                    axis: #p::Axis,
                    out: P,
                ) -> #p::Result<P::Result, #p::Error> {
                    #axis_kernel(x, axis, out)
                }
            }
        })
        .collect()
}

/// The named kernel of the whole array, for one rank. It is inlined, so that an array of some elements is searched in place.
pub(super) fn whole_kernel(
    cx: &Context<'_>,
    ty: TypeName<'_>,
    rank: usize,
    doc: &str,
    result: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let p = cx.private();
    let Rank {
        kernel, dimension, ..
    } = Rank::new(rank);
    let kernel = cx.public_name(&kernel.to_string());
    let input = cx.public_part(quote!(impl #p::KernelInput<#ty, #p::#dimension>));
    quote! {
        #[doc = #doc]
        #[must_use]
        #[inline]
        pub fn #kernel(x: #input) -> #result {
            #call(#p::KernelInput::array(&x))
        }
    }
}

/// The named kernel along an axis, for one rank. It has parameters of its caller's types, so that it is compiled where it is
/// called, and it is not inlined, so that a profile shows its name.
pub(super) fn axis_kernel(
    cx: &Context<'_>,
    ty: TypeName<'_>,
    rank: usize,
    doc: &Doc,
    call: &TokenStream,
) -> TokenStream {
    let p = cx.private();
    let Rank {
        kernel, dimension, ..
    } = Rank::new(rank);
    let kernel = cx.public_name(&kernel.to_string());
    let bounds = cx.public_part(quote! {
        X: #p::KernelInput<#ty, #p::#dimension>,
        P: #p::AxisOutput<#p::#dimension>,
    });
    quote! {
        #doc
        #[inline(never)]
        pub fn #kernel<X, P>(x: X, axis: #p::Axis, out: P) -> #p::Result<P::Result, #p::Error>
        where
            #bounds
        {
            #call(#p::KernelInput::array(&x), axis, out)
        }
    }
}
