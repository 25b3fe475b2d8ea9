//! An unordered dtype asks for `argmax`; remove one of the two.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Class: u8, unordered, only(argmax, nonzero); }
}

fn main() {}
