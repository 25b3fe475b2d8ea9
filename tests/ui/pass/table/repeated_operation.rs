argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    operations { argmax, nonzero }
    dtypes { Height: f32; }
}
