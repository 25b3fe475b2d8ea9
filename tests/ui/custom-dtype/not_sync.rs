//! The type cannot be shared between threads; hold an index or a number instead of a pointer.

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Handle(pub *const u8);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Handle: Handle, zero = Handle(std::ptr::null()); }
}

fn main() {}
