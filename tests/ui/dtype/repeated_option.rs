//! An option is written twice; write it once.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Class: u8, unordered, only(nonzero), unordered; }
}

fn main() {}
