//! The range ends in a constant, whose value the macro cannot see; write the number.

const LARGEST: usize = 4;

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=LARGEST;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
