//! argwhere's functions behind traits of the element type, so that cases and peers are generic over dtypes and ranks.

pub mod extremum;
pub mod nonzero;
pub mod where_;
