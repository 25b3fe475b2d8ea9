//! A weak scalar beside a dtype of another crate is the element that `num_traits`, or the row, says; or it is refused.

use aw::{Error, Scalar};
use downstream::gauges::gauges::{self, Array};
use downstream::gauges::{Sixteenths, Ticks};
use downstream::units::{Date, Rgb, Soil};
use fixed::types::I16F16;
use half::{bf16, f16};
use ndarray::{ArrayD, array};
use rust_decimal::Decimal;

/// The scalar as an element of the dtype of `beside`.
fn element<T: Copy + 'static>(beside: T, scalar: impl Into<Scalar>) -> Result<T, Error>
where
    for<'a> gauges::ArrayView<'a>: From<&'a ndarray::Array1<T>>,
    gauges::Table: aw::HasDType<T>,
    ArrayD<T>: TryFrom<Array, Error: core::fmt::Debug>,
{
    let scalar: Scalar = scalar.into();
    let chosen = gauges::where_(&array![false], &ndarray::Array1::from_elem(1, beside), scalar)?;
    let chosen = ArrayD::try_from(chosen).expect("the dtype of the array");
    Ok(chosen[[0]])
}
