//! Calls every operation of a custom table: a native type, a newtype of a native type, and a type that is neither.

use argwhere::{Along, Mode, Side};
use terrain::{
    Array, argmax, argmin, argminmax, count_nonzero, extract, flatnonzero, nanargmax, nanargmin, nonzero,
    searchsorted, top_k, where_,
};

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
        println!("{:?} {:?}", argmax(x, Along::all()), argmax(x, Along::axis(0)));
        println!("{:?} {:?}", argmin(x, Along::all()), argmin(x, Along::axis(0)));
        println!("{:?} {:?}", nanargmax(x, Along::all()), nanargmin(x, Along::axis(0)));
        println!("{:?} {:?}", argminmax(x, Along::all()), argminmax(x, Along::axis(0)));
        println!("{:?} {:?}", count_nonzero(x, Along::all()), count_nonzero(x, Along::axis(0)));
        println!("{:?} {:?} {:?}", nonzero(x), terrain::argwhere(x), flatnonzero(x));
        println!("{:?} {:?}", top_k(x, 2, 0, Mode::Largest), extract(&arrays[0], x));
        println!("{:?}", where_(&arrays[0], x, x).is_ok());
        println!("{:?}", searchsorted(x, x, Side::Left).is_ok());
    }
}
