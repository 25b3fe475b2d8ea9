//! Floats and complex numbers as data of serde. Text formats may have no number for NaN and the infinities, so there they are
//! strings.

#[cfg(feature = "half")]
use crate::dtype::half::round_to_odd;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;
use num_complex::Complex;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A float, which text formats may not have a number for.
pub(super) struct Float<F>(pub(super) F);

macro_rules! floats {
    ($($float:ident;)*) => {$(
        impl Serialize for Float<$float> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.0.is_finite() || !serializer.is_human_readable() {
                    return self.0.serialize(serializer);
                }
                serializer.serialize_str(match self.0 {
                    $float::INFINITY => "inf",
                    $float::NEG_INFINITY => "-inf",
                    _ => "NaN",
                })
            }
        }

        impl<'de> Deserialize<'de> for Float<$float> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(FloatVisitor::<$float>(PhantomData))
                } else {
                    $float::deserialize(deserializer).map(Self)
                }
            }
        }

        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_lossless,
            reason = "a number rounds to the dtype; not every one of the conversions does"
        )]
        impl<'de> Visitor<'de> for FloatVisitor<$float> {
            type Value = Float<$float>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, \"NaN\", \"inf\" or \"-inf\"")
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Float(number as $float))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Float(number as $float))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Float(number as $float))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                match text {
                    "NaN" => Ok(Float($float::NAN)),
                    "inf" => Ok(Float($float::INFINITY)),
                    "-inf" => Ok(Float($float::NEG_INFINITY)),
                    _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
                }
            }

            // With its feature `arbitrary_precision`, `serde_json` presents a number as a map of one text.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let entry = map.next_entry::<String, String>()?;
                entry
                    .filter(|(key, _)| key == "$serde_json::private::Number")
                    .and_then(|(_, number)| number.parse().ok().map(Float))
                    .ok_or_else(|| A::Error::invalid_type(Unexpected::Map, &self))
            }
        }
    )*};
}

struct FloatVisitor<F>(PhantomData<F>);

floats! {
    f32;
    f64;
}

/// A 16-bit float: as a float32 in text formats, and as its bits in others.
#[cfg(feature = "half")]
pub(super) struct Half<F>(pub(super) F);

#[cfg(feature = "half")]
macro_rules! halves {
    ($($half:ident)*) => {$(
        impl Serialize for Half<half::$half> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    Float(self.0.to_f32()).serialize(serializer)
                } else {
                    self.0.to_bits().serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for Half<half::$half> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    // Rounded once from the number in the text, and not by way of float32.
                    let float = Float::<f64>::deserialize(deserializer)?;
                    Ok(Self(half::$half::from_f32(round_to_odd(float.0))))
                } else {
                    u16::deserialize(deserializer).map(|bits| Self(half::$half::from_bits(bits)))
                }
            }
        }
    )*};
}

#[cfg(feature = "half")]
halves! { f16 bf16 }

/// The real and the imaginary part of a complex number.
#[derive(Serialize, Deserialize)]
#[serde(bound = "Float<F>: Serialize + for<'a> Deserialize<'a>")]
pub(super) struct Parts<F>(Float<F>, Float<F>);

impl<F> From<Complex<F>> for Parts<F> {
    fn from(number: Complex<F>) -> Self {
        Self(Float(number.re), Float(number.im))
    }
}

impl<F> From<Parts<F>> for Complex<F> {
    fn from(Parts(re, im): Parts<F>) -> Self {
        Self::new(re.0, im.0)
    }
}

/// The float of a field with `#[serde(with = "..")]`.
pub(crate) mod real {
    use super::{Deserialize, Deserializer, Float, Serialize, Serializer};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that the derived code calls"
    )]
    pub(crate) fn serialize<S: Serializer>(field: &f64, to: S) -> Result<S::Ok, S::Error> {
        Float(*field).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Float::deserialize(from).map(|float| float.0)
    }
}

/// The complex number of a field with `#[serde(with = "..")]`.
pub(crate) mod complex {
    use super::{Complex, Deserialize, Deserializer, Parts, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(field: &Complex<f64>, to: S) -> Result<S::Ok, S::Error> {
        Parts::from(*field).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Complex<f64>, D::Error> {
        Parts::deserialize(from).map(Complex::from)
    }
}
