#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Count: i16; Depth: Depth; }
    promotion { Count < Depth with |count| Depth(count.into()); }
}
