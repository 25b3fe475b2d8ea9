//! The operations are separated with `;`; separate them with commas.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax; nonzero }
    dtypes { Height: f32; }
}

fn main() {}
