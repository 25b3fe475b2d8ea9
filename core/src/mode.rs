//! Which elements `top_k` finds.

/// Which elements `top_k` finds.
///
/// # Examples
///
/// ```
/// use argwhere::{Mode, top_k};
///
/// let x = ndarray::array![1i16, 5, 2, 5];
/// let (_, indices) = top_k(&x, 2, 0, Mode::Largest)?;
/// assert_eq!(indices, ndarray::array![1, 3].into_dyn());
/// let (_, indices) = top_k(&x, 2, 0, Mode::Smallest)?;
/// assert_eq!(indices, ndarray::array![0, 2].into_dyn());
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Mode {
    /// The largest elements, from the largest one down.
    Largest,
    /// The smallest elements, from the smallest one up.
    Smallest,
}
