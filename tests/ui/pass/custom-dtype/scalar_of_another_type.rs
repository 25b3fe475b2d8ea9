#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Depth: Depth, scalar = |_| Some(Depth(0)); }
}
