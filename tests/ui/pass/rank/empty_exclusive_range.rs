argwhere::kernels! {
    pub mod terrain;
    ranks 0..=1;
    dtypes { Bool: bool; Height: f32; }
}
