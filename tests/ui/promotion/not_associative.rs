//! A table claims to be associative and is not; remove the claim, or the row that breaks it.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int8: i8; UInt8: u8; Int16: i16; Int32: i32; }
    associative promotion {
        Int8 < Int16 < Int32;
        UInt8 < Int16;
        Int8 | UInt8 = Int32;
    }
}

fn main() {}
