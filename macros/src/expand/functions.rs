//! The two faces: functions that dispatch on the dtype, and the module `typed` of generic ones.

use super::Context;
use crate::model::{DType, Model, Operation, primitive};
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
    let p = cx.private();
    let Model { name, .. } = cx.model;
    let table = name.to_string();
    let function = operation.name();
    let arms = cx.dtypes().map(|dtype| {
        let DType { ident, ordered, .. } = dtype;
        if dtype.operations.has(operation) {
            let call = call(&cx.ty(dtype, 0));
            return quote!(ArrayView::#ident(x) => #call,);
        }
        let reason = if operation.needs_order() && !ordered {
            "Unordered"
        } else {
            "NotInTable"
        };
        let reason = format_ident!("{reason}");
        let dtype = dtype.name();
        quote! {
            ArrayView::#ident(_) => #p::core::result::Result::Err(
                #p::Error::#reason { operation: #function, dtype: #dtype, table: #table },
            ),
        }
    });
    quote!(#(#arms)*)
}

fn extremum(cx: &Context<'_>, operation: Operation, sense: &Ident) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = format_ident!("{}", operation.name());
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
        /// the whole array answers its row-major index in a 0-d array; see [`Along`](#p::Along) for axes.
        ///
        /// As the function of that name in the
        /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
        ///
        /// # Errors
        ///
        /// Where the dtype has no order, the axis is out of range, or there is no element to choose from.
        pub fn #name<'a>(
            x: impl #p::core::convert::Into<ArrayView<'a>>,
            along: #p::Along,
        ) -> #p::core::result::Result<#p::ndarray::ArrayD<#p::Index>, #p::Error> {
            match x.into() { #arms }
        }
    }
}

fn typed_extremum(cx: &Context<'_>, operation: Operation, sense: &Ident) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = format_ident!("{}", operation.name());
    let axis_name = format_ident!("{}_axis", operation.name());
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
            x: &#p::ndarray::ArrayBase<S, D>,
        ) -> #p::core::result::Result<#p::core::primitive::usize, #p::Error>
        where
            super::#marker: #p::Extremum<#p::#sense, T>,
            T: #p::Element,
            S: #p::ndarray::Data<Elem = T>,
            D: #p::ndarray::Dimension,
        {
            #p::search::typed::<super::#marker, #p::#sense, T, D>(x)
        }

        #[doc = #axis_doc]
        ///
        /// # Errors
        ///
        /// Where the axis does not exist, or is empty while the result is not.
        pub fn #axis_name<T, S, D>(
            x: &#p::ndarray::ArrayBase<S, D>,
            axis: #p::ndarray::Axis,
        ) -> #p::core::result::Result<#p::ndarray::Array<#p::Index, D::Smaller>, #p::Error>
        where
            super::#marker: #p::Extremum<#p::#sense, T>,
            T: #p::Element,
            S: #p::ndarray::Data<Elem = T>,
            D: #p::ndarray::RemoveAxis,
        {
            #p::search::typed_axis::<super::#marker, #p::#sense, T, D>(x, axis)
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
    quote! {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// NaN is not zero; -0.0 is. As `nonzero` of the
        /// [Array API standard](https://data-apis.org/array-api/latest/API_specification/searching_functions.html).
        ///
        /// # Errors
        ///
        /// For a 0-d array.
        pub fn nonzero<'a>(
            x: impl #p::core::convert::Into<ArrayView<'a>>,
        ) -> #p::core::result::Result<#p::alloc::vec::Vec<#p::ndarray::Array1<#p::Index>>, #p::Error> {
            match x.into() { #arms }
        }
    }
}

fn typed_nonzero(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    quote! {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had.
        pub fn nonzero<T, S, D>(
            x: &#p::ndarray::ArrayBase<S, D>,
        ) -> #p::core::result::Result<D::Indices, #p::Error>
        where
            super::#marker: #p::Nonzero<T>,
            T: #p::Element,
            S: #p::ndarray::Data<Elem = T>,
            D: #p::indices::Indexed,
        {
            #p::indices::typed::<super::#marker, T, D>(x)
        }
    }
}

fn select(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let Model { name, marker, .. } = cx.model;
    let table = name.to_string();
    let bool_variant = cx
        .dtypes()
        .find(|dtype| primitive(&dtype.ty) == Some("bool"))
        .map(|dtype| &dtype.ident);
    let pairs = cx.pairs();
    let arms = pairs.iter().map(|[a, b, result]| {
        let (left, right) = (cx.ty(a, 0), cx.ty(b, 0));
        let [a, b, result] = [a, b, result].map(|dtype| &dtype.ident);
        quote! {
            (ArrayView::#a(x1), ArrayView::#b(x2)) =>
                #p::choice::select::<#marker, #left, #right>(condition, x1, x2).map(Array::#result),
        }
    });
    let all_defined = pairs.len() == cx.model.dtypes.len() * cx.model.dtypes.len();
    let undefined = (!all_defined).then(|| {
        quote! {
            (x1, x2) => #p::core::result::Result::Err(#p::Error::UndefinedPromotion {
                left: x1.dtype().name(),
                right: x2.dtype().name(),
                table: #table,
            }),
        }
    });
    let otherwise = (cx.model.dtypes.len() > 1).then(|| {
        quote! {
            other => return #p::core::result::Result::Err(
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
        pub fn where_<'c, 'x, 'y>(
            condition: impl #p::core::convert::Into<ArrayView<'c>>,
            x1: impl #p::core::convert::Into<Operand<'x>>,
            x2: impl #p::core::convert::Into<Operand<'y>>,
        ) -> #p::core::result::Result<Array, #p::Error> {
            fn dispatch(
                condition: ArrayView<'_>,
                x1: ArrayView<'_>,
                x2: ArrayView<'_>,
            ) -> #p::core::result::Result<Array, #p::Error> {
                let condition = match condition {
                    ArrayView::#bool_variant(condition) => condition,
                    #otherwise
                };
                match (x1, x2) {
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
                    #p::core::result::Result::Err(#p::Error::TwoScalars)
                }
            }
        }
    }
}

fn typed_select(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    quote! {
        /// Elements of `x1` where `condition` is true, else of `x2`, broadcast to one shape and rank.
        ///
        /// # Errors
        ///
        /// Where the shapes do not broadcast, or the result would not fit in memory.
        pub fn where_<A, B, C, D, E>(
            condition: &#p::ndarray::ArrayBase<impl #p::ndarray::Data<Elem = #p::core::primitive::bool>, C>,
            x1: &#p::ndarray::ArrayBase<impl #p::ndarray::Data<Elem = A>, D>,
            x2: &#p::ndarray::ArrayBase<impl #p::ndarray::Data<Elem = B>, E>,
        ) -> #p::core::result::Result<
            #p::ndarray::Array<
                <super::#marker as #p::Promotion<A, B>>::Output,
                #p::choice::Broadcast<C, D, E>,
            >,
            #p::Error,
        >
        where
            super::#marker: #p::Where<A, B>,
            A: #p::Element,
            B: #p::Element,
            C: #p::ndarray::DimMax<D> + #p::ndarray::Dimension,
            D: #p::ndarray::Dimension,
            E: #p::ndarray::Dimension,
            <C as #p::ndarray::DimMax<D>>::Output: #p::ndarray::DimMax<E>,
        {
            #p::choice::typed::<super::#marker, A, B, C, D, E>(condition, x1, x2)
        }
    }
}
