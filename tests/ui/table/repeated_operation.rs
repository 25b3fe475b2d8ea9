//! An operation is listed twice; list it once.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, nonzero, argmax }
    dtypes { Height: f32; }
}

fn main() {}
