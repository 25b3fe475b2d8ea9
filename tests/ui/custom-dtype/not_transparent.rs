//! `as f32` needs a newtype that is declared transparent; derive `bytemuck::TransparentWrapper` and write `repr(transparent)`.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Metres(pub f32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Height: Metres as f32; }
}

fn main() {}
