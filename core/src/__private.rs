//! The items that generated code names. They are not part of the public API and may change in any release.

pub use crate::__features as features;
pub use crate::__par_items as par_items;
pub use crate::__partial_items as partial_items;
pub use crate::along::{Along, AlongAxes};
pub use crate::array;
pub use crate::array::Views;
pub use crate::array::named::{AxisOutput, KernelInput};
pub use crate::array::out::Out;
pub use crate::best::{Best, Max, Min, NanMax, NanMin};
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
pub use crate::mode::Mode;
pub use crate::ops::argwhere::{FlatPositions, IndexRows};
pub use crate::ops::nonzero::IndicesOutput;
pub use crate::ops::*;
#[cfg(feature = "rayon")]
pub use crate::par::{self, calls as par_calls};
#[cfg(feature = "partial")]
pub use crate::partial;
#[cfg(feature = "force-level")]
pub use crate::simd::force::with_level;
pub use crate::simd::{Level, assume_caches, assume_level, detected};
pub use crate::table::{Convert, HasDType, Promotion, Table};
pub use alloc::vec::Vec;
pub use argwhere_macros::kernels;
// Items of `core`: those that the prelude would provide, and others that generated code names often.
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

/// [`ndarray::ArrayViewD`] with the element type written out. ndarray's alias leaves the element type of `ArrayBase` to
/// its default, an associated type that depends on the lifetime. A type that holds such a view would be invariant in
/// the lifetime, and could not be used where a shorter lifetime is expected.
pub type ArrayViewD<'a, T> = ArrayBase<ndarray::ViewRepr<&'a T>, ndarray::IxDyn, T>;

/// [`ndarray::ArrayViewMutD`] with the element type written out, for the same reason as [`ArrayViewD`].
pub type ArrayViewMutD<'a, T> = ArrayBase<ndarray::ViewRepr<&'a mut T>, ndarray::IxDyn, T>;
