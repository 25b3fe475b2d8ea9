//! The dtypes are enclosed in brackets; use braces.

argwhere::kernels! {
    pub mod terrain;
    dtypes [ Bool: bool; Height: f32; ]
}

fn main() {}
