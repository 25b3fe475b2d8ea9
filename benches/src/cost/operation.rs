//! Calls one operation of a custom table, the one of `table.rs`.

#![allow(unused_imports, reason = "not every operation has the arguments")]

use argwhere::{Along, Mode, Side};
use terrain::Array;

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(f32);

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Fixed(i32);

argwhere::kernels! {
    pub mod terrain;

    ranks 0..=4;
    operations { OPERATION }

    dtypes {
        Bool: bool;
        Height: Metres as f32;
        Depth: Fixed;
    }
}

fn main() {
    let len = std::env::args().count();
    let arrays: [Array; 3] = [
        ndarray::Array2::from_elem((len, 5), true).into(),
        ndarray::Array2::from_elem((len, 5), Metres(1.0)).into(),
        ndarray::Array2::from_elem((len, 5), Fixed(1)).into(),
    ];
    for x in &arrays {
        println!("{:?}", terrain::OPERATION(ARGUMENTS).is_ok());
        println!("{:?} {:?}", x.dtype(), x);
    }
}
