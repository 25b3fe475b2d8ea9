#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Soil {
    Sand,
    Clay,
    Rock,
}

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Soil: Soil, zero = Soil::Sand; }
}
