argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion {
        #[cfg(unix)]
        Count < Height;
    }
}
