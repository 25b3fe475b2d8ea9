//! A dtype is left with no operation; list some, or remove `only`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8, only(); }
}

fn main() {}
