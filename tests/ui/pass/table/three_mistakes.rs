argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    operations { argmax, where_ }
    dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion { Count < Height; }
}
