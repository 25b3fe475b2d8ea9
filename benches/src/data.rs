//! Inputs: the dtypes, and arrays of a given order, with or without NaN, with a given share of non-zeros.
//!
//! Everything is made from fixed seeds, so that two runs measure the same inputs.

use argwhere::ArrayView;
use bytemuck::NoUninit;
use ndarray::ArrayViewD;
use num_complex::Complex;
use std::fmt::Debug;

/// The element type of a standard dtype.
pub trait Sample: Copy + Debug + PartialEq + NoUninit + crate::peers::Known {
    /// The name of the dtype.
    const DTYPE: &'static str;
    /// Its zero.
    const ZERO: Self;

    /// A number of that dtype anywhere in its range, but not the least or the largest integer.
    ///
    /// A search that stops at the largest integer would stop after a few hundred random bytes, and what would be measured
    /// then is luck.
    fn random(bits: u64) -> Self;

    /// The element `index` of a ramp of `len` elements from small to large.
    fn ramp(index: usize, len: usize) -> Self;

    /// NaN, if the dtype has it.
    fn nan() -> Option<Self> {
        None
    }

    /// A view whose dtype is known at run time only.
    fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_>;
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
                let (least, largest) = (i128::from(Self::MIN) + 1, i128::from(Self::MAX) - 1);
                (least + (largest - least) * index as i128 / len as i128) as Self
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
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
        }

        impl Sample for Complex<$type> {
            const DTYPE: &'static str = if size_of::<$type>() == 4 { "complex64" } else { "complex128" };
            const ZERO: Self = Complex::new(0.0, 0.0);

            fn random(bits: u64) -> Self {
                // A third each has a real part alone, an imaginary part alone, and both.
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
}

/// In which order the elements stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In none.
    Random,
    /// From the least to the largest.
    Ascending,
    /// From the largest to the least.
    Descending,
    /// All are equal.
    Constant,
}

impl Order {
    /// How the report calls it.
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

/// Elements in an order.
#[must_use]
pub fn ordered<T: Sample>(len: usize, order: Order) -> Vec<T> {
    match order {
        Order::Random => {
            let mut next = noise(len);
            (0..len).map(|_| T::random(next())).collect()
        }
        Order::Ascending => (0..len).map(|index| T::ramp(index, len)).collect(),
        Order::Descending => (0..len).rev().map(|index| T::ramp(index, len)).collect(),
        // Not zero: memory of zeros alone may be one page, mapped many times.
        Order::Constant => vec![T::ramp(1, 2); len],
    }
}

/// Random elements.
#[must_use]
pub fn random<T: Sample>(len: usize) -> Vec<T> {
    ordered(len, Order::Random)
}

/// Random elements, of which that share is not zero.
#[must_use]
pub fn sparse<T: Sample>(len: usize, density: f64) -> Vec<T> {
    let mut next = noise(len);
    let one = T::ramp(len, len);
    (0..len)
        .map(|_| {
            // Scaled to the unit interval, one excluded.
            if (next() >> 11) as f64 / (1_u64 << 53) as f64 >= density {
                return T::ZERO;
            }
            let element = T::random(next());
            if element == T::ZERO { one } else { element }
        })
        .collect()
}

/// How the trues of a condition are spread; half of it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each element for itself.
    Random,
    /// In blocks of 1 to 511 equal elements.
    Blocked,
}

impl Spread {
    /// How the report calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Blocked => "blocked",
        }
    }
}

/// A condition.
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
