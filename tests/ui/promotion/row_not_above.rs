//! A row leads to a dtype that does not lie above both of the pair; choose one that does, or add the missing steps.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Int16: i16; Int32: i32; Float32: f32; Float64: f64; }
    promotion { Int16 < Int32 < Float64; Float32 < Float64; Int32 | Float32 = Int16; }
}

fn main() {}
