#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Fathoms(pub f32);

argwhere::kernels! {
    pub mod terrain;
    ranks 0..=2;
    dtypes { Bool: bool; Height: f32; Depth: Fathoms as f32; }
}
