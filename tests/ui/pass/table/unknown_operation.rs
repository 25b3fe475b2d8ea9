argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    operations { argmax, argmin, where_ }
    dtypes { Bool: bool; Height: f32; }
}
