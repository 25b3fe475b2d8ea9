#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct LabelIndex(pub u32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Label: LabelIndex; }
}
