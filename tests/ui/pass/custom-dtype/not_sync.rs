#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Handle(pub usize);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Handle: Handle, zero = Handle(0); }
}
