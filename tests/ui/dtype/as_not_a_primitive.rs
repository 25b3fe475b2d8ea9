//! `as` names a type without native kernels; name the primitive inside the newtype, or remove `as`.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Seconds(pub u128);

argwhere::kernels! {
    pub mod clock;
    dtypes { Bool: bool; Time: Seconds as u128; }
}

fn main() {}
