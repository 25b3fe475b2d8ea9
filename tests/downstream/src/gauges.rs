//! A table of types to which scalars convert, each in its own way.

use ::core::ops::Add;
use ::core::prelude::rust_2024::*;
use ::num_traits::{FromPrimitive, ToPrimitive, Zero};

/// A count of ticks. Its conversion from numbers wraps. It has a zero, but no default.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Ticks(pub i8);

impl FromPrimitive for Ticks {
    fn from_i64(number: i64) -> Option<Self> {
        Some(Self(number as i8))
    }

    fn from_u64(number: u64) -> Option<Self> {
        Some(Self(number as i8))
    }
}

impl ToPrimitive for Ticks {
    fn to_i64(&self) -> Option<i64> {
        Some(self.0.into())
    }

    fn to_u64(&self) -> Option<u64> {
        self.0.try_into().ok()
    }
}

impl Add for Ticks {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl Zero for Ticks {
    fn zero() -> Self {
        Self(0)
    }

    fn is_zero(&self) -> bool {
        self.0 == 0
    }
}

/// Sixteenths, whose conversion from numbers saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Sixteenths(pub i8);

impl FromPrimitive for Sixteenths {
    fn from_i64(number: i64) -> Option<Self> {
        Self::from_f64(number as f64)
    }

    fn from_u64(number: u64) -> Option<Self> {
        Self::from_f64(number as f64)
    }

    fn from_f64(number: f64) -> Option<Self> {
        Some(Self((number * 16.0) as i8))
    }
}

impl ToPrimitive for Sixteenths {
    fn to_i64(&self) -> Option<i64> {
        Some((self.0 / 16).into())
    }

    fn to_u64(&self) -> Option<u64> {
        (self.0 / 16).try_into().ok()
    }

    fn to_f64(&self) -> Option<f64> {
        Some(f64::from(self.0) / 16.0)
    }
}

/// A state as the device numbers it.
fn soil(scalar: ::aw::Scalar) -> Option<crate::units::Soil> {
    match scalar {
        ::aw::Scalar::Int(0) => Some(crate::units::Soil::Sand),
        ::aw::Scalar::Int(1) => Some(crate::units::Soil::Clay),
        _ => None,
    }
}

::aw::kernels! {
    pub mod gauges;
    ranks 0..=1;
    operations { nonzero, where_ }
    dtypes {
        Bool: bool;
        Ticks: self::Ticks;
        Sixteenths: Sixteenths;
        Half: ::half::f16;
        Brain: ::half::bf16;
        Depth: ::fixed::types::I16F16;
        Price: ::rust_decimal::Decimal;
        Soil: super::units::Soil, zero = super::units::Soil::Sand, scalar = self::soil;
        Date: super::units::Date, zero = super::units::Date(0), scalar = |scalar| match scalar {
            ::aw::Scalar::Int(day) => i32::try_from(day).ok().map(super::units::Date),
            _ => None,
        };
        Colour: super::units::Rgb, unordered;
    }
}
