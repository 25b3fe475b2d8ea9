//! `lossy` is misspelt; write `lossy`, the only word allowed before a step.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { lossi Int32 < Float32; }
}

fn main() {}
