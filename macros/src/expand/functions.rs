//! The two faces: functions that dispatch on the dtype, and the module `typed` of generic ones.

use super::{Context, selection};
use crate::model::{DType, Operation, unraw};
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
    let select = has(Operation::Where).then(|| [selection::dynamic(cx), selection::typed(cx)]);
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
pub(super) fn refusal(cx: &Context<'_>, operation: Operation, dtype: &DType) -> TokenStream {
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
pub(super) fn public_name(cx: &Context<'_>, name: &str) -> Ident {
    Ident::new(name, cx.span(cx.model.name.span()))
}

/// A part of a function's signature, which rustc shows at the table.
pub(super) fn public_part(cx: &Context<'_>, part: TokenStream) -> TokenStream {
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
        |ty| quote!(#p::extremum::dynamic::<#marker, #p::#sense, #ty>(x, along)),
    );
    let into = public_name(cx, &format!("{}_into", operation.name()));
    let into_doc = format!("[`{}`] into an array of the caller's.", operation.name());
    let into_arms = dispatch(
        cx,
        operation,
        |ty| quote!(#p::extremum::dynamic_into::<#marker, #p::#sense, #ty>(x, along, out)),
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
        /// Where the dtype has no order, the axis is out of range, there is no element to choose from, or the result would
        /// not fit in memory.
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

        #[doc = #into_doc]
        ///
        /// `out` has the shape of that function's result. Nothing is allocated for arrays of rank 4 and below.
        ///
        /// # Errors
        ///
        /// As there, and where `out` has another shape. It is then as it was.
        pub fn #into<'a>(
            x: #input,
            along: #p::Along,
            out: &mut #p::ArrayRef<#p::Index, impl #p::Dimension>,
        ) -> #p::Result<(), #p::Error> {
            fn dispatch(
                x: ArrayView<'_>,
                along: #p::Along,
                out: &#p::StridedMut<'_, #p::Index>,
            ) -> #p::Result<(), #p::Error> {
                match &x { #into_arms }
            }

            dispatch(x.into(), along, &#p::StridedMut::of(out))
        }
    }
}

fn typed_extremum(cx: &Context<'_>, operation: Operation, sense: &Ident) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let name = public_name(cx, operation.name());
    let axis_name = public_name(cx, &format!("{}_axis", operation.name()));
    let axis_into_name = public_name(cx, &format!("{}_axis_into", operation.name()));
    let axis_into_doc = format!(
        "[`{}_axis`] into an array of the caller's.",
        operation.name()
    );
    let bound_trait = format_ident!(
        "{}",
        if operation == Operation::Argmax {
            "Argmax"
        } else {
            "Argmin"
        }
    );
    let bound = public_part(cx, quote!(T: #p::bounds::#bound_trait<super::#marker>));
    let has_axis = public_part(cx, quote!(D: #p::extremum::HasAxis));
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
        pub fn #name<T, D>(
            x: &#p::ArrayRef<T, D>,
        ) -> #p::Result<usize, #p::Error>
        where
            #bound,
            D: #p::Dimension,
        {
            #p::extremum::typed::<#p::#sense, T, T::Ops>(#p::Strided::of(x))
        }

        #[doc = #axis_doc]
        ///
        /// # Errors
        ///
        /// Where the axis does not exist or is empty, or the result would not fit in memory.
        pub fn #axis_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
        ) -> #p::Result<#p::ndarray::Array<#p::Index, D::Smaller>, #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::typed_axis::<#p::#sense, T, T::Ops, D>(#p::Strided::of(x), axis)
        }

        #[doc = #axis_into_doc]
        ///
        /// Nothing is allocated for arrays of rank 6 and below.
        ///
        /// # Errors
        ///
        /// As there, and where `out` has another shape. It is then as it was.
        pub fn #axis_into_name<T, D>(
            x: &#p::ArrayRef<T, D>,
            axis: #p::Axis,
            out: &mut #p::ArrayRef<#p::Index, D::Smaller>,
        ) -> #p::Result<(), #p::Error>
        where
            #bound,
            #has_axis,
        {
            #p::extremum::typed_axis_into::<#p::#sense, T, T::Ops, D::Smaller>(#p::Strided::of(x), axis, out)
        }
    }
}

fn nonzero(cx: &Context<'_>) -> TokenStream {
    let p = cx.private();
    let marker = cx.marker();
    let arms = dispatch(
        cx,
        Operation::Nonzero,
        |ty| quote!(#p::nonzero::dynamic::<#marker, #ty>(x)),
    );
    let into_arms = dispatch(
        cx,
        Operation::Nonzero,
        |ty| quote!(#p::nonzero::dynamic_into::<#marker, #ty>(x, indices)),
    );
    let into = public_name(cx, "nonzero_into");
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
        /// For a 0-d array, and where memory for the indices cannot be had.
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

        /// [`nonzero`] into vectors of the caller's, one an axis.
        ///
        /// What is in them is replaced; vectors are added or removed so that there is one an axis. With room in each for
        /// every element and 8 more nothing is allocated.
        ///
        /// # Errors
        ///
        /// As there. The vectors are then as they were.
        pub fn #into<'a>(
            x: #input,
            indices: &mut #p::Vec<#p::Vec<#p::Index>>,
        ) -> #p::Result<(), #p::Error> {
            fn dispatch(
                x: ArrayView<'_>,
                indices: &mut #p::Vec<#p::Vec<#p::Index>>,
            ) -> #p::Result<(), #p::Error> {
                match &x { #into_arms }
            }

            dispatch(x.into(), indices)
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
            T: #p::bounds::Nonzero<super::#marker>,
            D: #p::nonzero::StaticRank<Indices = I>,
        },
    );
    let into = public_name(cx, "nonzero_into");
    let into_bounds = public_part(
        cx,
        quote! {
            T: #p::bounds::Nonzero<super::#marker>,
            D: #p::nonzero::StaticRank,
        },
    );
    quote! {
        /// The indices of the elements that are not zero: one array an axis, in row-major order.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had.
        pub fn #name<T, D, I>(x: &#p::ArrayRef<T, D>) -> #p::Result<I, #p::Error>
        where
            #bounds
        {
            #p::nonzero::typed::<T, T::Ops, D>(x)
        }

        /// [`nonzero`] into vectors of the caller's, one an axis.
        ///
        /// What is in them is replaced. With room in each for every element and 8 more nothing is allocated.
        ///
        /// # Errors
        ///
        /// Where memory for them cannot be had. They are then as they were.
        pub fn #into<T, D>(
            x: &#p::ArrayRef<T, D>,
            indices: &mut <D as #p::nonzero::StaticRank>::Vectors,
        ) -> #p::Result<(), #p::Error>
        where
            #into_bounds
        {
            #p::nonzero::typed_into::<T, T::Ops, D>(x, indices)
        }
    }
}
