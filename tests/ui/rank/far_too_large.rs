//! The largest rank does not even fit in 64 bits; write 6 or less.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=99999999999999999999;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
