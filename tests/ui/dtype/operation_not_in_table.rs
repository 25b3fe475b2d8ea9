//! A dtype lists an operation that the table does not have; add it to `operations`.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, where_ }
    dtypes { Bool: bool; Height: f32; Class: u8, only(nonzero, where_); }
}

fn main() {}
