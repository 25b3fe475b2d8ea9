argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    operations { argmax, where_ }
    dtypes { Bool: bool; Float32: f32; }
    promotion { Bool < Float32 with |x| f32::from(u8::from(x)); }
    scalars { float = Float32; }
}
