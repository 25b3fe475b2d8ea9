//! `as` does not name the primitive that the newtype contains; name the primitive inside it.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(pub f32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Height: Metres as f64; }
}

fn main() {}
