//! Conversion of weak scalars to a type without native kernels: with `num_traits`, or with the function in its row.
//!
//! Generated code names the type, so method resolution can choose, as for its [zero](super::zero):
//! `(&&&ScalarOf::<T>::TYPE).cast()` finds [`ByNumCast`], or else [`ByFromPrimitive`], or else [`ByNothing`].
//!
//! `num_traits` does not tell integer types from float types, and its conversions may wrap or saturate. So the element is
//! converted back and compared with the scalar. A type that can represent 0.5 accepts floats and rounds. Any other type
//! accepts the integers that it can represent exactly.

use super::scalar::{Scalar, ScalarError};
use core::marker::PhantomData;
use num_traits::{FromPrimitive, NumCast, ToPrimitive};

/// A type that scalars convert to.
#[derive(Debug)]
pub struct ScalarOf<T>(PhantomData<T>);

impl<T> ScalarOf<T> {
    /// The type as a value, for method resolution.
    pub const TYPE: Self = Self(PhantomData);
}

/// The first choice.
pub trait ByNumCast {
    /// The element type.
    type Element;

    /// Converts a scalar to an element.
    fn cast(&self, scalar: Scalar) -> Result<Self::Element, ScalarError>;
}

impl<T: NumCast> ByNumCast for &&ScalarOf<T> {
    type Element = T;

    fn cast(&self, scalar: Scalar) -> Result<T, ScalarError> {
        let conversions = Conversions {
            of_int: <T as NumCast>::from,
            of_float: <T as NumCast>::from,
        };
        conversions.cast(scalar)
    }
}

/// The second choice.
pub trait ByFromPrimitive {
    /// The element type.
    type Element;

    /// Converts a scalar to an element.
    fn cast(&self, scalar: Scalar) -> Result<Self::Element, ScalarError>;
}

impl<T: FromPrimitive + ToPrimitive> ByFromPrimitive for &ScalarOf<T> {
    type Element = T;

    fn cast(&self, scalar: Scalar) -> Result<T, ScalarError> {
        let conversions = Conversions {
            of_int: T::from_i128,
            of_float: T::from_f64,
        };
        conversions.cast(scalar)
    }
}

/// The last choice: no scalar converts to an element.
pub trait ByNothing {
    /// The element type.
    type Element;

    /// Always returns an error.
    fn cast(&self, scalar: Scalar) -> Result<Self::Element, ScalarError>;
}

impl<T> ByNothing for ScalarOf<T> {
    type Element = T;

    fn cast(&self, _: Scalar) -> Result<T, ScalarError> {
        Err(ScalarError::Undefined)
    }
}

/// Converts a scalar with the function after `scalar =` in a row.
pub fn with<T>(cast: impl FnOnce(Scalar) -> Option<T>, scalar: Scalar) -> Result<T, ScalarError> {
    cast(scalar).ok_or(ScalarError::Range)
}

/// How a type is made from numbers.
struct Conversions<T> {
    of_int: fn(i128) -> Option<T>,
    of_float: fn(f64) -> Option<T>,
}

impl<T: ToPrimitive> Conversions<T> {
    fn cast(&self, scalar: Scalar) -> Result<T, ScalarError> {
        match scalar {
            Scalar::Int(value) => self.int(value).ok_or(ScalarError::Range),
            Scalar::Float(_) if !self.holds(0.5) => Err(ScalarError::Kind),
            Scalar::Float(value) => self.float(value).ok_or(ScalarError::Range),
            Scalar::Bool(_) | Scalar::Complex(_) => Err(ScalarError::Kind),
        }
    }

    /// An integer, exact or rounded. Infinity is no rounded integer.
    fn int(&self, value: i128) -> Option<T> {
        if let Some(element) = (self.of_int)(value)
            && is_int(&element, value)
        {
            return Some(element);
        }
        if !self.holds(0.5) {
            return None;
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "an integer that is not held exactly rounds"
        )]
        let float = value as f64;
        // `FromPrimitive::from_i128` goes by way of i64 unless a type says otherwise.
        let element = (self.of_int)(value).or_else(|| (self.of_float)(float))?;
        let back = element.to_f64()?;
        // Where floats are too coarse for an integer, they are integers. Fixed point is cut off at another number.
        let is_whole = same(back % 1.0, 0.0);
        (is_whole && self.is_rounded(float, back)).then_some(element)
    }

    /// A float, rounded; to infinity if need be.
    fn float(&self, value: f64) -> Option<T> {
        let element = (self.of_float)(value)?;
        let back = element.to_f64()?;
        let held = if value.is_nan() {
            back.is_nan()
        } else if value.is_infinite() || back.is_infinite() {
            back.is_infinite() && back.is_sign_negative() == value.is_sign_negative()
        } else {
            self.is_rounded(value, back)
        };
        held.then_some(element)
    }

    /// Whether a finite number that came back as another was rounded, and neither wrapped nor cut off at the type's limits:
    /// whether the type holds no number much closer to the result than the result is to the number.
    fn is_rounded(&self, value: f64, back: f64) -> bool {
        let error = (value - back).abs();
        // Decimals are converted from and to f64 with 15 digits.
        if error <= value.abs() * 1e-14 {
            return true;
        }
        // Towards zero, for there is no limit in that direction.
        let step = power_of_two(error * 0.5);
        let closer = if same(back, 0.0) {
            step.min(0.5)
        } else {
            back - step.min(back.abs()).copysign(back)
        };
        same(closer, back) || !self.holds(closer)
    }

    /// Whether a number is held exactly.
    fn holds(&self, value: f64) -> bool {
        let element = (self.of_float)(value);
        element
            .and_then(|element| element.to_f64())
            .is_some_and(|back| same(value, back))
    }
}

/// Whether an element is that integer.
fn is_int(element: &impl ToPrimitive, value: i128) -> bool {
    match u128::try_from(value) {
        Ok(value) => element.to_u128() == Some(value),
        Err(_) => element.to_i128() == Some(value),
    }
}

/// The largest power of two that is not larger than a positive number; 0 for a subnormal one.
fn power_of_two(number: f64) -> f64 {
    const EXPONENT: u64 = f64::INFINITY.to_bits();
    f64::from_bits(number.to_bits() & EXPONENT)
}

/// Whether two numbers are one.
#[allow(clippy::float_cmp, reason = "nothing less than equal is meant")]
fn same(left: f64, right: f64) -> bool {
    left == right
}
