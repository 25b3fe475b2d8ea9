//! The table has no dtype; declare at least one.

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=4;
}

fn main() {}
