#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Depth: Depth, zero = Depth(0); }
}
