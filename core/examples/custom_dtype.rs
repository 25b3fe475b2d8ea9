//! A table with your own dtypes: a newtype, a type with missing values, and a colour.
//!
//! Run it with `cargo run --example custom_dtype`. The guide in the crate's documentation explains every step.

use argwhere::{Along, Error};
use bytemuck::TransparentWrapper;
use ndarray::array;

/// A length. `repr(transparent)` and the derive let it run the kernels of `f32`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, TransparentWrapper)]
#[repr(transparent)]
struct Metres(f32);

impl From<f32> for Metres {
    fn from(length: f32) -> Self {
        Self(length)
    }
}

/// A day, which may be missing. A missing day is not equal to itself, so it wins every search, like NaN.
#[derive(Clone, Copy, Debug)]
struct Day(Option<i32>);

impl PartialEq for Day {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other)
            .is_some_and(std::cmp::Ordering::is_eq)
    }
}

impl PartialOrd for Day {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.0?.cmp(&other.0?))
    }
}

/// A colour, which has no order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Rgb([u8; 3]);

argwhere::kernels! {
    /// Terrain: counts, lengths, days and colours.
    mod terrain;

    ranks 0..=2;

    dtypes {
        Bool: bool;
        Level: u8;
        Float: f32;
        Metres: Metres as f32;
        Day: Day, zero = Day(Some(0));
        Colour: Rgb, unordered;
    }

    promotion {
        Level < Float < Metres;
        Level < Colour with |level| Rgb([level; 3]);
    }
}

fn main() -> Result<(), Error> {
    let heights = array![[812.5, 907.0, 0.0], [880.0, 907.0, 640.5]].mapv(Metres);
    println!("top at {}", terrain::typed::argmax(&heights)?);
    println!("per row: {}", terrain::argmax(&heights, Along::axis(-1))?);

    let days = array![Day(Some(12)), Day(None), Day(Some(30))];
    println!("a missing day wins: {}", terrain::typed::argmax(&days)?);

    let picture = array![Rgb([200, 30, 30]), Rgb([0, 0, 0])];
    let brightened = terrain::where_(&array![true, false], &picture, &array![90u8, 90])?;
    println!("grey where it was black: {brightened}");
    println!("{}", terrain::argmax(&picture, Along::all()).unwrap_err());
    Ok(())
}
