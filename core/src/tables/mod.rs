//! The tables of this crate. Each is one invocation of `kernels!`, as a user would write it.

#[cfg(feature = "half")]
#[allow(
    clippy::cast_lossless,
    clippy::module_inception,
    reason = "the casts are the steps of the table; the file has the name of its table"
)]
pub(crate) mod half;
#[cfg(feature = "jax")]
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    clippy::module_inception,
    reason = "the casts are the steps of the table, lossy ones too; the file has the name of its table"
)]
pub(crate) mod jax;
#[cfg(feature = "numpy")]
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    clippy::module_inception,
    reason = "the casts are the steps of the table, lossy ones too; the file has the name of its table"
)]
pub(crate) mod numpy;
#[allow(
    clippy::cast_lossless,
    clippy::module_inception,
    reason = "the casts are the steps of the table; the file has the name of its table"
)]
pub(crate) mod standard;
