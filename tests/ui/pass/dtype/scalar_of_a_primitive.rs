argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Height: f32; }
}
