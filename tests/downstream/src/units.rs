//! Element types of the tables. This module imports the prelude, because the derives need it; the tables do not.

use ::core::prelude::rust_2024::*;

/// A length: a newtype that runs the kernels of `f32`.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, ::bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(pub f32);

impl From<f32> for Metres {
    fn from(length: f32) -> Self {
        Self(length)
    }
}

/// A C-like enum with an order. Its zero is `Sand`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Soil {
    /// The softest soil.
    Sand,
    /// Harder than sand.
    Clay,
    /// The hardest soil.
    Rock,
}

/// Days since an epoch. [`Date::NOT_A_TIME`] is not equal to itself, like NaN.
#[derive(Clone, Copy, Debug)]
pub struct Date(pub i32);

impl Date {
    /// A missing date.
    pub const NOT_A_TIME: Self = Self(i32::MIN);
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(::core::cmp::Ordering::Equal)
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
        let missing = Self::NOT_A_TIME.0;
        (self.0 != missing && other.0 != missing).then(|| self.0.cmp(&other.0))
    }
}

/// A colour, which has no order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rgb(pub [u8; 3]);

/// Grey as a colour: a conversion that is not `From`.
#[must_use]
pub fn grey(level: u8) -> Rgb {
    Rgb([level; 3])
}
