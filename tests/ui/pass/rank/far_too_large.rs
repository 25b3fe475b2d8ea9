argwhere::kernels! {
    pub mod terrain;
    ranks 0..=6;
    dtypes { Bool: bool; Height: f32; }
}
