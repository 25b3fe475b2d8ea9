//! A table that only this crate sees, of the smallest ranks.

use ::core::option::Option;
use ::core::primitive::{i16, usize};

::aw::kernels! {
    pub(crate) mod narrow;

    ranks 0..=1;

    dtypes {
        Bool: bool;
        Count: i16;
    }
}

/// The day of the largest count.
#[must_use]
pub fn busiest_day(counts: &::ndarray::Array1<i16>) -> Option<usize> {
    narrow::typed::argmax(counts).ok()
}
