//! An array with your own dtype is passed to a function of the standard table; call the function of your table.

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Depth(pub i32);

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Depth: Depth; }
}

fn main() {
    let depths = ndarray::array![Depth(3), Depth(8)];
    let _ = argwhere::argmax(&depths, argwhere::Along::all());
}
