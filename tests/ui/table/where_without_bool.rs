//! `where_` has no dtype to take its condition from; declare `Bool: bool;`, or list the operations without `where_`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Height: f32; }
}

fn main() {}
