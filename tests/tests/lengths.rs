//! One-dimensional arrays of every length around lanes and blocks, with the wanted element at their borders.

use argwhere::{Along, ArrayView, DType, argmax, argmin, nonzero, where_};
use argwhere_tests::cases::{self, Random};
use argwhere_tests::{Element, Model, Side, Value, check, test_each_dtype, with_element};
use ndarray::{ArrayView1, s};

test_each_dtype!(
    the_first_best_at_every_border,
    nonzero_of_every_density,
    where_of_every_pattern,
);

/// Every length up to [`EACH`], every third of the other short ones, and the lengths around the block sizes.
fn lengths() -> impl Iterator<Item = usize> {
    let around = |block: usize| [block - 1, block, block + 31];
    let blocks = [1024, 4096, 16_384].into_iter().flat_map(around);
    (0..=EACH)
        .chain((EACH..=SHORT).step_by(3).skip(1))
        .chain(blocks)
        .chain([65_535, 65_567])
}

/// Two masks of 64 elements and a rest: all lengths up to here are tested.
const EACH: usize = 140;

/// The longest of the short lengths.
const SHORT: usize = 300;

/// Positions at both ends of an array of the given length, and on both sides of the borders of lanes and blocks.
fn positions(length: usize) -> Vec<usize> {
    let half = (length / 2).next_power_of_two();
    let mut positions = vec![0, half - 1, half, length - 1];
    if length <= SHORT {
        positions.extend([1, 63, 64]);
    }
    positions.retain(|&position| position < length);
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// A one-dimensional array stored contiguously, backwards, and as every second element.
struct Stored<T> {
    forward: Vec<T>,
    backward: Vec<T>,
    spread: Vec<T>,
}

impl<T: Element> Stored<T> {
    fn new(elements: Vec<T>, decoy: T) -> Self {
        let backward = elements.iter().rev().copied().collect();
        let spread = elements
            .iter()
            .flat_map(|&element| [element, decoy])
            .collect();
        Stored {
            forward: elements,
            backward,
            spread,
        }
    }

    fn set(&mut self, position: usize, element: T) {
        let last = self.forward.len() - 1;
        self.forward[position] = element;
        self.backward[last - position] = element;
        self.spread[2 * position] = element;
    }

    /// The array in each storage. Short arrays with gaps or backwards are all copied by one code path of the crate, so
    /// few lengths are enough for them.
    fn views(&self) -> Vec<ArrayView<'_>> {
        let mut views = vec![ArrayView1::from(&self.forward)];
        if self.forward.len() < 70 || self.forward.len() > SHORT {
            views.push(ArrayView1::from(&self.backward).slice_move(s![..;-1]));
            views.push(ArrayView1::from(&self.spread).slice_move(s![..;2]));
        }
        views
            .into_iter()
            .map(|view| T::erase(view.into_dyn()))
            .collect()
    }
}

fn the_first_best_at_every_border(dtype: DType) {
    with_element!(dtype, T => if dtype.is_ordered() { borders::<T>() });
}

fn borders<T: Element>() {
    for length in lengths().skip(1) {
        for (side, usual, best) in contests(T::DTYPE) {
            let decoy = cases::decoys(T::DTYPE)[usize::from(side == Side::Max)];
            let mut stored = Stored::new(vec![T::of(usual); length], T::of(decoy));
            search(&stored, side, 0);
            // Insert winners from the last position to the first: each new one ties with all later ones and must win.
            for position in positions(length).into_iter().rev() {
                stored.set(position, T::of(best));
                search(&stored, side, position);
            }
        }
    }
}

/// For `argmax` and for `argmin`, the usual element and one that beats it. NaN, which does not equal itself, beats every
/// element.
fn contests(dtype: DType) -> Vec<(Side, Value, Value)> {
    if dtype == DType::Bool {
        let [yes, no] = [true, false].map(Value::Bool);
        return vec![(Side::Max, no, yes), (Side::Min, yes, no)];
    }
    if let Some((min, max)) = cases::integer_range(dtype) {
        let contests = [
            (Side::Max, min, max),
            (Side::Max, 3, 4),
            (Side::Min, max, min),
            (Side::Min, 4, 3),
        ];
        return contests
            .map(|(side, usual, best)| (side, Value::Int(usual), Value::Int(best)))
            .into();
    }
    let contests = [
        (Side::Max, 3.0, 4.0),
        (Side::Max, f32::INFINITY, f32::NAN),
        (Side::Min, 4.0, 3.0),
        (Side::Min, f32::NEG_INFINITY, f32::NAN),
    ];
    let value = |number: f32| match dtype {
        DType::Float32 => Value::Float32(number),
        _ => Value::Float64(number.into()),
    };
    contests
        .map(|(side, usual, best)| (side, value(usual), value(best)))
        .into()
}

fn search<T: Element>(stored: &Stored<T>, side: Side, expected: usize) {
    let expected = Model::new(DType::Int64, &[], vec![position_value(expected)]);
    for view in stored.views() {
        check::agree(
            &Ok(expected.clone()),
            || match side {
                Side::Max => argmax(&view, Along::all()).map(|found| Model::read(&found)),
                Side::Min => argmin(&view, Along::all()).map(|found| Model::read(&found)),
            },
            || format!("arg{side:?} of {}", described(&view)),
        );
    }
}

fn nonzero_of_every_density(dtype: DType) {
    with_element!(dtype, T => densities::<T>());
}

fn densities<T: Element>() {
    let (zeros, others) = zeros_and_others(T::DTYPE);
    for length in lengths() {
        for (name, is_nonzero) in patterns(length) {
            let pick = |i: usize| {
                T::of(if is_nonzero[i] {
                    others[i % others.len()]
                } else {
                    zeros[i % zeros.len()]
                })
            };
            let stored = Stored::new((0..length).map(pick).collect(), T::of(others[0]));
            let found = (0..length).filter(|&i| is_nonzero[i]).map(position_value);
            let found: Vec<_> = found.collect();
            let expected = vec![Model::new(DType::Int64, &[found.len()], found)];
            for view in stored.views() {
                check::agree(
                    &Ok(expected.clone()),
                    || nonzero(&view).map(|found| found.iter().map(Model::read).collect()),
                    || format!("nonzero, {name}, of {}", described(&view)),
                );
            }
        }
    }
}

/// The zeros of a dtype, and the nonzero elements nearest to them.
fn zeros_and_others(dtype: DType) -> (Vec<Value>, Vec<Value>) {
    let palettes = cases::palettes(dtype).into_iter().flatten();
    palettes.partition(|&value| match value {
        Value::Bool(value) => !value,
        Value::Int(value) => value == 0,
        Value::Float32(value) => value == 0.0,
        Value::Float64(value) => value == 0.0,
        Value::Complex64(value) => [value.re, value.im] == [0.0, 0.0],
        Value::Complex128(value) => [value.re, value.im] == [0.0, 0.0],
    })
}

fn where_of_every_pattern(dtype: DType) {
    with_element!(dtype, T => selections::<T>());
}

fn selections<T: Element>() {
    let palette = cases::palettes(T::DTYPE).concat();
    for length in lengths() {
        let operand = |shift: usize| {
            (0..length)
                .map(|i| palette[(i * 5 + shift) % palette.len()])
                .collect::<Vec<_>>()
        };
        let (left, right) = (operand(0), operand(1));
        let stored = |values: &[Value]| {
            Stored::new(
                values.iter().map(|&value| T::of(value)).collect(),
                T::of(palette[0]),
            )
        };
        let (x1, x2) = (stored(&left), stored(&right));
        for (name, condition) in patterns(length) {
            let chosen = (0..length).map(|i| if condition[i] { left[i] } else { right[i] });
            let expected = Model::new(T::DTYPE, &[length], chosen.collect());
            let condition = Stored::new(condition, true);
            let operands = condition
                .views()
                .into_iter()
                .zip(x1.views())
                .zip(x2.views());
            for ((condition, x1), x2) in operands {
                check::agree(
                    &Ok(expected.clone()),
                    || where_(&condition, &x1, &x2).map(|chosen| Model::read(&chosen)),
                    || {
                        format!(
                            "where, {name}, of {} and {}",
                            described(&x1),
                            described(&x2)
                        )
                    },
                );
            }
        }
    }
}

/// Conditions: one value throughout, one exception at the end, long runs, and random values.
fn patterns(length: usize) -> Vec<(&'static str, Vec<bool>)> {
    let mut random = Random::new(length as u64);
    let mut row = |bit: &mut dyn FnMut(usize, &mut Random) -> bool| {
        (0..length).map(|i| bit(i, &mut random)).collect()
    };
    let mut patterns = vec![
        ("only the last true", row(&mut |i, _| i + 1 == length)),
        ("runs of 70", row(&mut |i, _| (i / 70) % 2 == 0)),
        ("mixed", row(&mut |_, random| random.below(2) == 0)),
    ];
    if length <= SHORT {
        patterns.push(("all true", row(&mut |_, _| true)));
        patterns.push(("all false", row(&mut |_, _| false)));
    }
    patterns
}

fn position_value(position: usize) -> Value {
    Value::Int(position.try_into().expect("the position fits"))
}

/// A short description of a long array: the positions where its elements change.
fn described(view: &ArrayView<'_>) -> String {
    let Model {
        dtype,
        shape,
        values,
    } = Model::read(view);
    let changes = values
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0] != pair[1]);
    let changes: Vec<_> = changes.take(40).map(|(i, pair)| (i + 1, pair[1])).collect();
    format!(
        "{dtype:?} {shape:?} strides {:?}, from {:?} changing to {changes:?}",
        view.strides(),
        values.first()
    )
}
