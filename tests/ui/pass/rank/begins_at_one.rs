argwhere::kernels! {
    pub mod terrain;
    ranks 0..=4;
    dtypes { Bool: bool; Height: f32; }
}
