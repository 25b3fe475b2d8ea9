//! float16 and bfloat16, the types of the crate `half`, as native types. (Feature `half`.)
//!
//! Their keys are the elements themselves: kernels turn them into integers. See [`HalfOrder`].

use super::DTypeOps;
use super::native::{Native, NativeDType, NativeOrdered, OrderedKey, native};
use super::scalar::{FromScalar, Scalar, ScalarError};
use crate::layout::{Strided, format_elements};
use crate::simd::HalfOrder;
use ::half::{bf16, f16};
use core::fmt::{self, Display};

native! { f16 bf16 }

macro_rules! halves {
    ($($half:ident)*) => {$(
        impl OrderedKey for $half {
            type Order = HalfOrder;
        }

        impl NativeOrdered for $half {
            type Key = $half;
            const MAX: HalfOrder = HalfOrder::largest($half::INFINITY.to_bits());
            const MIN: HalfOrder = HalfOrder::largest($half::INFINITY.to_bits()).smallest_of();
        }

        impl FromScalar for $half {
            fn from_scalar(scalar: Scalar) -> Result<Self, ScalarError> {
                match scalar {
                    Scalar::Int(value) => Ok(Self::from_f32(integer_to_odd(value))),
                    Scalar::Float(value) => Ok(Self::from_f32(round_to_odd(value))),
                    Scalar::Bool(_) | Scalar::Complex(_) => Err(ScalarError::Kind),
                }
            }
        }

        impl From<$half> for Scalar {
            fn from(value: $half) -> Self {
                Self::Float(value.into())
            }
        }
    )*};
}

halves! { f16 bf16 }

/// A float32 that rounds to the 16-bit float that is nearest to the number. The float32 that is nearest to the number may
/// lie halfway between two 16-bit floats when the number does not. So an inexact result has the last bit set, which no
/// number halfway between two 16-bit floats has.
#[allow(clippy::cast_possible_truncation, reason = "the number is rounded")]
pub(crate) fn round_to_odd(number: f64) -> f32 {
    let nearest = number as f32;
    let back = f64::from(nearest);
    #[allow(clippy::float_cmp, reason = "whether the conversion is exact")]
    let is_exact = back == number;
    to_odd(nearest, is_exact, back.abs() > number.abs())
}

/// [`round_to_odd`] of an integer.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the number is rounded, and compared with what it was"
)]
fn integer_to_odd(number: i128) -> f32 {
    let nearest = number as f32;
    let back = nearest as i128;
    to_odd(
        nearest,
        back == number,
        back.unsigned_abs() > number.unsigned_abs(),
    )
}

/// The float next to a number towards zero, with the last bit set, unless `nearest` is exact.
fn to_odd(nearest: f32, is_exact: bool, is_larger: bool) -> f32 {
    if is_exact {
        return nearest;
    }
    let towards_zero = nearest.to_bits() - u32::from(is_larger);
    f32::from_bits(towards_zero | 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_once() {
        // One and a half steps of each type, and a little more or less, which float32 does not hold.
        for (little, expected) in [(0.0, 0), (1.0, 1), (-1.0, 0)] {
            let number = 1.0 + 2_f64.powi(-11) + little * 2_f64.powi(-40);
            let found = f16::from_f32(round_to_odd(number)).to_bits();
            assert_eq!(found, f16::ONE.to_bits() + expected, "{number}");
            let number = 1.0 + 2_f64.powi(-8) + little * 2_f64.powi(-40);
            let found = bf16::from_f32(round_to_odd(-number)).to_bits();
            assert_eq!(found, bf16::NEG_ONE.to_bits() + expected, "{number}");
        }
        for (little, expected) in [(0, 0), (1, 1), (-1, 0)] {
            let number = (1_i128 << 100) + (1 << 92) + little;
            let power = bf16::from_f32(2_f32.powi(100)).to_bits();
            let found = bf16::from_f32(integer_to_odd(number)).to_bits();
            assert_eq!(found, power + expected, "{number}");
        }
    }

    #[test]
    fn limits_round_to_themselves() {
        for number in [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, 65504.0] {
            assert_eq!(
                f64::from(f16::from_f32(round_to_odd(number))).to_bits(),
                number.to_bits()
            );
        }
        assert!(round_to_odd(f64::NAN).is_nan());
        assert_eq!(bf16::from_f32(round_to_odd(f64::MAX)), bf16::INFINITY);
        assert_eq!(bf16::from_f32(round_to_odd(f64::MIN)), bf16::NEG_INFINITY);
        assert_eq!(
            bf16::from_f32(integer_to_odd(i128::MAX)),
            bf16::from_f32(2_f32.powi(127))
        );
        assert_eq!(f16::from_f32(integer_to_odd(i128::MIN)), f16::NEG_INFINITY);
        assert_eq!(f16::from_f32(integer_to_odd(65519)), f16::MAX);
        assert_eq!(f16::from_f32(integer_to_odd(65520)), f16::INFINITY);
    }
}
