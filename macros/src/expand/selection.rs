//! `where_` and `where_into`: functions of a pair of dtypes.

use super::functions::{public_name, public_part, refusal};
use super::{Context, ident};
use crate::model::{Operation, unraw};
use proc_macro2::TokenStream;
use quote::quote;

/// The functions that dispatch on dtypes.
pub(super) fn dynamic(cx: &Context<'_>) -> TokenStream {
    let select = select(cx);
    let into = select_into(cx);
    let operands = operands(cx);
    quote!(#select #into #operands)
}

/// The body of a function that dispatches on the dtypes: a call for each pair that promotes and for each dtype beside a scalar,
/// an error for each that is not defined.
struct Dispatch<'a> {
    /// The function for a pair of arrays, and that for an array beside a scalar.
    calls: [&'a str; 2],
    /// The parameter behind the operands, as it is declared.
    out: Option<TokenStream>,
    result: TokenStream,
}

impl Dispatch<'_> {
    fn body(&self, cx: &Context<'_>) -> TokenStream {
        let p = cx.private();
        let marker = cx.marker();
        let table = unraw(&cx.model.name);
        let [call, scalar_call] = self.calls.map(ident);
        let Self { out, result, .. } = self;
        let argument = out.as_ref().map(|_| quote!(out));
        let (left_out, errors): (Vec<_>, Vec<_>) = cx
            .dtypes()
            .filter(|dtype| !dtype.operations.has(Operation::Where))
            .map(|dtype| (&dtype.ident, refusal(cx, Operation::Where, dtype)))
            .unzip();
        let pairs = cx.pairs();
        let arms = pairs.iter().map(|[a, b, _]| {
            let (left, right) = (cx.ty(a), cx.ty(b));
            let (a, b) = (&a.ident, &b.ident);
            quote! {
                (ArrayView::#a(x1), ArrayView::#b(x2)) => {
                    #p::where_::#call::<#marker, #left, #right>(condition, x1, x2, #argument)
                }
            }
        });
        let beside_scalar = cx.dtypes_with(Operation::Where).map(|dtype| {
            let (ident, ty) = (&dtype.ident, cx.ty(dtype));
            quote! {
                ArrayView::#ident(array) => {
                    #p::where_::#scalar_call::<#marker, #ty>(condition, array, scalar, #argument)
                }
            }
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
            fn beside_scalar(
                condition: &#p::ArrayViewD<'_, bool>,
                array: &ArrayView<'_>,
                scalar: #p::where_::WeakScalar,
                #out
            ) -> #result {
                match array {
                    #(ArrayView::#left_out(_) => #errors,)*
                    #(#beside_scalar)*
                }
            }

            fn dispatch(
                condition: &ArrayView<'_>,
                x1: &Operand<'_>,
                x2: &Operand<'_>,
                #out
            ) -> #result {
                let condition = bools(condition)?;
                match (x1, x2) {
                    (Operand::Array(x1), Operand::Array(x2)) => match (x1, x2) {
                        #((ArrayView::#left_out(_), _) | (_, ArrayView::#left_out(_)) => #errors,)*
                        #(#arms)*
                        #undefined
                    },
                    (Operand::Array(x1), Operand::Scalar(x2)) => {
                        beside_scalar(condition, x1, #p::where_::WeakScalar::X2(*x2), #argument)
                    }
                    (Operand::Scalar(x1), Operand::Array(x2)) => {
                        beside_scalar(condition, x2, #p::where_::WeakScalar::X1(*x1), #argument)
                    }
                    (Operand::Scalar(_), Operand::Scalar(_)) => {
                        #p::Result::Err(#p::Error::TwoScalars)
                    }
                }
            }
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
    let function = public_name(cx, Operation::Where.name());
    let [condition, x1, x2] = inputs(cx);
    let result = quote!(#p::Result<Array, #p::Error>);
    let dispatch = Dispatch {
        calls: ["dynamic", "dynamic_scalar"],
        out: None,
        result: result.clone(),
    }
    .body(cx);
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
        ) -> #result {
            #dispatch

            let condition = condition.into();
            dispatch(&condition, &x1.into(), &x2.into())
        }
    }
}

fn select_into(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let into = public_name(cx, "where_into");
    let [condition, x1, x2] = inputs(cx);
    let out = public_part(cx, quote!(impl #p::Into<ArrayViewMut<'o>>));
    let result = quote!(#p::Result<(), #p::Error>);
    let dispatch = Dispatch {
        calls: ["dynamic_into", "dynamic_scalar_into"],
        out: Some(quote!(out: &mut ArrayViewMut<'_>,)),
        result: result.clone(),
    }
    .body(cx);
    quote! {
        /// [`where_`] into an array of the caller's.
        ///
        /// `out` has the dtype of that function's result; the other three broadcast to its shape. Nothing is allocated
        /// for arrays of rank 4 and below.
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
        ) -> #result {
            #dispatch

            // Not as a tuple, which would move them: what has just been written in parts is waited for.
            let condition = condition.into();
            let mut out = out.into();
            dispatch(&condition, &x1.into(), &x2.into(), &mut out)
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
        quote!(A: #p::bounds::Where<super::#marker, B, Output = R>),
    );
    let operands = public_part(
        cx,
        quote! {
            X: #p::bounds::WhereOperand<Y, K, Elem = A, Dim = D>,
            Y: #p::bounds::WhereOperand<X, L, Elem = B, Dim = E>
        },
    );
    quote! {
        /// Elements of `x1` where `condition` is true, else of `x2`, broadcast to one shape and rank.
        ///
        /// `x1` and `x2` are references to arrays. One of the two may be a plain element of the type that the other array has.
        ///
        /// # Errors
        ///
        /// `Error::Broadcast` if the shapes cannot be broadcast together, and
        /// `Error::TooLarge` if the result does not fit in memory.
        pub fn #name<X, Y, A, B, C, D, E, R, K, L>(
            condition: &#p::ndarray::ArrayRef<bool, C>,
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

        /// [`where_`] into an existing array, to whose shape the others broadcast.
        ///
        /// Nothing is allocated for arrays of rank 6 and below.
        ///
        /// # Errors
        ///
        /// `Error::Broadcast` if the shapes cannot be broadcast together, and
        /// `Error::BroadcastTo` if their common shape cannot be broadcast to that of `out`. On error `out`
        /// is unchanged.
        pub fn #into<X, Y, A, B, C, D, E, O, R, K, L>(
            condition: &#p::ndarray::ArrayRef<bool, C>,
            x1: X,
            x2: Y,
            out: &mut #p::ndarray::ArrayRef<R, O>,
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
