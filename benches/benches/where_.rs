//! `where_` by dtypes, length, and pattern of the condition, and with broadcast operands.

use argwhere_benches::data::{self, Sample, Spread};
use argwhere_benches::functions::where_::{Pair, RankedPair};
use divan::Bencher;
use divan::counter::BytesCount;
use ndarray::{Array, Dimension, Ix1, Ix2};
use num_complex::Complex;

fn main() {
    divan::main();
}

const LENS: [usize; 3] = [64, 16_384, 4 << 20];

fn operand<T: Sample, D: Dimension>(shape: D) -> Array<T, D> {
    let elements = data::random(shape.size());
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

fn condition<D: Dimension>(shape: D, spread: Spread) -> Array<bool, D> {
    let elements = data::condition(shape.size(), spread);
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

fn new_result<P: RankedPair<D>, D: Dimension>(
    bencher: Bencher<'_, '_>,
    shapes: [D; 3],
    spread: Spread,
) {
    let [condition_shape, x1, x2] = shapes;
    let condition = condition(condition_shape, spread);
    let (x1, x2) = (operand::<P::A, D>(x1), operand::<P::B, D>(x2));
    let (condition, x1, x2) = (condition.view(), x1.view(), x2.view());
    let len = P::where_(&condition, &x1, &x2).len();
    bencher
        .counter(BytesCount::of_many::<P::Out>(len))
        .bench_local(|| P::where_(divan::black_box(&condition), &x1, &x2));
}

fn one_dimension<P: RankedPair<Ix1>>(bencher: Bencher<'_, '_>, len: usize, spread: Spread) {
    new_result::<P, Ix1>(bencher, [Ix1(len); 3], spread);
}

#[divan::bench(
    types = [(bool, bool), (u8, u8), (i16, i16), (f32, f32), (f64, f64), (Complex<f64>, Complex<f64>)],
    args = LENS,
)]
fn same<P: RankedPair<Ix1>>(bencher: Bencher<'_, '_>, len: usize) {
    one_dimension::<P>(bencher, len, Spread::Random);
}

#[divan::bench(types = [(i8, u8), (u8, u64), (i32, i64), (f32, f64), (f32, Complex<f32>)], args = LENS)]
fn mixed<P: RankedPair<Ix1>>(bencher: Bencher<'_, '_>, len: usize) {
    one_dimension::<P>(bencher, len, Spread::Random);
}

#[divan::bench(types = [(u8, u8), (f32, f32)], args = [Spread::Random, Spread::Blocked])]
fn spread<P: RankedPair<Ix1>>(bencher: Bencher<'_, '_>, spread: Spread) {
    one_dimension::<P>(bencher, 262_144, spread);
}

/// Writes into an existing result.
#[divan::bench(types = [(u8, u8), (f32, f32), (f32, f64)], args = LENS)]
fn existing_result<P: Pair>(bencher: Bencher<'_, '_>, len: usize) {
    let condition = condition(Ix1(len), Spread::Random);
    let (x1, x2) = (
        operand::<P::A, Ix1>(Ix1(len)),
        operand::<P::B, Ix1>(Ix1(len)),
    );
    let mut out = Array::from_elem(len, P::Out::ZERO);
    bencher
        .counter(BytesCount::of_many::<P::Out>(len))
        .bench_local(|| {
            P::where_into(condition.view(), x1.view(), x2.view(), out.view_mut());
        });
}

/// Broadcasts operands. Each argument is the shapes of the condition, `x1` and `x2`.
#[divan::bench(
    types = [(u8, u8), (f32, f32)],
    args = [
        [[1, 512], [512, 512], [512, 512]],
        [[512, 1], [512, 512], [512, 512]],
        [[512, 512], [1, 512], [512, 512]],
        [[512, 512], [512, 512], [1, 1]],
        [[512, 512], [1, 512], [512, 1]],
    ],
)]
fn broadcast<P: RankedPair<Ix2>>(bencher: Bencher<'_, '_>, shapes: [[usize; 2]; 3]) {
    let shapes = shapes.map(|[n, m]| Ix2(n, m));
    new_result::<P, Ix2>(bencher, shapes, Spread::Random);
}
