//! argmax and argmin by dtype, length, order of the elements, shape and layout.

use argwhere_benches::data::{self, Order};
use argwhere_benches::functions::extremum::{Extreme, Max, Min, Ordered};
use divan::Bencher;
use divan::counter::BytesCount;
use ndarray::{Array, Array1, ArrayView, Axis, Dimension, Ix2, Ix3, RemoveAxis, s};

fn main() {
    divan::main();
}

const LENS: [usize; 4] = [64, 1_000, 65_536, 4 << 20];

fn flat<E: Extreme, T: Ordered, D: Dimension>(bencher: Bencher<'_, '_>, x: &ArrayView<'_, T, D>) {
    bencher
        .counter(BytesCount::of_many::<T>(x.len()))
        .bench_local(|| T::flat::<E, D>(divan::black_box(x)));
}

fn along<T: Ordered, D: RemoveAxis>(
    bencher: Bencher<'_, '_>,
    x: &ArrayView<'_, T, D>,
    axis: usize,
) {
    bencher
        .counter(BytesCount::of_many::<T>(x.len()))
        .bench_local(|| T::along::<Max, D>(divan::black_box(x), axis));
}

fn array<T: Ordered, D: Dimension>(shape: D) -> Array<T, D> {
    let elements = data::random(shape.size());
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

#[divan::bench(types = [bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64], args = LENS)]
fn argmax<T: Ordered>(bencher: Bencher<'_, '_>, len: usize) {
    flat::<Max, T, _>(bencher, &Array1::from(data::random(len)).view());
}

#[divan::bench(types = [i8, i32, f32, f64], args = LENS)]
fn argmin<T: Ordered>(bencher: Bencher<'_, '_>, len: usize) {
    flat::<Min, T, _>(bencher, &Array1::from(data::random(len)).view());
}

#[divan::bench(types = [i8, i32, f32, f64], args = [Order::Ascending, Order::Descending, Order::Constant])]
fn order<T: Ordered>(bencher: Bencher<'_, '_>, order: Order) {
    flat::<Max, T, _>(bencher, &Array1::from(data::ordered(65_536, order)).view());
}

#[divan::bench(types = [f32, f64], args = [0, 32_768, 65_535])]
fn nan_at<T: Ordered>(bencher: Bencher<'_, '_>, position: usize) {
    let mut x = Array1::from(data::random::<T>(65_536));
    x[position] = T::nan().expect("these dtypes have NaN");
    flat::<Max, T, _>(bencher, &x.view());
}

#[divan::bench(
    types = [u8, i32, f32, f64],
    args = [
        ([512, 512], 0), ([512, 512], 1), ([10_000, 100], 0), ([10_000, 100], 1), ([100_000, 8], 0), ([100_000, 8], 1),
    ],
)]
fn axis_of_two<T: Ordered>(bencher: Bencher<'_, '_>, (shape, axis): ([usize; 2], usize)) {
    along(
        bencher,
        &array::<T, _>(Ix2(shape[0], shape[1])).view(),
        axis,
    );
}

#[divan::bench(types = [u8, i32, f32, f64], args = [0, 1, 2])]
fn axis_of_three<T: Ordered>(bencher: Bencher<'_, '_>, axis: usize) {
    along(bencher, &array::<T, _>(Ix3(64, 64, 64)).view(), axis);
}

#[divan::bench(types = [u8, f32], args = ["transposed", "every second column", "every second row", "reversed"])]
fn layout<T: Ordered>(bencher: Bencher<'_, '_>, layout: &str) {
    let x = array::<T, _>(Ix2(1_024, 1_024));
    let mut view = x.view();
    match layout {
        "transposed" => view = view.reversed_axes(),
        "every second column" => view.slice_collapse(s![.., ..;2]),
        "every second row" => view.slice_collapse(s![..;2, ..]),
        _ => {
            view.invert_axis(Axis(0));
            view.invert_axis(Axis(1));
        }
    }
    flat::<Max, T, _>(bencher, &view);
}
