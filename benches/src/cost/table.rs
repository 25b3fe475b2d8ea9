//! Calls every operation of a custom table: a native type, a newtype of a native type, and a type that is neither.

use terrain::{Array, argmax, argmin, nonzero, where_};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(f32);

#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Fixed(i32);

argwhere::kernels! {
    pub mod terrain;

    ranks 0..=4;

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
        println!("{:?} {:?}", argmax(x, argwhere::Along::all()), argmax(x, argwhere::Along::axis(0)));
        println!("{:?} {:?}", argmin(x, argwhere::Along::all()), argmin(x, argwhere::Along::axis(0)));
        println!("{:?}", nonzero(x));
        println!("{:?}", where_(&arrays[0], x, x).is_ok());
    }
}
