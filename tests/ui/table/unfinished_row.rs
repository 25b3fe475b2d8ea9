//! The last row does not end with `;`; write `;` after it.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32 }
}

fn main() {}
