//! Code that the operations share.

use super::doc::Doc;
use crate::expand::context::{Context, TypeName, ident};
use crate::model::{DType, unraw};
use crate::operations::{Operation, Output, Parameter};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// The parts of the module that an operation generates.
pub(super) struct Parts {
    /// The functions that dispatch on the dtype.
    pub(super) dynamic: TokenStream,
    /// The functions of the module `typed`.
    pub(super) typed: TokenStream,
    /// The modules in `kernels`.
    pub(super) kernels: TokenStream,
    /// The implementations of its traits.
    pub(super) impls: TokenStream,
}

/// The functions of `argwhere` that the dynamic functions of an operation call once the dtype is known.
pub(super) struct Calls {
    /// Returns a new result.
    pub(super) new: Ident,
    /// Writes to an existing array.
    pub(super) into: Ident,
    /// `new` and `into` with a weak scalar in place of an array.
    pub(super) scalar: [Ident; 2],
}

impl Calls {
    pub(super) fn new() -> Self {
        Self {
            new: ident("dynamic"),
            into: ident("dynamic_into"),
            scalar: [ident("dynamic_scalar"), ident("dynamic_scalar_into")],
        }
    }
}

/// A parameter of the dynamic functions that is not an operand.
pub(super) struct ParameterTypes {
    pub(super) name: Ident,
    /// The type in the public signature.
    pub(super) public: TokenStream,
    /// The type as which it is passed on. It is not generic.
    pub(super) inner: TokenStream,
    /// The expression that converts `public` to `inner`.
    pub(super) convert: TokenStream,
    /// The lifetime that `public` introduces.
    pub(super) lifetime: Option<TokenStream>,
}

impl ParameterTypes {
    pub(super) fn of(cx: &Context<'_>, parameter: Parameter) -> Self {
        let p = cx.private();
        let same = |name: &str, ty: TokenStream| {
            let name = ident(name);
            Self {
                public: ty.clone(),
                inner: ty,
                convert: quote!(#name),
                lifetime: None,
                name,
            }
        };
        match parameter {
            Parameter::Search => Self {
                name: ident("how"),
                public: cx.public_part(quote!(impl #p::Into<#p::searchsorted::Search<'s>>)),
                inner: quote!(&#p::searchsorted::Search<'_>),
                convert: quote!(&#p::Into::into(how)),
                lifetime: Some(quote!('s)),
            },
            Parameter::Axes => Self {
                name: ident("along"),
                public: cx.public_part(quote!(impl #p::Into<#p::AlongAxes>)),
                inner: quote!(&#p::AlongAxes),
                convert: quote!(&#p::Into::into(along)),
                lifetime: None,
            },
            Parameter::Along => same("along", quote!(#p::Along)),
            Parameter::K => same("k", quote!(usize)),
            Parameter::Axis => same("axis", quote!(isize)),
            Parameter::Mode => same("mode", quote!(#p::Mode)),
        }
    }
}

/// The type of a result, and the parameter that an `_into` form writes it to.
pub(super) struct OutputTypes {
    /// The type of a new result.
    pub(super) new: TokenStream,
    /// The name of the parameter of the `_into` form.
    pub(super) parameter: Ident,
    /// The type of the parameter, and the lifetime that it introduces.
    pub(super) public: TokenStream,
    pub(super) lifetime: Option<TokenStream>,
    /// The type as which the parameter is passed on. It is not generic.
    pub(super) inner: TokenStream,
    /// The statement, if any, and the expression that convert `public` to `inner`.
    pub(super) prepare: Option<TokenStream>,
    pub(super) convert: TokenStream,
}

impl OutputTypes {
    /// The types of each result of an operation.
    pub(super) fn all(cx: &Context<'_>, operation: Operation) -> Vec<Self> {
        Self::all_at(cx, operation, &quote!(Array))
    }

    /// [`all`](Self::all), in a module where this is the path of `Array`.
    pub(super) fn all_at(cx: &Context<'_>, operation: Operation, array: &TokenStream) -> Vec<Self> {
        operation
            .outputs
            .iter()
            .map(|&(name, output)| Self::of(cx, name, output, array))
            .collect()
    }

    fn of(cx: &Context<'_>, name: &str, output: Output, array: &TokenStream) -> Self {
        let p = cx.private();
        let index = quote!(#p::Index);
        let parameter = ident(name);
        match output {
            Output::Indices => Self {
                new: quote!(#p::ArrayD<#index>),
                public: quote!(&mut #p::ArrayRef<#index, impl #p::Dimension>),
                lifetime: None,
                inner: quote!(&#p::StridedMut<'_, #index>),
                prepare: None,
                convert: quote!(&#p::StridedMut::of(#parameter)),
                parameter,
            },
            Output::IndexVectors => Self {
                new: quote!(#p::Vec<#p::Array1<#index>>),
                public: quote!(&mut #p::Vec<#p::Vec<#index>>),
                lifetime: None,
                inner: quote!(&mut #p::Vec<#p::Vec<#index>>),
                prepare: None,
                convert: quote!(#parameter),
                parameter,
            },
            Output::IndexRows | Output::Positions => {
                let new = if output == Output::IndexRows {
                    quote!(#p::ndarray::Array2<#index>)
                } else {
                    quote!(#p::Array1<#index>)
                };
                Self {
                    new,
                    public: quote!(&mut #p::Vec<#index>),
                    lifetime: None,
                    inner: quote!(&mut #p::Vec<#index>),
                    prepare: None,
                    convert: quote!(#parameter),
                    parameter,
                }
            }
            Output::Array => Self {
                new: array.clone(),
                public: cx.public_part(quote!(impl #p::Into<ArrayViewMut<'o>>)),
                lifetime: Some(quote!('o)),
                inner: quote!(&mut ArrayViewMut<'_>),
                prepare: Some(quote!(let mut #parameter = #parameter.into();)),
                convert: quote!(&mut #parameter),
                parameter,
            },
        }
    }
}

/// The type of a new result: a tuple if there are several.
pub(super) fn new_type(outputs: &[OutputTypes]) -> TokenStream {
    let types = outputs.iter().map(|output| &output.new);
    if outputs.len() == 1 {
        quote!(#(#types)*)
    } else {
        quote!((#(#types),*))
    }
}

/// The dynamic functions of an operation on one array: `argmax` and `argmax_into`.
pub(super) fn dynamic_of_array(
    cx: &Context<'_>,
    operation: Operation,
    docs: [Doc; 2],
) -> TokenStream {
    dynamic_of_array_by(cx, operation, &Calls::new(), docs)
}

/// [`dynamic_of_array`] of an operation that calls other functions.
pub(super) fn dynamic_of_array_by(
    cx: &Context<'_>,
    operation: Operation,
    Calls { new, into, .. }: &Calls,
    docs: [Doc; 2],
) -> TokenStream {
    let p = cx.private();
    let outputs = OutputTypes::all(cx, operation);
    let new_type = new_type(&outputs);
    let lifetimes = outputs.iter().filter_map(|output| output.lifetime.as_ref());
    let [out_names, out_types, out_inner, out_converted] = [
        |output: &OutputTypes| output.parameter.to_token_stream(),
        |output: &OutputTypes| output.public.clone(),
        |output: &OutputTypes| output.inner.clone(),
        |output: &OutputTypes| output.convert.clone(),
    ]
    .map(|part| outputs.iter().map(part).collect::<Vec<_>>());
    let prepare = outputs.iter().map(|output| &output.prepare);
    let parameters: Vec<ParameterTypes> = operation
        .parameters
        .iter()
        .map(|&parameter| ParameterTypes::of(cx, parameter))
        .collect();
    let names = parameters.iter().map(|parameter| &parameter.name);
    let names = quote!(#(#names,)*);
    let public = parameters
        .iter()
        .map(|ParameterTypes { name, public, .. }| quote!(#name: #public,));
    let public = quote!(#(#public)*);
    let inner = parameters
        .iter()
        .map(|ParameterTypes { name, inner, .. }| quote!(#name: #inner,));
    let inner = quote!(#(#inner)*);
    let converted = parameters.iter().map(|parameter| &parameter.convert);
    let converted = quote!(#(#converted,)*);
    let name = cx.public_name(operation.name);
    let into_name = cx.public_name(&format!("{}_into", operation.name));
    let input = cx.public_part(quote!(impl #p::Into<ArrayView<'a>>));
    let new_arms = arms(cx, operation, new, &names);
    let into_arms = arms(cx, operation, into, &quote!(#names #(#out_names),*));
    let [doc, into_doc] = docs;
    quote! {
        #doc
        pub fn #name<'a>(x: #input, #public) -> #p::Result<#new_type, #p::Error> {
            // Not generic, so that it is compiled here and not where it is called.
            fn dispatch(x: ArrayView<'_>, #inner) -> #p::Result<#new_type, #p::Error> {
                match &x { #new_arms }
            }

            dispatch(#p::Into::into(x), #converted)
        }

        #into_doc
        pub fn #into_name<'a #(, #lifetimes)*>(
            x: #input,
            #public
            #(#out_names: #out_types,)*
        ) -> #p::Result<(), #p::Error> {
            fn dispatch(
                x: ArrayView<'_>,
                #inner
                #(#out_names: #out_inner,)*
            ) -> #p::Result<(), #p::Error> {
                match &x { #into_arms }
            }

            #(#prepare)*
            dispatch(#p::Into::into(x), #converted #(#out_converted),*)
        }
    }
}

/// The function that views a condition, if an operation of the table has one.
pub(super) fn bools(cx: &Context<'_>) -> Option<TokenStream> {
    let mut operations = cx.model.operations.iter();
    if !operations.any(|operation| operation.needs_bool) {
        return None;
    }
    let p = cx.private();
    let bool_variant = cx
        .dtypes()
        .find(|dtype| dtype.primitive() == Some("bool"))
        .map(|dtype| &dtype.ident);
    let otherwise = (cx.model.dtypes.len() > 1).then(|| {
        quote! {
            other => #p::Result::Err(
                #p::Error::ConditionNotBool { dtype: other.dtype().name() },
            ),
        }
    });
    Some(quote! {
        /// The view of a condition.
        fn bools<'a, 'b>(
            condition: &'a ArrayView<'b>,
        ) -> #p::Result<&'a #p::ArrayViewD<'b, bool>, #p::Error> {
            match condition {
                ArrayView::#bool_variant(condition) => #p::Result::Ok(condition),
                #otherwise
            }
        }
    })
}

/// The arms of a match on a view: a call for each dtype that has the operation, and an error for every other dtype.
pub(super) fn arms(
    cx: &Context<'_>,
    operation: Operation,
    call: &Ident,
    arguments: &TokenStream,
) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let folder = ident(operation.folder.name());
    let choice = types(cx, operation);
    arms_by(
        cx,
        operation,
        |ty| quote!(#p::#folder::#call::<#marker, #choice #ty>(x, #arguments)),
    )
}

/// [`arms`], with the call for an element type.
pub(super) fn arms_by(
    cx: &Context<'_>,
    operation: Operation,
    call: impl Fn(TypeName<'_>) -> TokenStream,
) -> TokenStream {
    let arms = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        if dtype.operations.has(operation) {
            let call = call(cx.ty(dtype));
            quote!(ArrayView::#ident(x) => #call,)
        } else {
            let error = refusal(cx, operation, dtype);
            quote!(ArrayView::#ident(_) => #error,)
        }
    });
    quote!(#(#arms)*)
}

/// How a function on two operands dispatches on their dtypes, once they are matched as arrays or scalars.
#[derive(Clone)]
pub(super) struct PairDispatch<'a> {
    pub(super) operation: Operation,
    /// The module of `argwhere` that has the functions.
    pub(super) module: &'a Ident,
    /// The function for a pair of arrays, and the function for an array beside a scalar.
    pub(super) calls: [&'a Ident; 2],
    /// The declaration of the parameter before the operands.
    pub(super) before: Option<TokenStream>,
    /// The parameters after the operands, each with its type.
    pub(super) after: Vec<(Ident, TokenStream)>,
    pub(super) result: TokenStream,
}

impl PairDispatch<'_> {
    /// The parameters after the operands.
    pub(super) fn declarations(&self) -> TokenStream {
        let after = self.after.iter().map(|(name, ty)| quote!(#name: #ty,));
        quote!(#(#after)*)
    }

    /// The arguments after the operands.
    pub(super) fn arguments(&self) -> TokenStream {
        let names = self.after.iter().map(|(name, _)| name);
        quote!(#(#names,)*)
    }

    /// The function for an array beside a scalar of this type.
    pub(super) fn beside_scalar(&self, cx: &Context<'_>, scalar: &TokenStream) -> TokenStream {
        let p = cx.private();
        let marker = cx.marker();
        let folder = self.module;
        let (declarations, arguments) = (self.declarations(), self.arguments());
        let Self { before, result, .. } = self;
        let first = before.as_ref().map(|_| quote!(bools,));
        let call = self.calls[1];
        let arms = cx.dtypes().map(|dtype| {
            let ident = &dtype.ident;
            if dtype.operations.has(self.operation) {
                let ty = cx.ty(dtype);
                quote! {
                    ArrayView::#ident(array) => {
                        #p::#folder::#call::<#marker, #ty>(#first array, scalar, #arguments)
                    }
                }
            } else {
                let error = refusal(cx, self.operation, dtype);
                quote!(ArrayView::#ident(_) => #error,)
            }
        });
        quote! {
            fn beside_scalar(
                #before
                array: &ArrayView<'_>,
                scalar: #scalar,
                #declarations
            ) -> #result {
                match array { #(#arms)* }
            }
        }
    }

    /// The arms of a match on two arrays. `first` are the arguments before the operands.
    pub(super) fn pairs(&self, cx: &Context<'_>, first: &TokenStream) -> TokenStream {
        let p = cx.private();
        let marker = cx.marker();
        let folder = self.module;
        let table = unraw(&cx.model.name);
        let (call, arguments) = (self.calls[0], self.arguments());
        let refusals = cx
            .dtypes()
            .filter(|dtype| !dtype.operations.has(self.operation))
            .map(|dtype| {
                let (ident, error) = (&dtype.ident, refusal(cx, self.operation, dtype));
                quote!((ArrayView::#ident(_), _) | (_, ArrayView::#ident(_)) => #error,)
            });
        let pairs = cx.pairs(self.operation);
        let arms = pairs.iter().map(|[a, b, _]| {
            let (left, right) = (cx.ty(a), cx.ty(b));
            let (a, b) = (&a.ident, &b.ident);
            quote! {
                (ArrayView::#a(x1), ArrayView::#b(x2)) => {
                    #p::#folder::#call::<#marker, #left, #right>(#first x1, x2, #arguments)
                }
            }
        });
        let refused = cx.refused_pairs(self.operation);
        let refused_arms = refused.iter().map(|[a, b, result]| {
            let (a, b) = (&a.ident, &b.ident);
            let error = refusal(cx, self.operation, result);
            quote!((ArrayView::#a(_), ArrayView::#b(_)) => #error,)
        });
        let dtypes = cx.dtypes_with(self.operation).count();
        let undefined = (pairs.len() + refused.len() < dtypes * dtypes).then(|| {
            quote! {
                (x1, x2) => #p::Result::Err(#p::Error::UndefinedPromotion {
                    left: x1.dtype().name(),
                    right: x2.dtype().name(),
                    table: #table,
                }),
            }
        });
        quote!(#(#refusals)* #(#arms)* #(#refused_arms)* #undefined)
    }
}

/// The type arguments that choose the operation among those of its folder, each followed by a comma.
pub(super) fn types(cx: &Context<'_>, operation: Operation) -> TokenStream {
    let p = cx.private();
    let types = operation.arguments.iter().map(|name| ident(name));
    quote!(#(#p::#types,)*)
}

/// The error for a dtype that does not have the operation.
pub(super) fn refusal(cx: &Context<'_>, operation: Operation, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let table = unraw(&cx.model.name);
    let function = operation.name;
    let name = dtype.name();
    let reason = if operation.needs_order && !dtype.ordered {
        quote!(Unordered)
    } else {
        quote!(NotInTable)
    };
    quote!(#p::Result::Err(#p::Error::#reason { operation: #function, dtype: #name, table: #table }))
}

/// `impl HasNonzero<T> for Table` for each dtype that has the operation.
pub(super) fn impls_by_dtype(cx: &Context<'_>, operation: Operation) -> TokenStream {
    impls_with(cx, operation, |_| TokenStream::new())
}

/// [`impls_by_dtype`], with the functions of each.
pub(super) fn impls_with(
    cx: &Context<'_>,
    operation: Operation,
    functions: impl Fn(&DType) -> TokenStream,
) -> TokenStream {
    let p = cx.private();
    let folder = ident(operation.folder.name());
    let table_trait = ident(operation.table_trait);
    let choice = types(cx, operation);
    cx.dtypes_with(operation)
        .map(|dtype| {
            let ty = cx.ty(dtype).written();
            let header = cx.header(dtype, 0, quote!(#p::#folder::#table_trait<#choice #ty>));
            let functions = functions(dtype);
            quote!(#header { #functions })
        })
        .collect()
}
