//! `only` lists no operation; list at least one, or remove `only`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Height: f32; Class: u8, only(); }
}

fn main() {}
