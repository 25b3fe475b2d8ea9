//! Two names differ only in case, but the modules of kernels have lowercase names; rename one.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; LandUse: soil::Use; Landuse: soil::Cover; }
}

mod soil {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Use(pub u8);
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Cover(pub u8);
}

fn main() {}
