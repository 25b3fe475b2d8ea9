//! The row limits the dtype to `nonzero`; add `argmax` to its `only`.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth, only(nonzero); }
}

fn main() {
    let depths = ndarray::array![Depth(3), Depth(8)];
    let _ = survey::typed::argmax(&depths);
}
