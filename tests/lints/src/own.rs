//! Tables of types of the user's own.

use core::num::Wrapping;

/// A count of ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticks(pub i8);

impl From<Ticks> for f32 {
    fn from(ticks: Ticks) -> Self {
        Self::from(ticks.0)
    }
}

/// A soil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Soil {
    /// The softest.
    Sand,
    /// The hardest.
    Rock,
}

impl Soil {
    /// The soil of a number.
    #[must_use]
    pub const fn numbered(scalar: argwhere::Scalar) -> Option<Self> {
        match scalar {
            argwhere::Scalar::Int(0) => Some(Self::Sand),
            argwhere::Scalar::Int(1) => Some(Self::Rock),
            _ => None,
        }
    }
}

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

argwhere::kernels! {
    /// Terrain of types of this module.
    pub mod terrain;

    ranks 0..=2;

    dtypes {
        Bool: bool;
        /// See [`Ticks`], [soil](self::Soil) and [`Option`].
        Ticks: Ticks;
        Float: f32;
        Turns: Wrapping<i16> as i16;
        Soil: Soil, zero = Soil::Sand, scalar = Soil::numbered;
        /// See [`super::inner`] and [the root](super::length).
        Level: u8;
        Colour: Rgb, unordered, only(nonzero, where_), zero = Rgb([0; 3]), scalar = |_| None;
        Complex: num_complex::Complex<f32>, unordered, native;
        Pair: (u8, i8);
    }

    promotion {
        Ticks < Float;
        Ticks < Turns with |ticks| Wrapping(i16::from(ticks.0));
        Float < Complex;
        Level < Colour with |level| Rgb([level; 3]);
    }
}

argwhere::kernels! {
    /// A table without `where_`.
    pub(crate) mod ticks;

    operations { argmax, argmin, nonzero }
    dtypes { Ticks: Ticks; }
}

/// Where the largest number of ticks is.
///
/// # Errors
///
/// `Empty` if there are none.
pub fn latest(x: &ndarray::Array1<Ticks>) -> Result<usize, argwhere::Error> {
    ticks::typed::argmax(x)
}
