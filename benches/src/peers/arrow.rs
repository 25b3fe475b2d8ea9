//! arrow. Its masks have one bit per element. A bool input is packed into such a mask before timing starts.

use crate::data::Sample;
use crate::measure::{Answer, Contender, Who};
use argwhere::Index;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{BooleanArray, Int64Array, PrimitiveArray};
use arrow_select::filter::filter;
use arrow_select::zip::zip;
use num_complex::Complex;
use std::hint::black_box;

/// A dtype that arrow may support.
pub trait Known: Sized {
    /// nonzero of a 1-D array.
    fn positions<'a>(_: &[Self]) -> Vec<Contender<'a>> {
        Vec::new()
    }

    /// `where_` of 1-D arrays of one dtype.
    fn where_<'a>(_: &[bool], _: &[Self], _: &[Self]) -> Option<Contender<'a>> {
        None
    }
}

macro_rules! known {
    ($($type:ty: $arrow:ty),*) => {$(
        impl Known for $type {
            fn positions<'a>(x: &[Self]) -> Vec<Contender<'a>> {
                let x = PrimitiveArray::<$arrow>::from_iter_values(x.iter().copied());
                found(x, |x| BooleanArray::from_unary(x, |element| element != <$type>::ZERO))
            }

            fn where_<'a>(condition: &[bool], x1: &[Self], x2: &[Self]) -> Option<Contender<'a>> {
                let arrays = [x1, x2].map(|x| PrimitiveArray::<$arrow>::from_iter_values(x.iter().copied()));
                Some(zipped(condition, arrays))
            }
        }
    )*};
}

known! {
    i8: Int8Type, i16: Int16Type, i32: Int32Type, i64: Int64Type,
    u8: UInt8Type, u16: UInt16Type, u32: UInt32Type, u64: UInt64Type,
    f32: Float32Type, f64: Float64Type
}

impl Known for bool {
    fn positions<'a>(x: &[Self]) -> Vec<Contender<'a>> {
        found(BooleanArray::from(x.to_vec()), BooleanArray::clone)
    }
}

impl Known for Complex<f32> {}
impl Known for Complex<f64> {}

/// The indices of the nonzero elements, from a mask, in two ways.
fn found<'a, X: arrow_array::Array + 'a>(
    x: X,
    mask: impl Fn(&X) -> BooleanArray + Copy + 'a,
) -> Vec<Contender<'a>> {
    let len = Index::try_from(x.len()).expect("an array has fewer elements than the largest index");
    let positions = Int64Array::from_iter_values(0..len);
    let x = std::rc::Rc::new(x);
    let shared = std::rc::Rc::clone(&x);
    vec![
        Contender::new(
            Who::Arrow,
            move || {
                let mask = mask(black_box(&x));
                let set = mask.values().set_indices();
                set.map(|at| at as Index).collect::<Vec<Index>>()
            },
            |found| Answer::Indices(vec![found]),
        ),
        Contender::new(
            Who::ArrowFilter,
            move || filter(&positions, &mask(black_box(&shared))).expect("both have one length"),
            |found| Answer::Indices(vec![found.as_primitive::<Int64Type>().values().to_vec()]),
        ),
    ]
}

fn zipped<'a, P: ArrowPrimitiveType>(
    condition: &[bool],
    [x1, x2]: [PrimitiveArray<P>; 2],
) -> Contender<'a>
where
    P::Native: bytemuck::NoUninit,
{
    let condition = BooleanArray::from(condition.to_vec());
    Contender::new(
        Who::Arrow,
        move || zip(black_box(&condition), &x1, &x2).expect("all have one length and dtype"),
        |found| Answer::bytes(found.as_primitive::<P>().values()),
    )
}
