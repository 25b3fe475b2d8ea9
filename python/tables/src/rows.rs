//! The searches of contiguous arrays on one thread, without what a call for any array costs: such an array is one row, or a matrix
//! of static rank.
//!
//! A function returns `None` if the general one has to answer with an error.

use crate::tables::standard::typed;
use argwhere::{Index, Side};
use half::{bf16, f16};
use ndarray::{Array1, ArrayView1, ArrayView2, ArrayViewMut1, Axis};
use num_complex::Complex;

/// Calls a macro with the dtypes that have an order, and those that have none.
macro_rules! with_dtypes {
    ($callback:ident $($argument:ident),*) => {
        $callback! {
            $($argument)*
            ordered {
                Int8 i8,
                Int16 i16,
                Int32 i32,
                Int64 i64,
                UInt8 u8,
                UInt16 u16,
                UInt32 u32,
                UInt64 u64,
                Float16 f16,
                BFloat16 bf16,
                Float32 f32,
                Float64 f64
            }
            unordered {
                Complex64 Complex<f32>,
                Complex128 Complex<f64>
            }
        }
    };
}

macro_rules! define_row {
    (ordered { $($ordered:ident $x:ty),* } unordered { $($unordered:ident $z:ty),* }) => {
        /// The elements of a contiguous array.
        #[derive(Clone, Copy)]
        pub enum Row<'a> {
            $(
                #[doc = concat!("Of dtype `", stringify!($ordered), "`.")]
                $ordered(&'a [$x]),
            )*
            $(
                #[doc = concat!("Of dtype `", stringify!($unordered), "`.")]
                $unordered(&'a [$z]),
            )*
        }

        /// The number of elements that are not zero.
        #[inline(never)]
        #[must_use]
        pub fn count_nonzero(x: Row<'_>) -> usize {
            match x {
                $(Row::$ordered(x) => typed::count_nonzero(&ArrayView1::from(x)),)*
                $(Row::$unordered(x) => typed::count_nonzero(&ArrayView1::from(x)),)*
            }
        }

        /// The positions of the elements that are not zero.
        #[inline(never)]
        #[must_use]
        pub fn flatnonzero(x: Row<'_>) -> Option<Array1<Index>> {
            match x {
                $(Row::$ordered(x) => typed::flatnonzero(&ArrayView1::from(x)),)*
                $(Row::$unordered(x) => typed::flatnonzero(&ArrayView1::from(x)),)*
            }
            .ok()
        }

        /// Whether both have the same dtype.
        #[must_use]
        pub fn have_one_dtype(x1: Row<'_>, x2: Row<'_>) -> bool {
            core::mem::discriminant(&x1) == core::mem::discriminant(&x2)
        }

        /// The number of elements.
        #[must_use]
        pub fn count(x: Row<'_>) -> usize {
            match x {
                $(Row::$ordered(x) => x.len(),)*
                $(Row::$unordered(x) => x.len(),)*
            }
        }

        /// Writes what `searchsorted` of two arrays of rank 1 and of the same dtype finds.
        #[inline(never)]
        #[must_use]
        pub fn searchsorted(x1: Row<'_>, x2: Row<'_>, side: Side, out: &mut [Index]) -> Option<()> {
            let mut out = ArrayViewMut1::from(out);
            match (x1, x2) {
                $(
                    (Row::$ordered(x1), Row::$ordered(x2)) => {
                        let (x1, x2) = (ArrayView1::from(x1), ArrayView1::from(x2));
                        typed::searchsorted_into(&x1, &x2, side, &mut out).ok()
                    }
                )*
                _ => None,
            }
        }
    };
}

with_dtypes! { define_row }

macro_rules! extreme {
    ($name:ident $name_axis:ident $name_axis_into:ident ordered { $($ordered:ident $x:ty),* } unordered { $($unordered:ident $z:ty),* }) => {
        #[doc = concat!("The position that `", stringify!($name), "` finds.")]
        #[inline(never)]
        #[must_use]
        pub fn $name(x: Row<'_>) -> Option<usize> {
            match x {
                $(Row::$ordered(x) => typed::$name(&ArrayView1::from(x)).ok(),)*
                $(Row::$unordered(_) => None,)*
            }
        }

        #[doc = concat!("Writes what `", stringify!($name), "` finds along an axis of the matrix of this shape.")]
        #[inline(never)]
        #[must_use]
        pub fn $name_axis(x: Row<'_>, shape: [usize; 2], axis: usize, out: &mut [Index]) -> Option<()> {
            let mut out = ArrayViewMut1::from(out);
            match x {
                $(Row::$ordered(x) => {
                    let x = ArrayView2::from_shape(shape, x).ok()?;
                    typed::$name_axis_into(&x, Axis(axis), &mut out).ok()
                })*
                $(Row::$unordered(_) => None,)*
            }
        }
    };
}

with_dtypes! { extreme argmax, argmax_axis, argmax_axis_into }
with_dtypes! { extreme argmin, argmin_axis, argmin_axis_into }
with_dtypes! { extreme nanargmax, nanargmax_axis, nanargmax_axis_into }
with_dtypes! { extreme nanargmin, nanargmin_axis, nanargmin_axis_into }
