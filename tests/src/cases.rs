//! Test inputs: shapes of every rank, and per dtype several palettes of few values, so that elements tie.

use argwhere::DType;
use ndarray::{ArrayD, IxDyn};
use num_complex::Complex;

use crate::{Model, Value};

/// Shapes of rank `ndim` (0 to 8): ordinary ones, some with axes of length 1, and some without elements.
///
/// # Panics
///
/// If the rank is larger than 8.
#[must_use]
pub fn shapes(ndim: usize) -> &'static [&'static [usize]] {
    match ndim {
        0 => &[&[]],
        1 => &[&[1], &[2], &[19], &[0]],
        2 => &[
            &[3, 4],
            &[1, 5],
            &[9, 1],
            &[2, 17],
            &[0, 3],
            &[3, 0],
            &[0, 0],
        ],
        3 => &[&[2, 3, 4], &[1, 1, 6], &[5, 1, 2], &[2, 0, 3]],
        4 => &[&[2, 3, 2, 3], &[1, 2, 1, 5], &[2, 2, 0, 2]],
        5 => &[&[2, 1, 3, 2, 2], &[2, 2, 0, 1, 2]],
        6 => &[&[2, 1, 2, 3, 2, 2], &[1, 2, 2, 1, 3, 0]],
        7 => &[&[2, 1, 2, 2, 1, 3, 2]],
        8 => &[&[1, 2, 1, 2, 2, 1, 2, 2]],
        _ => panic!("no shapes of rank {ndim}"),
    }
}

/// Arrays of every shape of rank `ndim`. Up to rank 3 each shape comes with every palette of the dtype, above that with
/// one palette, chosen in turn.
#[must_use]
pub fn models(dtype: DType, ndim: usize) -> Vec<Model> {
    let each = if ndim <= 3 { palettes(dtype).len() } else { 1 };
    let shapes = shapes(ndim).iter().enumerate();
    let models = shapes.flat_map(|(i, shape)| {
        (0..each).map(move |palette| filled(dtype, shape, ndim + i + palette))
    });
    models.collect()
}

/// An array of random elements from one palette of its dtype. Every call returns the same elements.
#[must_use]
pub fn filled(dtype: DType, shape: &[usize], palette: usize) -> Model {
    let palettes = palettes(dtype);
    let palette = &palettes[palette % palettes.len()];
    let mut random = Random::new(
        shape
            .iter()
            .fold(1, |seed, &length| seed * 31 + length as u64),
    );
    Model::from_fn(dtype, shape, |_| palette[random.below(palette.len())])
}

/// An array that repeats the first value of a palette, with random other values: about two along the longest axis.
#[must_use]
pub fn sparse(dtype: DType, shape: &[usize], palette: usize) -> Model {
    let drawn = filled(dtype, shape, palette);
    let usual = palettes(dtype).swap_remove(palette % palettes(dtype).len())[0];
    let longest = shape.iter().copied().max().unwrap_or(1);
    let mut random = Random::new(longest as u64);
    let values = drawn.values.into_iter();
    let values = values.map(|other| {
        if random.below(longest) < 2 {
            other
        } else {
            usual
        }
    });
    Model::new(dtype, shape, values.collect())
}

/// Conditions of a shape: mixed, all true and all false.
#[must_use]
pub fn conditions(shape: &[usize]) -> Vec<Model> {
    (0..palettes(DType::Bool).len())
        .map(|palette| filled(DType::Bool, shape, palette))
        .collect()
}

/// The palettes of a dtype: one of small numbers, one with the extremes, and for floats two with NaN.
#[must_use]
pub fn palettes(dtype: DType) -> Vec<Vec<Value>> {
    match dtype {
        DType::Bool => [&[false, true][..], &[true], &[false]]
            .map(|set| set.iter().map(|&x| Value::Bool(x)).collect())
            .into(),
        DType::Float32 => float32_palettes()
            .map(|set| set.into_iter().map(Value::Float32).collect())
            .into(),
        DType::Float64 => float64_palettes()
            .map(|set| set.into_iter().map(Value::Float64).collect())
            .into(),
        DType::Complex64 => {
            let complex = |parts: Vec<f32>| {
                pairs(&parts)
                    .map(|(re, im)| Value::Complex64(Complex::new(re, im)))
                    .collect()
            };
            float32_palettes().map(complex).into()
        }
        DType::Complex128 => {
            let complex = |parts: Vec<f64>| {
                pairs(&parts)
                    .map(|(re, im)| Value::Complex128(Complex::new(re, im)))
                    .collect()
            };
            float64_palettes().map(complex).into()
        }
        _ => {
            let Some((min, max)) = integer_range(dtype) else {
                unreachable!("every other dtype is an integer")
            };
            let sets = [
                vec![0, 1, 2, 3],
                vec![min, max, 0, 1, max - 1, min + 1],
                vec![max],
            ];
            sets.map(|set| set.into_iter().map(Value::Int).collect())
                .into()
        }
    }
}

/// Two values to store around an array. If the crate reads them by mistake, at least one of them changes the result.
#[must_use]
pub fn decoys(dtype: DType) -> [Value; 2] {
    match dtype {
        DType::Bool => [Value::Bool(true), Value::Bool(false)],
        DType::Float32 => [Value::Float32(f32::NAN); 2],
        DType::Float64 => [Value::Float64(f64::NAN); 2],
        DType::Complex64 => [Value::Complex64(Complex::new(7.0, f32::NAN)); 2],
        DType::Complex128 => [Value::Complex128(Complex::new(7.0, f64::NAN)); 2],
        _ => {
            let Some((min, max)) = integer_range(dtype) else {
                unreachable!("every other dtype is an integer")
            };
            [Value::Int(min), Value::Int(max)]
        }
    }
}

/// The smallest and the largest element of an integer dtype.
#[must_use]
pub fn integer_range(dtype: DType) -> Option<(i128, i128)> {
    match dtype {
        DType::Int8 => Some((i8::MIN.into(), i8::MAX.into())),
        DType::Int16 => Some((i16::MIN.into(), i16::MAX.into())),
        DType::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
        DType::Int64 => Some((i64::MIN.into(), i64::MAX.into())),
        DType::UInt8 => Some((0, u8::MAX.into())),
        DType::UInt16 => Some((0, u16::MAX.into())),
        DType::UInt32 => Some((0, u32::MAX.into())),
        DType::UInt64 => Some((0, u64::MAX.into())),
        _ => None,
    }
}

macro_rules! float_palettes {
    ($name:ident, $float:ty, $quiet_negative_payload:literal, $signalling:literal) => {
        fn $name() -> [Vec<$float>; 4] {
            let tiny = <$float>::from_bits(1);
            [
                vec![0.0, -0.0, 1.0, -1.0],
                vec![
                    <$float>::INFINITY,
                    <$float>::NEG_INFINITY,
                    <$float>::MAX,
                    <$float>::MIN,
                    tiny,
                    -tiny,
                    0.0,
                ],
                vec![
                    0.0,
                    -0.0,
                    -1.0,
                    2.0,
                    <$float>::INFINITY,
                    <$float>::NEG_INFINITY,
                    <$float>::NAN,
                ],
                vec![
                    <$float>::NAN,
                    <$float>::from_bits($quiet_negative_payload),
                    <$float>::from_bits($signalling),
                    0.0,
                ],
            ]
        }
    };
}

float_palettes!(float32_palettes, f32, 0xffc0_1234, 0x7f80_0001);
float_palettes!(
    float64_palettes,
    f64,
    0xfff8_0000_0000_1234,
    0x7ff0_0000_0000_0001
);

/// Every pair of the values.
fn pairs<T: Copy>(values: &[T]) -> impl Iterator<Item = (T, T)> {
    values
        .iter()
        .flat_map(move |&first| values.iter().map(move |&second| (first, second)))
}

/// Calls a test with every combination of four axes that are stored, repeated or of length 1: with the stored elements,
/// and the shape to which they are broadcast. Element number `n`, from 1 on, is `element(n)`.
pub fn repeated_axes(element: fn(i32) -> i32, mut test: impl FnMut(&ArrayD<i32>, &[usize])) {
    const LENGTHS: [usize; 4] = [3, 2, 5, 4];
    let pick = |bits: u32| {
        let lengths = LENGTHS.iter().enumerate();
        let shape = lengths.map(|(axis, &len)| if bits >> axis & 1 == 1 { len } else { 1 });
        shape.collect::<Vec<usize>>()
    };
    for stored in 0..1 << LENGTHS.len() {
        for repeated in 0..1 << LENGTHS.len() {
            let mut n = 0;
            let x = ArrayD::from_shape_simple_fn(IxDyn(&pick(stored)), || {
                n += 1;
                element(n)
            });
            test(&x, &pick(stored | repeated));
        }
    }
}

/// A small generator of reproducible random numbers (`SplitMix64`).
pub struct Random(u64);

impl Random {
    /// A generator with the given seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// A random number below the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bits = ((z ^ (z >> 31)) >> 32) as u32;
        bits as usize % bound
    }
}
