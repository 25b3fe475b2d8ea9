//! A table is declared `associative`, but one of its rows is not; remove the declaration or the row.

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
