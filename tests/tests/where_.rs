//! `where_` of every dtype and rank, and of every layout per operand, compared with the oracle. Promotion and
//! broadcasting have their own files.

use argwhere::{DType, typed, where_};
use argwhere_tests::{Laid, Layout, Model, cases, check, test_each_dtype};
use ndarray::{Array2, ArrayView2, Ix2, ShapeBuilder, Zip};

test_each_dtype!(
    every_rank_and_layout_of_each_operand,
    every_mixture_of_layouts,
    rows_around_lanes_and_masks
);

fn every_rank_and_layout_of_each_operand(dtype: DType) {
    for ndim in 0..=8 {
        let c = Layout::c(ndim);
        for (x1, x2) in pairs(dtype, ndim) {
            let conditions = cases::conditions(&x1.shape);
            let select = |condition: &Model, [first, second, third]: [&Layout; 3]| {
                let condition = Laid::new(condition, first);
                check::select(&condition, &Laid::new(&x1, second), &Laid::new(&x2, third));
            };
            for layout in &Layout::all(ndim) {
                for condition in &conditions {
                    select(condition, [layout; 3]);
                }
                for one_alone in [[layout, &c, &c], [&c, layout, &c], [&c, &c, layout]] {
                    select(&conditions[0], one_alone);
                }
            }
        }
    }
}

fn every_mixture_of_layouts(dtype: DType) {
    let shape = [3, 4];
    let condition = cases::filled(DType::Bool, &shape, 0);
    let (x1, x2) = pairs(dtype, 2)
        .into_iter()
        .find(|(x1, _)| x1.shape == shape)
        .expect("a shape of rank 2");
    let [conditions, x1, x2] = [condition, x1, x2].map(|model| Laid::all(&model));
    for condition in &conditions {
        for x1 in &x1 {
            for x2 in &x2 {
                check::select(condition, x1, x2);
            }
        }
    }
}

fn rows_around_lanes_and_masks(dtype: DType) {
    for length in [15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129] {
        let shape = [3, length];
        let condition = cases::filled(DType::Bool, &shape, 0);
        let (x1, x2) = (
            cases::filled(dtype, &shape, 0),
            cases::filled(dtype, &shape, 1),
        );
        for layout in Layout::all(2) {
            let [condition, x1, x2] = [&condition, &x1, &x2].map(|model| Laid::new(model, &layout));
            check::select(&condition, &x1, &x2);
        }
    }
}

/// Pairs of arrays with equal shapes and different palettes, such that every palette is used.
fn pairs(dtype: DType, ndim: usize) -> Vec<(Model, Model)> {
    let palettes = cases::palettes(dtype).len();
    let pair = |shape: &[usize], palette| {
        (
            cases::filled(dtype, shape, palette),
            cases::filled(dtype, shape, palette + 1),
        )
    };
    let shapes = cases::shapes(ndim).iter();
    shapes
        .flat_map(|shape| {
            (0..palettes)
                .step_by(2)
                .map(move |palette| pair(shape, palette))
        })
        .collect()
}

/// A result this large is allocated differently from a small one.
#[test]
fn a_result_of_many_megabytes() {
    let shape = (700, 1000);
    let condition = Array2::from_shape_fn(shape, |(i, j)| (i + j) % 3 == 0);
    let x1 = Array2::from_shape_fn(shape, |(i, j)| {
        u32::try_from(i * j).expect("the value fits")
    });
    let x2 = Array2::from_shape_fn(shape, |(i, j)| {
        -i64::try_from(i + j).expect("the value fits")
    });
    let expected = Zip::from(&condition)
        .and(&x1)
        .and(&x2)
        .map_collect(|&c, &a, &b| if c { a.into() } else { b });
    check::at_every_level(|level| {
        let chosen = where_(&condition, &x1, &x2).expect("the pair has a promotion");
        let chosen = chosen
            .into_ndarray::<i64, Ix2>()
            .expect("uint32 and int64 promote to int64");
        assert!(chosen == expected, "at {level:?}");
    });
}

/// A row may start at the address where the last, shorter part of the previous row started.
#[test]
fn overlapping_rows_that_start_at_parts_of_others() {
    for part in [1024, 2048, 4096, 8192_usize] {
        let elements: Vec<i8> = (0..=126).cycle().take(2 * part + 9).collect();
        let windows = (2, part + 9).strides((part, 1));
        let windows = ArrayView2::from_shape(windows, &elements)
            .expect("the windows stay within the elements");
        let condition = Array2::from_shape_fn(windows.dim(), |(i, j)| (i + j) % 3 > 0);
        let other = Array2::from_elem(windows.dim(), -1_i8);
        macro_rules! select {
            ($wide:ty) => {
                check::at_every_level(|level| {
                    let other = other.mapv(<$wide>::from);
                    let expected = Zip::from(&condition)
                        .and(&windows)
                        .and(&other)
                        .map_collect(|&c, &a, &b| if c { a.into() } else { b });
                    let chosen = typed::where_(&condition, &windows, &other);
                    assert!(chosen.as_ref() == Ok(&expected), "{part} at {level:?}");
                    let chosen = typed::where_(&condition.mapv(|c| !c), &other, &windows);
                    assert!(chosen == Ok(expected), "{part} at {level:?}");
                });
            };
        }
        select!(i16);
        select!(i32);
        select!(i64);
    }
}
