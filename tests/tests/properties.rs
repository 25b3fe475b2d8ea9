//! Properties of random arrays: shapes up to rank 6, any order of axes, steps, margins and stretched axes, and few
//! distinct values, so that ties happen.

use argwhere::DType;
use argwhere_tests::promotion::standard;
use argwhere_tests::{Laid, Layout, Model, cases, check};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;

/// `PROPTEST_CASES` sets how many arrays are tried.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_search_agrees_with_the_oracle(x in input()) {
        check::every_axis(&x.model, &[x.layout]);
    }

    #[test]
    fn nonzero_agrees_with_the_oracle(x in input()) {
        check::nonzeros(&x);
    }

    #[test]
    fn where_agrees_with_the_oracle((condition, x1, x2) in operands()) {
        check::select(&condition, &x1, &x2);
    }
}

/// Any array of any dtype, in any layout.
fn input() -> impl Strategy<Value = Laid> {
    (select(DType::ALL), shape()).prop_flat_map(|(dtype, shape)| laid(dtype, shape))
}

/// Up to six axes, shorter the more there are.
fn shape() -> impl Strategy<Value = Vec<usize>> {
    (0..=6usize).prop_flat_map(|ndim| {
        let longest: usize = [1, 150, 20, 7, 5, 4, 3][ndim];
        vec(
            prop_oneof![1 => Just(0), 3 => Just(1), 16 => 1..=longest],
            ndim,
        )
    })
}

/// Any array of that dtype and shape, in any layout.
fn laid(dtype: DType, shape: Vec<usize>) -> impl Strategy<Value = Laid> {
    let ndim = shape.len();
    let palettes = cases::palettes(dtype);
    // NaN in every array would hide all else that a search has to get right.
    let palette = select(palettes);
    let values = palette.prop_flat_map({
        let length = shape.iter().product::<usize>();
        move |palette| vec(select(palette), length)
    });
    let order = Just((0..ndim).collect::<Vec<_>>()).prop_shuffle();
    let step = vec(select(vec![1, -1, 2, -2, 3]), ndim);
    let margin = vec(prop_oneof![3 => Just(0), 1 => 1..=2usize], ndim);
    let stretched = vec(proptest::bool::weighted(0.1), ndim);
    (values, order, step, margin, stretched).prop_map(
        move |(values, order, step, margin, stretched)| {
            let layout = Layout {
                order,
                step,
                margin,
                stretched,
            };
            Laid::new(&Model::new(dtype, &shape, values), &layout)
        },
    )
}

/// A condition and two arrays, whose dtypes promote and whose shapes broadcast most of the time.
fn operands() -> impl Strategy<Value = (Laid, Laid, Laid)> {
    let pairs: Vec<_> = standard().pairs().collect();
    let defined: Vec<_> = pairs
        .iter()
        .copied()
        .filter(|(_, _, result)| result.is_some())
        .collect();
    let pair = prop_oneof![9 => select(defined), 1 => select(pairs)];
    (shape(), pair).prop_flat_map(|(shape, (left, right, _))| {
        let operand = |dtype| part(&shape).prop_flat_map(move |shape| laid(dtype, shape));
        (operand(DType::Bool), operand(left), operand(right))
    })
}

/// A shape that broadcasts to the given one: its last axes, some with length 1; now and then one of another length.
fn part(shape: &[usize]) -> impl Strategy<Value = Vec<usize>> + use<> {
    let ndim = shape.len();
    let axis =
        |&length: &usize| prop_oneof![70 => Just(length), 28 => Just(1), 2 => Just(length + 1)];
    let lengths: Vec<_> = shape.iter().map(axis).collect();
    let skipped = prop_oneof![1 => Just(0), 1 => 0..=ndim];
    (lengths, skipped).prop_map(|(lengths, skipped)| lengths[skipped..].to_vec())
}
