argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes {
        Bool: bool;
        /// Metres above the geoid.
        Height: f32;
    }
}
