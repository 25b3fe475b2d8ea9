//! The dtypes stand in brackets; put them in braces.

argwhere::kernels! {
    pub mod terrain;
    dtypes [ Bool: bool; Height: f32; ]
}

fn main() {}
