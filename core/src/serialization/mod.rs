//! Arrays as data of [serde](https://serde.rs). (Feature `serde`.)
//!
//! Every table's `Array` and `DType` implement `Serialize` and `Deserialize`, and its `ArrayView` implements `Serialize`. So do
//! [`Along`](crate::Along), [`Best`](crate::Best) and [`Scalar`](crate::Scalar).
//!
//! An array is a map of its dtype, its shape and its elements in row-major order, whatever its layout in memory:
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use argwhere::Array;
//!
//! let x = Array::from(ndarray::array![[1.5f32, f32::NAN], [-2.0, 0.25]]);
//! let json = serde_json::to_string(&x)?;
//! assert_eq!(json, r#"{"dtype":"float32","shape":[2,2],"elements":[1.5,"NaN",-2.0,0.25]}"#);
//!
//! let y: Array = serde_json::from_str(&json)?;
//! assert_eq!(y.to_string(), x.to_string());
//! # }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - `dtype` comes before `elements`. The order is otherwise free, and each of the three occurs once.
//! - A complex number is a list of its real and its imaginary part.
//! - In a text format such as JSON, floats that are not finite are the strings `"NaN"`, `"inf"` and `"-inf"`. The sign and the
//!   payload of a NaN are lost. A binary format keeps them.
//! - `serde_json` reads a float64 to the last bit only with its feature `float_roundtrip`.
//! - A newtype is written as the number inside. Any other type of a table needs serde's traits itself. A table may have types
//!   without them: to serialize or deserialize an element of such a type is an error.
//!
//! To deserialize malformed data is an error, and allocates no more memory than in proportion to the data: the dtype is unknown,
//! an element does not fit it, or the number of elements is not that of the shape.

mod array;
mod element;
pub(crate) mod float;
mod table;
mod types;

#[doc(hidden)]
pub use array::{deserialize, deserialize_dtype, elements, serialize};
#[doc(hidden)]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
#[doc(hidden)]
pub use table::SerdeTable;
#[doc(hidden)]
pub use types::{ByDeserialize, ByNothing, BySerialize, NoTrait, OwnTrait, SerdeOf, SerdeValues};
