//! The trait `Searching`: the typed functions of a table as methods of `ndarray` arrays.
//!
//! `ndarray-stats` and `argminmax` have methods named `argmax`, `argmin` and `argminmax`. So the methods for a whole array
//! end in `_flat`, and a program can use all three crates.

use super::doc::{Doc, Example};
use super::shared::OutputTypes;
use crate::expand::context::{Context, ident};
use crate::operations::{Folder, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The trait, and its implementation for every array.
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let name = cx.public_name("Searching");
    let doc = doc(cx);
    let methods = cx
        .model
        .operations
        .iter()
        .map(|operation| methods(cx, operation));
    quote! {
        #doc
        pub trait #name<T, D> {
            /// The array.
            #[doc(hidden)]
            fn __searched(&self) -> &#p::ArrayRef<T, D>;

            #(#methods)*
        }

        impl<T, D> #name<T, D> for #p::ArrayRef<T, D> {
            fn __searched(&self) -> &#p::ArrayRef<T, D> {
                self
            }
        }
    }
}

fn doc(cx: &Context<'_>) -> Doc {
    let peaks = Operation::named("argmax").and_then(|operation| Example::new(cx, &[operation]));
    Doc::new("The functions of the table as methods of `ndarray` arrays and views.")
        .paragraph(
            "Each method calls the function of the module [`typed`] whose documentation it links to. If the table does not \
             define the function for the element type, the call does not compile. Import the trait of one table only: the \
             methods of two tables have the same names.",
        )
        .example(peaks.map(|example| {
            let table = &example.path;
            example.wrap(
                &[],
                &format!(
                    "use {table}::Searching;\n\nlet x = {};\nassert_eq!(x.argmax_flat()?, 3);\n\
                     assert_eq!(x.argmax_axis(ndarray::Axis(1))?, ndarray::array![1, 0]);",
                    example.matrix([[1, 5, 2], [7, 0, 3]])
                ),
            )
        }))
}

/// A method.
struct Method<'a> {
    /// Its name, and the name of the typed function.
    name: &'a str,
    function: &'a str,
    generics: TokenStream,
    /// Its parameters after the array, and the arguments that it passes on before and after the array.
    parameters: TokenStream,
    before: TokenStream,
    array: TokenStream,
    arguments: TokenStream,
    result: TokenStream,
    bounds: TokenStream,
}

impl Method<'_> {
    fn tokens(&self, cx: &Context<'_>) -> TokenStream {
        let Self {
            function,
            generics,
            parameters,
            before,
            array,
            arguments,
            result,
            bounds,
            ..
        } = self;
        let name = cx.public_name(self.name);
        let function_name = ident(function);
        let doc = format!(" See [`typed::{function}`].");
        let bounds = cx.public_part(bounds.clone());
        quote! {
            #[doc = #doc]
            fn #name #generics (&self, #parameters) -> #result
            where
                #bounds
            {
                typed::#function_name(#before #array, #arguments)
            }
        }
    }
}

/// The methods of an operation on one array, and of `searchsorted` and `extract`.
fn methods(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = operation.name;
    let bound = ident(operation.bound);
    let element = quote!(T: #p::bounds::#bound<#marker>,);
    let any = quote!(#element D: #p::Dimension,);
    let has_axis = quote!(#element D: #p::extremum::HasAxis,);
    let result = |ty: TokenStream| quote!(#p::Result<#ty, #p::Error>);
    let smaller = quote!(#p::ndarray::Array<#p::Index, D::Smaller>);
    let flat = format!("{name}_flat");
    let along = format!("{name}_axis");
    let plain = |name, function, result, bounds| Method {
        name,
        function,
        generics: quote!(),
        parameters: quote!(),
        before: quote!(),
        array: quote!(self.__searched()),
        arguments: quote!(),
        result,
        bounds,
    };
    let with_axis = |function, result, bounds| Method {
        parameters: quote!(axis: #p::Axis,),
        arguments: quote!(axis),
        ..plain(function, function, result, bounds)
    };
    let methods = match operation.folder {
        Folder::Extremum if operation.outputs.len() == 2 => vec![
            plain(&flat, name, result(quote!((usize, usize))), any),
            with_axis(&along, result(quote!((#smaller, #smaller))), has_axis),
        ],
        Folder::Extremum => vec![
            plain(&flat, name, result(quote!(usize)), any),
            with_axis(&along, result(smaller), has_axis),
        ],
        Folder::Nonzero => vec![Method {
            generics: quote!(<I>),
            ..plain(
                name,
                name,
                result(quote!(I)),
                quote!(#element D: #p::nonzero::StaticRank<Indices = I>,),
            )
        }],
        Folder::TopK => {
            let pair = result(quote!((#p::ndarray::Array<T, D>, #p::ndarray::Array<#p::Index, D>)));
            let last = quote!(#p::Axis(self.__searched().ndim().saturating_sub(1)));
            vec![
                Method {
                    parameters: quote!(k: usize,),
                    arguments: quote!(k, #last, #p::Mode::Largest),
                    ..plain(name, name, pair.clone(), has_axis.clone())
                },
                Method {
                    parameters: quote!(k: usize, axis: #p::Axis, mode: #p::Mode,),
                    arguments: quote!(k, axis, mode),
                    ..plain(&along, name, pair, has_axis)
                },
            ]
        }
        Folder::Where => vec![],
        Folder::CountNonzero => vec![
            plain(name, name, quote!(usize), any),
            with_axis(&along, result(smaller), has_axis),
        ],
        Folder::Argwhere => {
            let output = &OutputTypes::all(cx, operation)[0].new;
            vec![plain(name, name, result(output.clone()), any)]
        }
        Folder::Searchsorted => {
            let first = quote!(#p::ArrayRef<T, #p::Ix1>);
            vec![Method {
                generics: quote!(<'s, B, E>),
                array: quote!(<#p::ArrayRef<T, D> as #p::core::borrow::Borrow<#first>>::borrow(self.__searched())),
                parameters: quote!(
                    x2: &#p::ArrayRef<B, E>,
                    how: impl #p::Into<#p::searchsorted::Search<'s>>,
                ),
                arguments: quote!(x2, how),
                ..plain(
                    name,
                    name,
                    result(quote!(#p::ndarray::Array<#p::Index, E>)),
                    quote! {
                        #p::ArrayRef<T, D>: #p::core::borrow::Borrow<#first>,
                        T: #p::bounds::#bound<#marker, B>,
                        B: #p::Element,
                        E: #p::Dimension,
                    },
                )
            }]
        }
        Folder::Extract => vec![Method {
            parameters: quote!(condition: &#p::ArrayRef<bool, D>,),
            before: quote!(condition,),
            ..plain(name, name, result(quote!(#p::Array1<T>)), any)
        }],
    };
    methods.iter().map(|method| method.tokens(cx)).collect()
}
