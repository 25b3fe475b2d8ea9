//! The last row has no end; write `;` after it.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32 }
}

fn main() {}
