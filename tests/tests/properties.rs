//! Properties of random arrays: shapes up to rank 6, any axis order, steps, margins and stretched axes, views that
//! overlap themselves, and outputs in any layout. Arrays have few distinct values, so that elements tie.

use argwhere::{
    ArrayView, DType, argmax, argmax_into, argmin, argmin_into, nonzero, where_, where_into,
};
use argwhere_tests::cases::Random;
use argwhere_tests::promotion::standard;
use argwhere_tests::{
    Buffer, Element, Laid, Layout, Model, Side, cases, check, oracle, with_element,
};
use ndarray::{Axis, IxDyn, ShapeBuilder};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;

/// `PROPTEST_CASES` sets the number of random arrays. It is half of proptest's own, for the time of the suite.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_set { default.cases } else { 128 },
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..default
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

    /// Several stretched and reversed axes, which give many ties and NaNs.
    #[test]
    fn a_search_of_repeated_elements_agrees_with_the_oracle(x in repeated()) {
        check::every_axis(&x.model, std::slice::from_ref(&x.layout));
        check::nonzeros(&x);
    }

    /// One axis or two with more elements than are gathered together.
    #[test]
    fn a_search_of_long_axes_agrees_with_the_oracle(x in long()) {
        check::every_axis(&x.model, std::slice::from_ref(&x.layout));
    }

    #[test]
    fn a_search_into_any_layout_agrees_with_the_oracle(
        (x, axis, keepdims) in (input(), any::<Index>(), any::<bool>()),
        seed in any::<u64>(),
    ) {
        let axis = axis.index(x.model.ndim() + 1).checked_sub(1).map(usize::cast_signed);
        for side in [Side::Max, Side::Min] {
            let answer = oracle::extremum(&x.model, side, axis, keepdims);
            let Ok(result) = &answer else { continue };
            check::agree_into(
                &answer,
                &buffer(DType::Int64, &result.shape, seed),
                |buffer| match side {
                    Side::Max => argmax_into(x.view(), check::along(axis, keepdims), &mut buffer.of::<_, IxDyn>()),
                    Side::Min => argmin_into(x.view(), check::along(axis, keepdims), &mut buffer.of::<_, IxDyn>()),
                },
                || format!("arg{side:?} along {axis:?}, keepdims {keepdims}, of {x:?}"),
            );
        }
    }

    #[test]
    fn where_into_any_layout_agrees_with_the_oracle(
        (condition, x1, x2) in operands(),
        more in vec(1..=3usize, 0..=2),
        widened in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let answer = oracle::select(&condition.model, &x1.model, &x2.model);
        if let Ok(chosen) = answer {
            // Prepend axes, and sometimes replace an axis of length 1 by a longer one.
            let own = chosen.shape.iter().map(|&length| if length == 1 && widened { 2 } else { length });
            let shape: Vec<usize> = more.into_iter().chain(own).collect();
            check::agree_into(
                &Ok(oracle::stretch(&chosen, &shape)),
                &buffer(chosen.dtype, &shape, seed),
                |buffer| where_into(condition.view(), x1.view(), x2.view(), buffer.view_mut()),
                || format!("where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
            );
        }
    }

    #[test]
    fn views_that_overlap_themselves_agree_with_the_oracle(
        (dtype, shape, seed) in (select(DType::ALL), shape(), any::<u64>())
    ) {
        let x = Overlapping::new(dtype, &shape, seed);
        x.with_view(|view, model| {
            for side in [Side::Max, Side::Min] {
                for axis in std::iter::once(None).chain((0..model.ndim().cast_signed()).map(Some)) {
                    check::agree(
                        &oracle::extremum(&model, side, axis, false),
                        || {
                            let found = match side {
                                Side::Max => argmax(&view, check::along(axis, false)),
                                Side::Min => argmin(&view, check::along(axis, false)),
                            };
                            found.map(|found| Model::read(&found))
                        },
                        || format!("arg{side:?} along {axis:?} of {x:?}"),
                    );
                }
            }
            check::agree(
                &oracle::nonzero(&model),
                || nonzero(&view).map(|found| found.iter().map(Model::read).collect()),
                || format!("nonzero of {x:?}"),
            );
        });
    }

    #[test]
    fn where_of_views_that_overlap_themselves_agrees_with_the_oracle(
        (pair, shape, seed) in (select(standard().pairs().collect::<Vec<_>>()), shape(), any::<u64>())
    ) {
        let condition = Overlapping::new(DType::Bool, &shape, seed);
        let x1 = Overlapping::new(pair.0, &shape, seed ^ 1);
        let x2 = Overlapping::new(pair.1, &shape, seed ^ 2);
        condition.with_view(|c, condition_model| x1.with_view(|a, a_model| x2.with_view(|b, b_model| {
            check::agree(
                &oracle::select(&condition_model, &a_model, &b_model),
                || where_(&c, &a, &b).map(|chosen| Model::read(&chosen)),
                || format!("where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
            );
        })));
    }

    /// Rows longer than the part that is converted or gathered together, with operands stretched along them or not.
    #[test]
    fn where_of_long_rows_agrees_with_the_oracle((condition, x1, x2) in long_operands()) {
        check::select(&condition, &x1, &x2);
    }
}

/// A view with arbitrary strides, so that an element may appear many times.
#[derive(Clone, Debug)]
struct Overlapping {
    stored: Model,
    shape: Vec<usize>,
    strides: Vec<usize>,
    backwards: Vec<bool>,
}

impl Overlapping {
    /// A view with the given dtype and shape. The seed determines elements and strides.
    fn new(dtype: DType, shape: &[usize], seed: u64) -> Self {
        let mut random = Random::new(seed);
        let strides: Vec<usize> = shape
            .iter()
            .map(|_| [0, 1, 1, 2, 3, 5, 8][random.below(7)])
            .collect();
        let reach = shape
            .iter()
            .zip(&strides)
            .map(|(length, stride)| length.saturating_sub(1) * stride);
        let length = reach.sum::<usize>() + 1;
        Self {
            stored: cases::filled(dtype, &[length], random.below(8)),
            backwards: shape.iter().map(|_| random.below(3) == 0).collect(),
            shape: shape.to_vec(),
            strides,
        }
    }

    /// Calls a function with the view and the logical array that it shows.
    fn with_view<R>(&self, body: impl FnOnce(ArrayView<'_>, Model) -> R) -> R {
        with_element!(self.stored.dtype, T => {
            let elements: Vec<T> = self.stored.values.iter().map(|&value| T::of(value)).collect();
            let shape = IxDyn(&self.shape).strides(IxDyn(&self.strides));
            let mut view = ndarray::ArrayView::from_shape(shape, &elements).expect("the strides stay within the elements");
            for (axis, _) in self.backwards.iter().enumerate().filter(|(_, backwards)| **backwards) {
                view.invert_axis(Axis(axis));
            }
            let view = T::erase(view);
            let model = Model::read(&view);
            body(view, model)
        })
    }
}

/// A buffer whose layout is determined by the seed.
fn buffer(dtype: DType, shape: &[usize], seed: u64) -> Buffer {
    let ndim = shape.len();
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..ndim).collect();
    for last in (1..ndim).rev() {
        order.swap(last, random.below(last + 1));
    }
    let layout = Layout {
        order,
        step: (0..ndim).map(|_| [1, -1, 2, -3][random.below(4)]).collect(),
        margin: (0..ndim).map(|_| random.below(2)).collect(),
        stretched: vec![false; ndim],
    };
    Buffer::new(dtype, shape, &layout)
}

/// Arrays most of whose axes are stretched or have length 1. Some axes are longer than the part gathered together.
fn repeated() -> impl Strategy<Value = Laid> {
    let shape = (1..=6usize).prop_flat_map(|ndim| {
        let longest: usize = [1, 5000, 70, 20, 6, 4, 3][ndim];
        vec(
            prop_oneof![1 => Just(0), 6 => Just(1), 24 => 1..=longest],
            ndim,
        )
    });
    (select(DType::ALL), shape).prop_flat_map(|(dtype, shape)| laid_with(dtype, shape, 0.4))
}

/// Arrays of two or three axes, of which one or two are long. Few or many elements tie for the best.
fn long() -> impl Strategy<Value = Laid> {
    let lengths = prop_oneof![
        (900..=3000usize, 1..=5usize).prop_map(|(long, short)| vec![long, short]),
        (90..=160usize, 20..=70usize).prop_map(|(first, second)| vec![first, second]),
        (200..=600usize, 1..=5usize, 1..=5usize)
            .prop_map(|(first, second, third)| vec![first, second, third]),
    ];
    let lengths = lengths.prop_shuffle();
    let ordered: Vec<DType> = DType::ALL
        .iter()
        .copied()
        .filter(|dtype| dtype.is_ordered())
        .collect();
    (select(ordered), lengths).prop_flat_map(|(dtype, shape)| {
        let ndim = shape.len();
        let order = Just((0..ndim).collect::<Vec<_>>()).prop_shuffle();
        let step = vec(select(vec![1, 1, -1, 2, -3]), ndim);
        (order, step, 0..4usize, any::<bool>()).prop_map(move |(order, step, palette, few)| {
            let model = if few {
                cases::sparse(dtype, &shape, palette)
            } else {
                cases::filled(dtype, &shape, palette)
            };
            Laid::new(
                &model,
                &Layout {
                    order,
                    step,
                    ..Layout::c(ndim)
                },
            )
        })
    })
}

/// Operands with rows of several thousand elements.
fn long_operands() -> impl Strategy<Value = (Laid, Laid, Laid)> {
    let pairs: Vec<_> = standard()
        .pairs()
        .filter(|(_, _, result)| result.is_some())
        .collect();
    let shape = (1..=3usize, 4000..=9000usize, any::<bool>());
    (shape, select(pairs)).prop_flat_map(|((rows, columns, is_last), (left, right, _))| {
        let shape = if is_last {
            vec![rows, columns]
        } else {
            vec![columns, rows]
        };
        let operand = |dtype| {
            part(&shape).prop_flat_map(move |shape| {
                // One other value in a long row is enough to detect an error.
                let (steps, order) = (vec(select(vec![1, -1, 2, -3]), shape.len()), any::<bool>());
                (steps, order, 0..4usize).prop_map(move |(step, in_rows, palette)| {
                    let ndim = shape.len();
                    let layout = if in_rows {
                        Layout::c(ndim)
                    } else {
                        Layout::f(ndim)
                    };
                    Laid::new(
                        &cases::filled(dtype, &shape, palette),
                        &Layout { step, ..layout },
                    )
                })
            })
        };
        (operand(DType::Bool), operand(left), operand(right))
    })
}

/// Arrays of any dtype, in any layout.
fn input() -> impl Strategy<Value = Laid> {
    (select(DType::ALL), shape()).prop_flat_map(|(dtype, shape)| laid(dtype, shape))
}

/// Shapes of up to six axes. The more axes, the shorter they are.
fn shape() -> impl Strategy<Value = Vec<usize>> {
    (0..=6usize).prop_flat_map(|ndim| {
        let longest: usize = [1, 150, 20, 7, 5, 4, 3][ndim];
        vec(
            prop_oneof![1 => Just(0), 3 => Just(1), 16 => 1..=longest],
            ndim,
        )
    })
}

/// Arrays with the given dtype and shape, in any layout.
fn laid(dtype: DType, shape: Vec<usize>) -> impl Strategy<Value = Laid> {
    laid_with(dtype, shape, 0.1)
}

/// Arrays with the given dtype and shape, in any layout, where each axis is stretched with probability `stretched`.
fn laid_with(dtype: DType, shape: Vec<usize>, stretched: f64) -> impl Strategy<Value = Laid> {
    let ndim = shape.len();
    let palettes = cases::palettes(dtype);
    // A NaN in every array would hide all other errors of a search, because NaN always wins.
    let palette = select(palettes);
    let values = palette.prop_flat_map({
        let length = shape.iter().product::<usize>();
        move |palette| vec(select(palette), length)
    });
    let order = Just((0..ndim).collect::<Vec<_>>()).prop_shuffle();
    let step = vec(select(vec![1, -1, 2, -2, 3]), ndim);
    let margin = vec(prop_oneof![3 => Just(0), 1 => 1..=2usize], ndim);
    let stretched = vec(proptest::bool::weighted(stretched), ndim);
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

/// A condition and two arrays. Most of the time the dtypes promote and the shapes broadcast.
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

/// The last axes of the given shape, some with length 1. Sometimes an axis has another length and does not broadcast.
fn part(shape: &[usize]) -> impl Strategy<Value = Vec<usize>> + use<> {
    let ndim = shape.len();
    let axis =
        |&length: &usize| prop_oneof![70 => Just(length), 28 => Just(1), 2 => Just(length + 1)];
    let lengths: Vec<_> = shape.iter().map(axis).collect();
    let skipped = prop_oneof![1 => Just(0), 1 => 0..=ndim];
    (lengths, skipped).prop_map(|(lengths, skipped)| lengths[skipped..].to_vec())
}
