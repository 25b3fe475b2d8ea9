//! A row has no result; write `= RESULT`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Float32; Int16 | Float32; }
}

fn main() {}
