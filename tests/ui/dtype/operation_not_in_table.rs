//! A dtype asks for an operation that the table leaves out; list it in `operations`.

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, where_ }
    dtypes { Bool: bool; Height: f32; Class: u8, only(nonzero, where_); }
}

fn main() {}
