argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    crate = ::argwhere;
    dtypes { Bool: bool; Height: f32; }
}
