argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Class: u8, unordered, only(nonzero); }
}
