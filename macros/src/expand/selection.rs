//! `where_` and `where_into`: functions of a pair of dtypes.

use super::Context;
use super::functions::{public_name, public_part, refusal};
use crate::model::{DType, Operation, unraw};
use proc_macro2::TokenStream;
use quote::quote;

/// The functions that dispatch on dtypes.
pub(super) fn dynamic(cx: &Context<'_>) -> TokenStream {
    let select = select(cx);
    let into = select_into(cx);
    let operands = operands(cx);
    quote!(#select #into #operands)
}

/// The match on the dtypes of `x1` and `x2`: the call for each pair that promotes, an error for each that does not.
fn by_pair(cx: &Context<'_>, call: impl Fn(&[&DType; 3]) -> TokenStream) -> TokenStream {
    let p = cx.private();
    let table = unraw(&cx.model.name);
    let left_out = cx
        .dtypes()
        .filter(|dtype| !dtype.operations.has(Operation::Where))
        .map(|dtype| {
            let (ident, error) = (&dtype.ident, refusal(cx, Operation::Where, dtype));
            quote!((ArrayView::#ident(_), _) | (_, ArrayView::#ident(_)) => #error,)
        });
    let pairs = cx.pairs();
    let arms = pairs.iter().map(|pair| {
        let call = call(pair);
        let [a, b, _] = pair.map(|dtype| &dtype.ident);
        quote!((ArrayView::#a(x1), ArrayView::#b(x2)) => #call,)
    });
    let selecting = cx.dtypes_with(Operation::Where).count();
    let undefined = (pairs.len() < selecting * selecting).then(|| {
        quote! {
            (x1, x2) => #p::Result::Err(#p::Error::UndefinedPromotion {
                left: x1.dtype().name(),
                right: x2.dtype().name(),
                table: #table,
            }),
        }
    });
    quote! {
        match (x1, x2) {
            #(#left_out)*
            #(#arms)*
            #undefined
        }
    }
}

/// The types of the condition and of the two operands.
fn inputs(cx: &Context<'_>) -> [TokenStream; 3] {
    let p = cx.private();
    let operand = |lifetime| public_part(cx, quote!(impl #p::Into<Operand<#lifetime>>));
    [
        public_part(cx, quote!(impl #p::Into<ArrayView<'c>>)),
        operand(quote!('x)),
        operand(quote!('y)),
    ]
}

fn select(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let function = public_name(cx, Operation::Where.name());
    let [condition, x1, x2] = inputs(cx);
    let by_pair = by_pair(cx, |[a, b, _]| {
        let (left, right) = (cx.ty(a), cx.ty(b));
        quote!(#p::choice::select::<#marker, #left, #right>(condition, x1, x2))
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
                condition: &ArrayView<'_>,
                x1: &ArrayView<'_>,
                x2: &ArrayView<'_>,
            ) -> #p::Result<Array, #p::Error> {
                let condition = bools(condition)?;
                #by_pair
            }

            let condition = condition.into();
            with_arrays(&x1.into(), &x2.into(), |x1, x2| dispatch(&condition, x1, x2))
        }
    }
}

fn select_into(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let into = public_name(cx, "where_into");
    let [condition, x1, x2] = inputs(cx);
    let out = public_part(cx, quote!(impl #p::Into<ArrayViewMut<'o>>));
    let by_pair = by_pair(cx, |[a, b, _]| {
        let (left, right) = (cx.ty(a), cx.ty(b));
        quote!(#p::choice::select_into::<#marker, #left, #right>(condition, x1, x2, out))
    });
    quote! {
        /// [`where_`] into an array of the caller's.
        ///
        /// `out` has the dtype of that function's result; the other three broadcast to its shape. Nothing is allocated
        /// for arrays of rank 4 and below, unless a scalar is given.
        ///
        /// # Errors
        ///
        /// As there, and where `out` has another dtype or a shape that the others do not broadcast to. It is then as it
        /// was.
        pub fn #into<'c, 'x, 'y, 'o>(
            condition: #condition,
            x1: #x1,
            x2: #x2,
            out: #out,
        ) -> #p::Result<(), #p::Error> {
            fn dispatch(
                condition: &ArrayView<'_>,
                x1: &ArrayView<'_>,
                x2: &ArrayView<'_>,
                out: &mut ArrayViewMut<'_>,
            ) -> #p::Result<(), #p::Error> {
                let condition = bools(condition)?;
                #by_pair
            }

            // Not as a tuple, which would move them: what has just been written in parts is waited for.
            let condition = condition.into();
            let mut out = out.into();
            with_arrays(&x1.into(), &x2.into(), |x1, x2| dispatch(&condition, x1, x2, &mut out))
        }
    }
}

/// How operands become views.
fn operands(cx: &Context<'_>) -> TokenStream {
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
    quote! {
        /// The view of a condition.
        fn bools<'a, 'b>(
            condition: &'a ArrayView<'b>,
        ) -> #p::Result<&'a #p::ArrayViewD<'b, bool>, #p::Error> {
            match condition {
                ArrayView::#bool_variant(condition) => #p::Result::Ok(condition),
                #otherwise
            }
        }

        /// Two operands as arrays: a scalar takes the other's dtype.
        #[inline]
        fn with_arrays<R>(
            x1: &Operand<'_>,
            x2: &Operand<'_>,
            select: impl #p::FnOnce(&ArrayView<'_>, &ArrayView<'_>) -> #p::Result<R, #p::Error>,
        ) -> #p::Result<R, #p::Error> {
            match (x1, x2) {
                (Operand::Array(x1), Operand::Array(x2)) => select(x1, x2),
                (Operand::Array(x1), Operand::Scalar(x2)) => {
                    let x2 = x1.dtype().scalar(*x2)?;
                    select(x1, &x2.view())
                }
                (Operand::Scalar(x1), Operand::Array(x2)) => {
                    let x1 = x2.dtype().scalar(*x1)?;
                    select(&x1.view(), x2)
                }
                (Operand::Scalar(_), Operand::Scalar(_)) => {
                    #p::Result::Err(#p::Error::TwoScalars)
                }
            }
        }
    }
}

/// Those of the module `typed`.
pub(super) fn typed(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, Operation::Where.name());
    let into = public_name(cx, "where_into");
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

        /// [`where_`] into an array of the caller's, to whose shape the others broadcast.
        ///
        /// Nothing is allocated for arrays of rank 6 and below.
        ///
        /// # Errors
        ///
        /// Where the shapes do not broadcast to it. It is then as it was.
        pub fn #into<A, B, C, D, E, O, R, S, S1, S2, S3>(
            condition: &#p::ArrayBase<S, C, bool>,
            x1: &#p::ArrayBase<S1, D, A>,
            x2: &#p::ArrayBase<S2, E, B>,
            out: &mut #p::ArrayBase<S3, O, R>,
        ) -> #p::Result<(), #p::Error>
        where
            #bound,
            S: #p::Data<Elem = bool>,
            S1: #p::Data<Elem = A>,
            S2: #p::Data<Elem = B>,
            S3: #p::DataMut<Elem = R>,
            A: #p::Element,
            C: #p::Dimension,
            D: #p::Dimension,
            E: #p::Dimension,
            O: #p::Dimension,
        {
            B::select_into(condition, x1, x2, out)
        }
    }
}
