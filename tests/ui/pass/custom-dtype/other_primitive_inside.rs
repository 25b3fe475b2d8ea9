#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(pub f32);

argwhere::kernels! {
    pub mod survey;
    ranks 0..=2;
    dtypes { Bool: bool; Height: Metres as f32; }
}
