//! `scalars` has no effect in a table without `where_`; list the operation.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax }
    dtypes { Bool: bool; Float32: f32; }
    scalars { float = Float32; }
}

fn main() {}
