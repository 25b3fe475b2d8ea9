//! A dtype has both `unordered` and `only(argmax)`; remove one of the two.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Class: u8, unordered, only(argmax, nonzero); }
}

fn main() {}
