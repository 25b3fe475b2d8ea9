//! The range ends in a constant; write the number, the macro cannot see what a name stands for.

const LARGEST: usize = 4;

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=LARGEST;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
