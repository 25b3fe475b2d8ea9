//! `where_` needs a dtype for its condition; declare `Bool: bool;`, or list the operations without `where_`.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Height: f32; }
}

fn main() {}
