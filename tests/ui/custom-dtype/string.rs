//! A `String` owns memory, but a dtype must be `Copy`; search its length, or an index into a list of words.

use std::string::String as Label;

argwhere::kernels! {
    pub mod survey;
    dtypes { Bool: bool; Label: Label; }
}

fn main() {}
