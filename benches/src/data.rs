//! The inputs: the dtypes, and elements in a given order or with a given density of nonzero elements.
//!
//! All seeds are fixed, so two runs measure the same inputs.

use argwhere::{Array, ArrayView};
use bytemuck::NoUninit;
use ndarray::ArrayViewD;
use num_complex::Complex;
use std::fmt::Debug;

/// The element type of a standard dtype.
pub trait Sample: Copy + Debug + PartialEq + NoUninit {
    /// The name of the dtype.
    const DTYPE: &'static str;
    /// The zero of the dtype.
    const ZERO: Self;

    /// A random value: for integers from the whole range except its two ends, for floats from -1 to 1.
    ///
    /// argmax may stop early at the largest integer of the dtype. Random bytes contain it within a few hundred
    /// elements. The benchmark would then measure only the position of the first one.
    fn random(bits: u64) -> Self;

    /// Element `index` of an ascending ramp of `len` elements.
    fn ramp(index: usize, len: usize) -> Self;

    /// NaN, if the dtype has one.
    fn nan() -> Option<Self> {
        None
    }

    /// A dynamic view, whose dtype is known only at run time.
    fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_>;

    /// The bytes of the elements of a dynamic array of this dtype.
    fn bytes_of(array: &Array) -> Vec<u8>;
}

/// The bytes of the elements of a contiguous array.
fn bytes<T: Sample>(array: &ArrayViewD<'_, T>) -> Vec<u8> {
    bytemuck::cast_slice(array.as_slice().expect("it is contiguous")).to_vec()
}

macro_rules! integers {
    ($($type:ty: $name:literal)*) => {$(
        impl Sample for $type {
            const DTYPE: &'static str = $name;
            const ZERO: Self = 0;

            fn random(bits: u64) -> Self {
                let value = bits as Self;
                if value == Self::MIN || value == Self::MAX { Self::MAX / 2 } else { value }
            }

            fn ramp(index: usize, len: usize) -> Self {
                let (smallest, largest) = (i128::from(Self::MIN) + 1, i128::from(Self::MAX) - 1);
                (smallest + (largest - smallest) * index as i128 / len as i128) as Self
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
            }

            fn bytes_of(array: &Array) -> Vec<u8> {
                bytes::<Self>(&array.as_ndarray().expect("the dtype of the array"))
            }
        }
    )*};
}

integers! {
    i8: "int8" i16: "int16" i32: "int32" i64: "int64" u8: "uint8" u16: "uint16" u32: "uint32" u64: "uint64"
}

macro_rules! floats {
    ($($type:ty: $name:literal)*) => {$(
        impl Sample for $type {
            const DTYPE: &'static str = $name;
            const ZERO: Self = 0.0;

            fn random(bits: u64) -> Self {
                let unit = (bits >> (64 - Self::MANTISSA_DIGITS)) as Self / (1_u64 << Self::MANTISSA_DIGITS) as Self;
                unit * 2.0 - 1.0
            }

            fn ramp(index: usize, len: usize) -> Self {
                index as Self - (len / 2) as Self
            }

            fn nan() -> Option<Self> {
                Some(Self::NAN)
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
            }

            fn bytes_of(array: &Array) -> Vec<u8> {
                bytes::<Self>(&array.as_ndarray().expect("the dtype of the array"))
            }
        }

        impl Sample for Complex<$type> {
            const DTYPE: &'static str = if size_of::<$type>() == 4 { "complex64" } else { "complex128" };
            const ZERO: Self = Complex::new(0.0, 0.0);

            fn random(bits: u64) -> Self {
                // One third is real, one third is imaginary, and one third has both parts.
                let part = <$type>::random(bits);
                match bits % 3 {
                    0 => Complex::new(part, 0.0),
                    1 => Complex::new(0.0, part),
                    _ => Complex::new(part, -part),
                }
            }

            fn ramp(index: usize, len: usize) -> Self {
                Complex::new(<$type>::ramp(index, len), 0.0)
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
            }

            fn bytes_of(array: &Array) -> Vec<u8> {
                bytes::<Self>(&array.as_ndarray().expect("the dtype of the array"))
            }
        }
    )*};
}

floats! { f32: "float32" f64: "float64" }

impl Sample for bool {
    const DTYPE: &'static str = "bool";
    const ZERO: Self = false;

    fn random(bits: u64) -> Self {
        bits % 2 == 1
    }

    fn ramp(index: usize, len: usize) -> Self {
        index >= len - len / 8
    }

    fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
        view.into()
    }

    fn bytes_of(array: &Array) -> Vec<u8> {
        bytes::<Self>(&array.as_ndarray().expect("the dtype of the array"))
    }
}

/// The order of the elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// No order.
    Random,
    /// From the smallest to the largest.
    Ascending,
    /// From the largest to the smallest.
    Descending,
    /// All elements are equal.
    Constant,
}

impl Order {
    /// The name in the report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
            Self::Constant => "constant",
        }
    }
}

/// Pseudo-random numbers: splitmix64.
fn noise(seed: usize) -> impl FnMut() -> u64 {
    let mut state = seed as u64;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Elements in a given order.
#[must_use]
pub fn ordered<T: Sample>(len: usize, order: Order) -> Vec<T> {
    match order {
        Order::Random => {
            let mut next = noise(len);
            (0..len).map(|_| T::random(next())).collect()
        }
        Order::Ascending => (0..len).map(|index| T::ramp(index, len)).collect(),
        Order::Descending => (0..len).rev().map(|index| T::ramp(index, len)).collect(),
        // Not zero, because the kernel of the operating system may map memory of only zeros to one shared page.
        Order::Constant => vec![T::ramp(1, 2); len],
    }
}

/// Random elements.
#[must_use]
pub fn random<T: Sample>(len: usize) -> Vec<T> {
    ordered(len, Order::Random)
}

/// Random elements, nonzero with probability `density`.
#[must_use]
pub fn sparse<T: Sample>(len: usize, density: f64) -> Vec<T> {
    let mut next = noise(len);
    let one = T::ramp(len, len);
    (0..len)
        .map(|_| {
            // From 0 up to, but not including, 1.
            if (next() >> 11) as f64 / (1_u64 << 53) as f64 >= density {
                return T::ZERO;
            }
            let element = T::random(next());
            if element == T::ZERO { one } else { element }
        })
        .collect()
}

/// How the true elements of a condition are distributed. Half of the elements are true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each element is independent of the others.
    Random,
    /// Blocks of 1 to 511 equal elements.
    Blocked,
}

impl Spread {
    /// The name in the report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Blocked => "blocked",
        }
    }
}

/// A condition for `where_`.
#[must_use]
pub fn condition(len: usize, spread: Spread) -> Vec<bool> {
    let mut next = noise(len + 1);
    match spread {
        Spread::Random => (0..len).map(|_| next() % 2 == 1).collect(),
        Spread::Blocked => {
            let mut condition = Vec::with_capacity(len);
            let mut value = false;
            while condition.len() < len {
                let block = 1 + next() as usize % 511;
                condition.resize(len.min(condition.len() + block), value);
                value = !value;
            }
            condition
        }
    }
}
