//! What generated code names. Nothing here is public: it may change in any release.

pub use crate::along::Along;
pub use crate::array;
pub use crate::array::Views;
pub use crate::array::out::Out;
pub use crate::best::{Best, Max, Min};
pub use crate::bounds;
pub use crate::dtype::Element;
pub use crate::dtype::bounds as demands;
pub use crate::dtype::cast;
pub use crate::dtype::native::Native;
pub use crate::dtype::newtype::Newtype;
pub use crate::dtype::portable::{Portable, Values};
pub use crate::dtype::scalar::{Scalar, ScalarError};
pub use crate::dtype::zero;
pub use crate::error::{Error, Rejected};
pub use crate::index::Index;
pub use crate::layout::{Strided, StridedMut};
pub use crate::ops::*;
#[cfg(feature = "force-level")]
pub use crate::simd::force::with_level;
pub use crate::simd::{Level, assume_caches, detected};
pub use crate::table::{Convert, HasDType, Promotion, Table};
pub use alloc::vec::Vec;
pub use argwhere_macros::kernels;
// Of `core` what a prelude gives elsewhere, and what generated code names often.
pub use core::{
    self,
    clone::Clone,
    cmp::{Eq, PartialEq, PartialOrd},
    convert::{AsRef, From, Into, TryFrom},
    default::Default,
    fmt::{self, Debug},
    hash::Hash,
    iter::Iterator,
    marker::Copy,
    mem::size_of,
    option::Option,
    prelude::v1::derive,
    result::Result,
    str::FromStr,
};
pub use ndarray::{
    self, ArrayBase, ArrayD, ArrayRef, ArrayView, ArrayViewMut, Axis, Data, DataMut, DimMax,
    Dimension, SliceInfoElem,
};
pub use ndarray::{Array1, ArrayView0, ArrayView1, ArrayView2, ArrayView3, ArrayView4, ArrayView5};
pub use ndarray::{ArrayView6, ArrayViewMut0, ArrayViewMut1, ArrayViewMut2, ArrayViewMut3};
pub use ndarray::{ArrayViewMut4, ArrayViewMut5, ArrayViewMut6, Ix0, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6};
pub use num_complex::Complex;

/// [`ndarray::ArrayViewD`], its element type written out: where that is left to its default, which names the lifetime, a type that
/// holds one is invariant in it, and a view of such a type could not stand where one of a shorter life is asked for.
pub type ArrayViewD<'a, T> = ArrayBase<ndarray::ViewRepr<&'a T>, ndarray::IxDyn, T>;

/// [`ndarray::ArrayViewMutD`], the same way.
pub type ArrayViewMutD<'a, T> = ArrayBase<ndarray::ViewRepr<&'a mut T>, ndarray::IxDyn, T>;
