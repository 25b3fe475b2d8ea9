//! Calls every operation on dynamic arrays.

use argwhere::{
    Along, Array, DType, Mode, Side, argmax, argmin, argminmax, argwhere, count_nonzero, extract, flatnonzero, nanargmax,
    nanargmin, nonzero, searchsorted, top_k, where_,
};
use ndarray::Array2;
use num_complex::Complex;

fn array(dtype: DType) -> Array {
    macro_rules! made {
        ($($variant:ident $element:expr;)*) => {
            match dtype { $(DType::$variant => Array2::from_elem((3, 5), $element).into(),)* }
        };
    }
    made! {
        Bool true;
        Int8 1_i8;
        Int16 1_i16;
        Int32 1_i32;
        Int64 1_i64;
        UInt8 1_u8;
        UInt16 1_u16;
        UInt32 1_u32;
        UInt64 1_u64;
        Float32 1.0_f32;
        Float64 1.0_f64;
        Complex64 Complex::new(1.0_f32, 0.0);
        Complex128 Complex::new(1.0_f64, 0.0);
    }
}

fn main() {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let arrays: Vec<Array> = names
        .iter()
        .filter_map(|name| Some(array(name.parse().ok()?)))
        .collect();
    for x in &arrays {
        println!("{:?} {:?}", argmax(x, Along::all()), argmax(x, Along::axis(0)));
        println!("{:?} {:?}", argmin(x, Along::all()), argmin(x, Along::axis(0)));
        println!("{:?} {:?}", nanargmax(x, Along::all()), nanargmin(x, Along::axis(0)));
        println!("{:?} {:?}", argminmax(x, Along::all()), argminmax(x, Along::axis(0)));
        println!("{:?} {:?}", count_nonzero(x, Along::all()), count_nonzero(x, Along::axis(0)));
        println!("{:?} {:?} {:?}", nonzero(x), argwhere(x), flatnonzero(x));
        println!("{:?} {:?}", top_k(x, 2, 0, Mode::Largest), extract(&arrays[0], x));
        for other in &arrays {
            println!("{:?}", where_(&arrays[0], x, other).is_ok());
            println!("{:?}", searchsorted(x, other, Side::Left).is_ok());
        }
    }
}
