//! Elements as the golden data of `data/promotion` store them: by their bits, as unsigned integers.

use ndarray::{Array1, ArrayRef, IxDyn};
use num_complex::Complex;
use serde_json::Value;

/// Reads a file of `data/promotion`.
///
/// # Panics
///
/// If there is no such file, or it is not JSON.
#[must_use]
pub fn json(file: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/promotion")
        .join(file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("the file is JSON")
}

/// An element type whose values are stored as bits.
pub trait Stored: Copy {
    /// The element with these bits.
    fn from_stored(bits: &Value) -> Self;
    /// The bits of the element.
    fn stored(self) -> Value;
}

macro_rules! stored {
    ($($element:ident as $word:ident),+) => {$(
        impl Stored for $element {
            fn from_stored(bits: &Value) -> Self {
                let word = bits.as_u64().and_then(|word| $word::try_from(word).ok());
                let word = word.unwrap_or_else(|| panic!("{bits} is not a {}", stringify!($word)));
                Self::from_ne_bytes(word.to_ne_bytes())
            }

            fn stored(self) -> Value {
                $word::from_ne_bytes(self.to_ne_bytes()).into()
            }
        }
    )+};
}

stored! {
    i8 as u8, i16 as u16, i32 as u32, i64 as u64,
    u8 as u8, u16 as u16, u32 as u32, u64 as u64,
    f32 as u32, f64 as u64
}

impl Stored for bool {
    fn from_stored(bits: &Value) -> Self {
        bits == 1
    }

    fn stored(self) -> Value {
        u8::from(self).into()
    }
}

impl<T: Stored> Stored for Complex<T> {
    fn from_stored(bits: &Value) -> Self {
        Self::new(T::from_stored(&bits[0]), T::from_stored(&bits[1]))
    }

    fn stored(self) -> Value {
        Value::from(vec![self.re.stored(), self.im.stored()])
    }
}

/// The elements with the bits in a list.
///
/// # Panics
///
/// If it is not a list of such bits.
#[must_use]
pub fn read<T: Stored>(bits: &Value) -> Array1<T> {
    let bits = bits.as_array().expect("a list");
    bits.iter().map(T::from_stored).collect()
}

/// The bits of all elements, in row-major order.
pub fn bits<T: Stored>(array: &ArrayRef<T, IxDyn>) -> Value {
    array.iter().map(|element| element.stored()).collect()
}
