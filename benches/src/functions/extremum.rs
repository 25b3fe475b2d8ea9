//! argmax and argmin.

use crate::data::Sample;
use argwhere::{Along, Index};
use ndarray::{Array, ArrayD, ArrayView, Axis, Dimension, RemoveAxis};

/// A dtype with an order, and argwhere's typed functions for it.
pub trait Ordered: Sample + PartialOrd {
    /// The row-major index of the first extreme element.
    fn flat<E: Extreme, D: Dimension>(x: &ArrayView<'_, Self, D>) -> usize;
    /// The index of the first extreme element of each lane along an axis.
    fn along<E: Extreme, D: RemoveAxis>(
        x: &ArrayView<'_, Self, D>,
        axis: usize,
    ) -> Array<Index, D::Smaller>;
}

/// argmax or argmin.
pub trait Extreme: Copy + 'static {
    /// The name of the function.
    const NAME: &'static str;
    /// Whether it is argmax.
    const LARGEST: bool;

    /// Whether an element is more extreme than the best one before it.
    fn beats<T: PartialOrd>(element: T, best: T) -> bool {
        if Self::LARGEST {
            element > best
        } else {
            element < best
        }
    }

    /// argwhere's dynamic function.
    fn dynamic(x: &argwhere::ArrayView<'_>, along: Along) -> ArrayD<Index> {
        let found = if Self::LARGEST {
            argwhere::argmax(x, along)
        } else {
            argwhere::argmin(x, along)
        };
        found.expect("there are elements and the axis exists")
    }
}

/// argmax.
#[derive(Clone, Copy, Debug)]
pub struct Max;

impl Extreme for Max {
    const NAME: &'static str = "argmax";
    const LARGEST: bool = true;
}

/// argmin.
#[derive(Clone, Copy, Debug)]
pub struct Min;

impl Extreme for Min {
    const NAME: &'static str = "argmin";
    const LARGEST: bool = false;
}

macro_rules! ordered {
    ($($type:ty)*) => {$(
        impl Ordered for $type {
            #[inline]
            fn flat<E: Extreme, D: Dimension>(x: &ArrayView<'_, Self, D>) -> usize {
                let found = if E::LARGEST {
                    argwhere::typed::argmax(x)
                } else {
                    argwhere::typed::argmin(x)
                };
                found.expect("there are elements")
            }

            #[inline]
            fn along<E: Extreme, D: RemoveAxis>(
                x: &ArrayView<'_, Self, D>,
                axis: usize,
            ) -> Array<Index, D::Smaller> {
                let found = if E::LARGEST {
                    argwhere::typed::argmax_axis(x, Axis(axis))
                } else {
                    argwhere::typed::argmin_axis(x, Axis(axis))
                };
                found.expect("there are elements and the axis exists")
            }
        }
    )*};
}

ordered! { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }
