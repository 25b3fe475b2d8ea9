#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Seconds(pub u128);

argwhere::kernels! {
    pub mod clock;
    ranks 0..=2;
    dtypes { Bool: bool; Time: Seconds; }
}
