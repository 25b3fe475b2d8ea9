argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Int8: i8; UInt8: u8; Int16: i16; Int32: i32; }
    promotion {
        Int8 < Int16 < Int32;
        UInt8 < Int16;
        Int8 | UInt8 = Int32;
    }
}
