//! nonzero by dtype, rank, density and length.

use argwhere_benches::data;
use argwhere_benches::functions::nonzero::Nonzero;
use divan::Bencher;
use divan::counter::BytesCount;
use ndarray::{Array, Dimension, Ix1, Ix2, Ix3, Ix4};
use num_complex::Complex;

fn main() {
    divan::main();
}

const DENSITIES: [f64; 5] = [0.0, 0.01, 0.5, 0.99, 1.0];

fn search<T: Nonzero<D>, D: Dimension>(bencher: Bencher<'_, '_>, shape: D, density: f64) {
    let elements = data::sparse::<T>(shape.size(), density);
    let x = Array::from_shape_vec(shape, elements).expect("as many elements as the shape has");
    let x = x.view();
    bencher
        .counter(BytesCount::of_many::<T>(x.len()))
        .bench_local(|| drop(T::nonzero(divan::black_box(&x))));
}

#[divan::bench(types = [bool, u8, i32, f32, f64, Complex<f32>], args = DENSITIES)]
fn rank1<T: Nonzero<Ix1>>(bencher: Bencher<'_, '_>, density: f64) {
    search::<T, _>(bencher, Ix1(262_144), density);
}

#[divan::bench(types = [bool, u8, i32, f32, f64, Complex<f32>], args = DENSITIES)]
fn rank2<T: Nonzero<Ix2>>(bencher: Bencher<'_, '_>, density: f64) {
    search::<T, _>(bencher, Ix2(512, 512), density);
}

#[divan::bench(types = [bool, f32], args = DENSITIES)]
fn rank3<T: Nonzero<Ix3>>(bencher: Bencher<'_, '_>, density: f64) {
    search::<T, _>(bencher, Ix3(64, 64, 64), density);
}

#[divan::bench(types = [bool, f32], args = DENSITIES)]
fn rank4<T: Nonzero<Ix4>>(bencher: Bencher<'_, '_>, density: f64) {
    search::<T, _>(bencher, Ix4(16, 32, 16, 32), density);
}

#[divan::bench(types = [bool, f32], args = [64, 1_000, 16_384, 4 << 20])]
fn length<T: Nonzero<Ix1>>(bencher: Bencher<'_, '_>, len: usize) {
    search::<T, _>(bencher, Ix1(len), 0.5);
}
