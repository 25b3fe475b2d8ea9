//! The path of the crate is relative; begin it with `::` or `crate::`.

argwhere::kernels! {
    pub mod terrain;
    crate = argwhere;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
