argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    operations { argmax, argmin, nonzero }
    dtypes { Height: f32; }
}
