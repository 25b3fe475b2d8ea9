//! The type has neither `num_traits::Zero` nor `Default`, so its zero is unknown; derive `Default`, or write `zero = VALUE`.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Soil { Sand, Clay, Rock }

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Soil: Soil; }
}

fn main() {}
