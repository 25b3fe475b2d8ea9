//! The range ends before it begins; write the smaller rank first.

argwhere::kernels! {
    pub mod terrain;
    ranks 4..=0;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
