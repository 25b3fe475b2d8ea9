argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; LandUse: soil::Use; LandCover: soil::Cover; }
}

mod soil {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Use(pub u8);
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Cover(pub u8);
}
