//! The two faces: functions that dispatch on the dtype, and the module `typed` of generic ones.

use super::Context;
use crate::model::{DType, Model, Operation, unraw};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let has = |operation: Operation| cx.model.operations.has(operation);
    let searches = [(Operation::Argmax, "Max"), (Operation::Argmin, "Min")];
    let searches: Vec<(Operation, Ident)> = searches
        .into_iter()
        .filter(|&(operation, _)| has(operation))
        .map(|(operation, sense)| (operation, format_ident!("{sense}")))
        .collect();
    let extrema = searches
        .iter()
        .map(|(operation, sense)| extremum(cx, *operation, sense));
    let typed_extrema = searches
        .iter()
        .map(|(operation, sense)| typed_extremum(cx, *operation, sense));
    let nonzero = has(Operation::Nonzero).then(|| [nonzero(cx), typed_nonzero(cx)]);
    let (nonzero, typed_nonzero) = nonzero.map_or_else(Default::default, |[a, b]| (a, b));
    let select = has(Operation::Where).then(|| [select(cx), typed_select(cx)]);
    let (select, typed_select) = select.map_or_else(Default::default, |[a, b]| (a, b));
    quote! {
        #(#extrema)*
        #nonzero
        #select

        /// The functions over `ndarray` types of static rank.
        ///
        /// What the table does not define does not compile here.
        pub mod typed {
            #(#typed_extrema)*
            #typed_nonzero
            #typed_select
        }
    }
}

/// The arms of a match over a view: the call for each dtype that has the operation, an error for each that has not.
fn dispatch(
    cx: &Context<'_>,
    operation: Operation,
    call: impl Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let arms = cx.dtypes().map(|dtype| {
        let ident = &dtype.ident;
        if dtype.operations.has(operation) {
            let call = call(&cx.ty(dtype));
            quote!(ArrayView::#ident(x) => #call,)
        } else {
            let error = refusal(cx, operation, dtype);
            quote!(ArrayView::#ident(_) => #error,)
        }
    });
    quote!(#(#arms)*)
}

/// The error for a dtype that does not have the operation.
fn refusal(cx: &Context<'_>, operation: Operation, dtype: &DType) -> TokenStream {
    let p = cx.private();
    let table = unraw(&cx.model.name);
    let function = operation.name();
    let name = dtype.name();
    let reason = if operation.needs_order() && !dtype.ordered {
        quote!(Unordered)
    } else {
        quote!(NotInTable)
    };
    quote!(#p::Result::Err(#p::Error::#reason { operation: #function, dtype: #name, table: #table }))
}

/// The name of a typed function, at the table's name: rustc points there where an argument breaks its bound.
fn public_name(cx: &Context<'_>, name: &str) -> Ident {
    Ident::new(name, cx.span(cx.model.name.span()))
}

/// A part of a function's signature, which rustc shows at the table.
fn public_part(cx: &Context<'_>, part: TokenStream) -> TokenStream {
    cx.at(cx.model.name.span(), part)
}

fn extremum(cx: &Context<'_>, operation: Operation, sense: &Ident) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, operation.name());
    let input = public_part(cx, quote!(impl #p::Into<ArrayView<'a>>));
    let extreme = if operation == Operation::Argmax {
        "largest"
    } else {
        "smallest"
    };
    let doc =
        format!("The index of the first {extreme} element, of the whole array or along an axis.");
    let arms = dispatch(
        cx,
        operation,
        |ty| quote!(#p::search::search::<#marker, #p::#sense, #ty>(x, along)),
    );
    quote! {
        #[doc = #doc]
        ///
        /// An element that is not equal to itself (NaN) wins, the first of them; -0.0 and +0.0 are equal. Searching
        /// the whole array answers its row-major index in a 0-d array.
        ///
        /// As the function of that name in the
        /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
        ///
        /// # Errors
        ///
        /// Where the dtype has no order, the axis is out of range, or there is no element to choose from.
        pub fn #name<'a>(
            x: #input,
            along: #p::Along,
        ) -> #p::Result<#p::ArrayD<#p::Index>, #p::Error> {
            // Not generic, so that it is compiled here and not where it is called.
            fn dispatch(
                x: ArrayView<'_>,
                along: #p::Along,
            ) -> #p::Result<#p::ArrayD<#p::Index>, #p::Error> {
                match &x { #arms }
            }

            dispatch(x.into(), along)
        }
    }
}

fn typed_extremum(cx: &Context<'_>, operation: Operation, sense: &Ident) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, operation.name());
    let axis_name = public_name(cx, &format!("{}_axis", operation.name()));
    let bound = public_part(
        cx,
        quote!(T: #p::demand::Searched<super::#marker, #p::#sense>),
    );
    let has_axis = public_part(cx, quote!(D: #p::demand::HasAxis));
    let extreme = if operation == Operation::Argmax {
        "largest"
    } else {
        "smallest"
    };
    let doc = format!("The row-major index of the first {extreme} element of the whole array.");
    let axis_doc =
        format!("The index of the first {extreme} element along an axis, for each of the others.");
    quote! {
        #[doc = #doc]
        ///
        /// # Errors
        ///
        /// Where the array is empty.
        pub fn #name<T, S, D>(
            x: &#p::ArrayBase<S, D, T>,
        ) -> #p::Result<usize, #p::Error>
        where
            #bound,
            S: #p::Data<Elem = T>,
            D: #p::Dimension,
        {
            T::search(x)
        }

        #[doc = #axis_doc]
        ///
        /// # Errors
        ///
        /// Where the axis does not exist, or is empty while the result is not.
        pub fn #axis_name<T, S, D>(
            x: &#p::ArrayBase<S, D, T>,
            axis: #p::Axis,
        ) -> #p::Result<#p::ndarray::Array<#p::Index, D::Smaller>, #p::Error>
        where
            #bound,
            S: #p::Data<Elem = T>,
            #has_axis,
        {
            T::search_axis(x, axis)
        }
    }
}

fn nonzero(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let arms = dispatch(
        cx,
        Operation::Nonzero,
        |ty| quote!(#p::indices::search::<#marker, #ty>(x)),
    );
    let name = public_name(cx, Operation::Nonzero.name());
    let input = public_part(cx, quote!(impl #p::Into<ArrayView<'a>>));
    quote! {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// NaN is not zero; -0.0 is. As `nonzero` of the
        /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
        ///
        /// # Errors
        ///
        /// For a 0-d array.
        pub fn #name<'a>(
            x: #input,
        ) -> #p::Result<#p::Vec<#p::Array1<#p::Index>>, #p::Error> {
            fn dispatch(
                x: ArrayView<'_>,
            ) -> #p::Result<#p::Vec<#p::Array1<#p::Index>>, #p::Error> {
                match &x { #arms }
            }

            dispatch(x.into())
        }
    }
}

fn typed_nonzero(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, Operation::Nonzero.name());
    let bounds = public_part(
        cx,
        quote! {
            T: #p::demand::Indexed<super::#marker>,
            D: #p::demand::HasAxes<Indices = I>,
        },
    );
    quote! {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had.
        pub fn #name<T, S, D, I>(x: &#p::ArrayBase<S, D, T>) -> #p::Result<I, #p::Error>
        where
            S: #p::Data<Elem = T>,
            #bounds
        {
            T::nonzero(x)
        }
    }
}

fn select(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let Model { name, marker, .. } = cx.model;
    let table = unraw(name);
    let bool_variant = cx
        .dtypes()
        .find(|dtype| dtype.primitive() == Some("bool"))
        .map(|dtype| &dtype.ident);
    let left_out = cx
        .dtypes()
        .filter(|dtype| !dtype.operations.has(Operation::Where))
        .map(|dtype| {
            let (ident, error) = (&dtype.ident, refusal(cx, Operation::Where, dtype));
            quote!((ArrayView::#ident(_), _) | (_, ArrayView::#ident(_)) => #error,)
        });
    let function = public_name(cx, Operation::Where.name());
    let condition = public_part(cx, quote!(impl #p::Into<ArrayView<'c>>));
    let [x1, x2] = [quote!('x), quote!('y)]
        .map(|lifetime| public_part(cx, quote!(impl #p::Into<Operand<#lifetime>>)));
    let selecting = cx.dtypes_with(Operation::Where).count();
    let pairs = cx.pairs();
    let arms = pairs.iter().map(|[a, b, result]| {
        let (left, right) = (cx.ty(a), cx.ty(b));
        let [a, b, result] = [a, b, result].map(|dtype| &dtype.ident);
        quote! {
            (ArrayView::#a(x1), ArrayView::#b(x2)) =>
                #p::choice::select::<#marker, #left, #right>(condition, x1, x2).map(Array::#result),
        }
    });
    let undefined = (pairs.len() < selecting * selecting).then(|| {
        quote! {
            (x1, x2) => #p::Result::Err(#p::Error::UndefinedPromotion {
                left: x1.dtype().name(),
                right: x2.dtype().name(),
                table: #table,
            }),
        }
    });
    let otherwise = (cx.model.dtypes.len() > 1).then(|| {
        quote! {
            other => return #p::Result::Err(
                #p::Error::ConditionNotBool { dtype: other.dtype().name() },
            ),
        }
    });
    quote! {
        /// Elements of `x1` where `condition` is true, else of `x2`.
        ///
        /// The three are broadcast to one shape. The dtype of the result is what those of `x1` and `x2` promote to; one of
        /// the two may be a scalar, which takes the dtype of the other. Bits are kept, those of NaNs too.
        ///
        /// As `where` of the
        /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
        ///
        /// # Errors
        ///
        /// Where the condition is not bool, the table defines no promotion, the shapes do not broadcast, a scalar does
        /// not fit the dtype, both are scalars, or the result would not fit in memory.
        pub fn #function<'c, 'x, 'y>(
            condition: #condition,
            x1: #x1,
            x2: #x2,
        ) -> #p::Result<Array, #p::Error> {
            fn dispatch(
                condition: ArrayView<'_>,
                x1: ArrayView<'_>,
                x2: ArrayView<'_>,
            ) -> #p::Result<Array, #p::Error> {
                let condition = match condition {
                    ArrayView::#bool_variant(condition) => condition,
                    #otherwise
                };
                match (x1, x2) {
                    #(#left_out)*
                    #(#arms)*
                    #undefined
                }
            }

            let condition = condition.into();
            match (x1.into(), x2.into()) {
                (Operand::Array(x1), Operand::Array(x2)) => dispatch(condition, x1, x2),
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    let x2 = x1.dtype().scalar(x2)?;
                    dispatch(condition, x1, x2.view())
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    let x1 = x2.dtype().scalar(x1)?;
                    dispatch(condition, x1.view(), x2)
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    #p::Result::Err(#p::Error::TwoScalars)
                }
            }
        }
    }
}

fn typed_select(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, Operation::Where.name());
    let bound = public_part(
        cx,
        quote!(B: #p::demand::Selected<super::#marker, A, Output = R>),
    );
    quote! {
        /// Elements of `x1` where `condition` is true, else of `x2`, broadcast to one shape and rank.
        ///
        /// # Errors
        ///
        /// Where the shapes do not broadcast, or the result would not fit in memory.
        pub fn #name<A, B, C, D, E, R, S, S1, S2>(
            condition: &#p::ArrayBase<S, C, bool>,
            x1: &#p::ArrayBase<S1, D, A>,
            x2: &#p::ArrayBase<S2, E, B>,
        ) -> #p::Result<#p::ndarray::Array<R, #p::choice::Broadcast<C, D, E>>, #p::Error>
        where
            #bound,
            S: #p::Data<Elem = bool>,
            S1: #p::Data<Elem = A>,
            S2: #p::Data<Elem = B>,
            A: #p::Element,
            C: #p::DimMax<D> + #p::Dimension,
            D: #p::Dimension,
            E: #p::Dimension,
            <C as #p::DimMax<D>>::Output: #p::DimMax<E>,
        {
            B::select(condition, x1, x2)
        }
    }
}
