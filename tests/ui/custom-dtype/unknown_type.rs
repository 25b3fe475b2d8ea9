//! The type is not in scope at the table; write its path, or import it.

mod units {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    pub struct Depth(pub i32);
}

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth; }
}

fn main() {}
