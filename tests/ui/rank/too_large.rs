//! ndarray has no static rank above 6; write 6 or less, because arrays of higher rank work anyway.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=9;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
