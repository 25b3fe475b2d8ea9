//! A dtype has both `as` and `native`; keep `as`.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(pub f32);

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: Metres as f32, native; }
}

fn main() {}
