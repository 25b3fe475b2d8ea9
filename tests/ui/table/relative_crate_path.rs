//! The path of the crate starts from nowhere; begin it with `::` or `crate::`.

argwhere::kernels! {
    pub mod terrain;
    crate = argwhere;
    dtypes { Bool: bool; Height: f32; }
}

fn main() {}
