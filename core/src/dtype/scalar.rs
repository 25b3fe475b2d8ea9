//! Weak scalars: numbers without a dtype of their own.
//!
//! A dtype accepts scalars as the standard says for arrays with Python scalars. A bool dtype accepts a bool; an integer
//! dtype an integer; a floating-point dtype an integer or a float; a complex dtype any number. An integer that is out of
//! range for an integer dtype is an error, and never wraps. A float rounds to the dtype, to infinity if it is too large, as
//! in NumPy. The section `scalars` of a table gives a dtype to scalars that the dtype of the array does not accept.

use core::fmt;
use num_complex::Complex;

/// A number that takes the dtype of the array beside it, like a Python scalar in NumPy.
///
/// | scalar | dtypes that accept it |
/// | --- | --- |
/// | bool | bool |
/// | integer | integer, floating-point and complex dtypes; an integer that is out of range for an integer dtype is an error |
/// | float | floating-point and complex dtypes; it rounds to the dtype |
/// | complex number | complex dtypes |
///
/// Beside an array of any other dtype, the table decides. In the standard's table, a complex number beside a float32 or
/// float64 array gives complex64 or complex128; every other combination is an error. The tables of NumPy and JAX have a result
/// for each combination.
///
/// # Examples
///
/// ```
/// use argwhere::{Error, Scalar, where_};
///
/// let depth = ndarray::array![3u8, 200, 7];
/// let deep = depth.mapv(|x| x > 5);
/// assert_eq!(where_(&deep, &depth, 0)?, ndarray::array![0u8, 200, 7].into());
/// let error = where_(&deep, &depth, -1).unwrap_err();
/// assert_eq!(error, Error::ScalarOutOfRange { scalar: Scalar::Int(-1), dtype: "uint8" });
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// A floating-point number.
    Float(#[cfg_attr(feature = "serde", serde(with = "crate::serialization::float::real"))] f64),
    /// A complex number.
    Complex(
        #[cfg_attr(
            feature = "serde",
            serde(with = "crate::serialization::float::complex")
        )]
        Complex<f64>,
    ),
}

impl Scalar {
    /// `bool`, `int`, `float` or `complex`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Complex(_) => "complex",
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            // As Rust writes a float literal: 1.0, not 1.
            Self::Float(value) => fmt::Debug::fmt(value, f),
            Self::Complex(value) => value.fmt(f),
        }
    }
}

/// Why a dtype does not take a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarError {
    /// The dtype does not accept scalars of this kind.
    Kind,
    /// The dtype accepts this kind, but the value is out of range.
    Range,
    /// The table defines no conversion from scalars.
    Undefined,
}

/// An element type that weak scalars convert to.
pub(crate) trait FromScalar: Sized {
    /// The scalar as this type.
    fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError>;
}

impl FromScalar for bool {
    fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError> {
        match scalar {
            Scalar::Bool(value) => Ok(value),
            _ => Err(ScalarError::Kind),
        }
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl FromScalar for $int {
            fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError> {
                match scalar {
                    Scalar::Int(value) => Self::try_from(value).map_err(|_| ScalarError::Range),
                    _ => Err(ScalarError::Kind),
                }
            }
        }

        impl From<$int> for Scalar {
            fn from(value: $int) -> Self {
                Self::Int(value.into())
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl FromScalar for $float {
            #[allow(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                reason = "a scalar rounds to the dtype; not every one of the floats does"
            )]
            fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError> {
                match scalar {
                    Scalar::Int(value) => Ok(value as Self),
                    Scalar::Float(value) => Ok(value as Self),
                    Scalar::Bool(_) | Scalar::Complex(_) => Err(ScalarError::Kind),
                }
            }
        }

        impl FromScalar for Complex<$float> {
            fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError> {
                match scalar {
                    Scalar::Complex(value) => {
                        let part = |part| <$float>::from_scalar(Scalar::Float(part));
                        Ok(Self::new(part(value.re)?, part(value.im)?))
                    }
                    real => <$float>::from_scalar(real).map(|real| Self::new(real, 0.0)),
                }
            }
        }

        impl From<$float> for Scalar {
            fn from(value: $float) -> Self {
                Self::Float(value.into())
            }
        }

        impl From<Complex<$float>> for Scalar {
            fn from(value: Complex<$float>) -> Self {
                Self::Complex(Complex::new(value.re.into(), value.im.into()))
            }
        }
    )*};
}

floats! { f32 f64 }

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! pointer_sized {
    ($($int:ty)*) => {$(
        impl From<$int> for Scalar {
            fn from(value: $int) -> Self {
                // No target of Rust has pointers wider than 64 bits.
                Self::Int(value as i128)
            }
        }
    )*};
}

pointer_sized! { isize usize }

impl From<i128> for Scalar {
    fn from(value: i128) -> Self {
        Self::Int(value)
    }
}
