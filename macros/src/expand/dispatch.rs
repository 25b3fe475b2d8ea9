//! The macro `dispatch!` of a table, and the traits that it needs.
//!
//! A `macro_rules!` macro that other crates may use is exported at the root of its crate, where the macros of two tables
//! need different names. So its hidden name contains the table's identity, and the table's module imports it as `dispatch`.

use super::array;
use super::context::{Context, number};
use crate::errors::messages::text;
use crate::model::unraw;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use syn::Visibility;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let identity = identity(cx);
    let id = Literal::u64_unsuffixed(identity);
    let places = cx.dtypes().enumerate().map(|(place, dtype)| {
        let (place, ty) = (number(place), cx.ty(dtype).written());
        let header = cx.header(dtype, 0, quote!(#p::array::dispatch::Nth<#place, #ty>));
        quote!(#[automatically_derived] #header {})
    });
    let dispatched = [
        (quote!(&'a Array), quote!(self.view())),
        (quote!(ArrayView<'a>), quote!(self)),
        (quote!(&ArrayView<'a>), quote!(#p::Clone::clone(self))),
    ];
    let dispatched = dispatched.map(|(array, view)| {
        // As a hint, rustc shows the header of another table's `impl`. The header is placed at that table.
        let header = cx.public_part(quote! {
            impl<'a> #p::array::dispatch::Dispatch<'a, #id, #marker> for #array
        });
        quote! {
            #[automatically_derived]
            #header {
                #[inline]
                fn dispatch(self) -> #p::array::dispatch::Dispatched<'a, #marker> {
                    let place = self.dtype() as usize;
                    #p::array::dispatch::Dispatched::new(place, #view)
                }
            }
        }
    });
    let rules = rules(cx, identity);
    quote!(#(#places)* #(#dispatched)* #rules)
}

/// The macro itself.
fn rules(cx: &Context<'_>, identity: u64) -> TokenStream {
    let krate = &cx.model.krate;
    let table = unraw(&cx.model.name);
    let name = format_ident!("__dispatch_{table}_{identity:016x}");
    let id = Literal::u64_unsuffixed(identity);
    let places = || cx.dtypes().enumerate();
    let all = places().map(|(place, _)| number(place));
    let ordered = places().filter(|(_, dtype)| dtype.ordered);
    let ordered = ordered.map(|(place, _)| number(place));
    // Only an exported macro may be imported with `pub`.
    let is_public = matches!(cx.model.vis, Visibility::Public(_));
    let (export, vis) = if is_public {
        (quote!(#[macro_export]), quote!(pub))
    } else {
        (quote!(), quote!(pub(crate)))
    };
    let example = array::example(
        cx,
        "let x = TABLE::Array::from(ndarray::array![1.5f32, 2.5]);\n\
         assert_eq!(TABLE::dispatch!(&x, x => x.to_string()), \"[1.5, 2.5]\");\n\n\
         let y = TABLE::Array::from(ndarray::array![1i32, 2, 3]);\n\
         assert_eq!(TABLE::dispatch!((&x, &y), (x, y) => x.len() + y.len()), 5);\n\n\
         let largest = TABLE::dispatch!(&y,\n    \
             ordered y => y.iter().fold(y[0], |a, &b| if b > a { b } else { a }).to_string(),\n    \
             else other => format!(\"{} has no order\", other.dtype()),\n\
         );\n\
         assert_eq!(largest, \"3\");",
    );
    quote! {
        #[doc(hidden)]
        #export
        macro_rules! #name {
            ($($input:tt)*) => {
                #krate::__dispatch! { #id [#(#all),*] [#(#ordered),*] $($input)* }
            };
        }

        /// Runs an expression for the dtype of a dynamic array, with the typed view bound to a name.
        ///
        /// The expression is compiled once per dtype of the table, and the name is bound to an
        /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of its element type. It must
        /// compile for every dtype and always have the same type. `?` and `return` in it return from the enclosing function.
        ///
        /// With two arrays, the expression is compiled once per pair of dtypes. After `ordered`, it is compiled only for the dtypes
        /// that have an order. For the others, the expression after `else` runs, with the dynamic view bound to its name.
        #example
        #[doc(inline)]
        #vis use #name as dispatch;
    }
}

/// A number that differs from that of any other table in use: a hash of the table and of the number of tables before it in
/// its crate.
fn identity(cx: &Context<'_>) -> u64 {
    static BEFORE: AtomicU64 = AtomicU64::new(0);

    let mut hasher = DefaultHasher::new();
    unraw(&cx.model.name).hash(&mut hasher);
    for dtype in cx.dtypes() {
        let ty = dtype.ty.as_ref().map(text);
        (dtype.name(), ty, dtype.ordered).hash(&mut hasher);
    }
    // Snapshots must not depend on the order of expansion.
    if !cfg!(test) {
        BEFORE.fetch_add(1, Ordering::Relaxed).hash(&mut hasher);
    }
    hasher.finish()
}
