//! Private tables of the smallest ranks: with two dtypes, with a single dtype, and with dtypes that lack operations.

use ::core::convert::From;
use ::core::option::Option;
use ::core::primitive::{bool, i16, usize};

::aw::kernels! {
    pub(crate) mod narrow;

    ranks 0..=1;

    dtypes {
        Bool: bool;
        Count: i16;
    }
}

::aw::kernels! {
    pub(crate) mod flags;

    ranks 0..=1;

    dtypes {
        Bool: bool;
    }
}

::aw::kernels! {
    pub(crate) mod unselected;

    ranks 0..=1;

    dtypes {
        Bool: bool, only(nonzero);
        Count: i16, only(argmax);
    }
}

/// The flags where the condition is true, and the fallback elsewhere.
#[must_use]
pub fn flags_or(
    condition: &::ndarray::Array1<bool>,
    flags: &::ndarray::Array1<bool>,
    fallback: bool,
) -> Option<::ndarray::Array1<bool>> {
    let selected = flags::where_(condition, flags, fallback).ok()?;
    selected.into_ndarray().ok()
}

/// The error of `where_` for counts.
#[must_use]
pub fn refusal(
    condition: &::ndarray::Array1<bool>,
    counts: &::ndarray::Array1<i16>,
) -> Option<::aw::Error> {
    let _ = unselected::where_(condition, counts, counts).err()?;
    unselected::where_(condition, counts, 1).err()
}

/// The day of the largest count.
#[must_use]
pub fn busiest_day(counts: &::ndarray::Array1<i16>) -> Option<usize> {
    narrow::typed::argmax(counts).ok()
}

/// The number of elements, by the `dispatch!` of a table that is private to this crate.
#[must_use]
pub fn length(counts: &::ndarray::Array1<i16>) -> usize {
    let counts = narrow::ArrayView::from(counts);
    narrow::dispatch!(&counts, x => x.len())
}

/// The number of bytes, by the `dispatch!` of a public table.
#[must_use]
pub fn bytes(array: &crate::terrain::survey::Array) -> usize {
    crate::terrain::survey::dispatch!(array, x => x.len()) * array.dtype().size()
}
