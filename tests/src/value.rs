//! One element of any dtype, and its conversion to and from the Rust types of the standard table.

use std::fmt;

use argwhere::{ArrayView, ArrayViewMut, DType};
use ndarray::{ArrayViewD, ArrayViewMutD};
use num_complex::Complex;

/// One element of any dtype of the standard table.
///
/// Two values are equal if their bits are equal: `-0.0` differs from `0.0`, and a NaN equals itself but not a NaN with
/// another sign or payload.
#[derive(Clone, Copy)]
pub enum Value {
    /// A bool.
    Bool(bool),
    /// An element of any of the eight integer dtypes.
    Int(i128),
    /// A float32.
    Float32(f32),
    /// A float64.
    Float64(f64),
    /// A complex64.
    Complex64(Complex<f32>),
    /// A complex128.
    Complex128(Complex<f64>),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float32(a), Value::Float32(b)) => a.to_bits() == b.to_bits(),
            (Value::Float64(a), Value::Float64(b)) => a.to_bits() == b.to_bits(),
            (Value::Complex64(a), Value::Complex64(b)) => {
                Value::Float32(a.re) == Value::Float32(b.re)
                    && Value::Float32(a.im) == Value::Float32(b.im)
            }
            (Value::Complex128(a), Value::Complex128(b)) => {
                Value::Float64(a.re) == Value::Float64(b.re)
                    && Value::Float64(a.im) == Value::Float64(b.im)
            }
            _ => false,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bool(value) => write!(f, "{value}"),
            Value::Int(value) => write!(f, "{value}"),
            Value::Float32(value) if value.is_nan() => write!(f, "NaN({:#x})", value.to_bits()),
            Value::Float32(value) => write!(f, "{value:?}"),
            Value::Float64(value) if value.is_nan() => write!(f, "NaN({:#x})", value.to_bits()),
            Value::Float64(value) => write!(f, "{value:?}"),
            Value::Complex64(value) => write!(
                f,
                "({:?}, {:?})",
                Value::Float32(value.re),
                Value::Float32(value.im)
            ),
            Value::Complex128(value) => write!(
                f,
                "({:?}, {:?})",
                Value::Float64(value.re),
                Value::Float64(value.im)
            ),
        }
    }
}

/// A Rust type of the standard table.
pub trait Element: Copy + fmt::Debug + 'static {
    /// The dtype whose elements have this type.
    const DTYPE: DType;

    /// The element as a [`Value`].
    fn value(self) -> Value;

    /// The element that a [`Value`] of this dtype represents.
    ///
    /// # Panics
    ///
    /// If the value has another dtype or does not fit.
    fn of(value: Value) -> Self;

    /// Converts a typed view to the crate's dynamic view.
    fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_>;

    /// The typed view inside the crate's dynamic view.
    ///
    /// # Panics
    ///
    /// If the view has another dtype.
    fn inside(view: ArrayViewMut<'_>) -> ArrayViewMutD<'_, Self>;
}

macro_rules! impl_element {
    ($($element:ty: $dtype:ident = $variant:ident),+ $(,)?) => {$(
        impl Element for $element {
            const DTYPE: DType = DType::$dtype;

            fn value(self) -> Value {
                Value::$variant(self.into())
            }

            fn of(value: Value) -> Self {
                match value {
                    Value::$variant(value) => value.try_into().expect("the value fits the dtype"),
                    other => panic!("{other:?} is not a {}", stringify!($dtype)),
                }
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
            }

            fn inside(view: ArrayViewMut<'_>) -> ArrayViewMutD<'_, Self> {
                match view {
                    ArrayViewMut::$dtype(view) => view,
                    other => panic!("the dtype of the view is {}, not {}", other.dtype(), Self::DTYPE),
                }
            }
        }
    )+};
}

impl_element! {
    bool: Bool = Bool,
    i8: Int8 = Int,
    i16: Int16 = Int,
    i32: Int32 = Int,
    i64: Int64 = Int,
    u8: UInt8 = Int,
    u16: UInt16 = Int,
    u32: UInt32 = Int,
    u64: UInt64 = Int,
    f32: Float32 = Float32,
    f64: Float64 = Float64,
    Complex<f32>: Complex64 = Complex64,
    Complex<f64>: Complex128 = Complex128,
}
