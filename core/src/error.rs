//! The error type. Every message says what was given, and what to use instead.

use crate::dtype::scalar::{Scalar, ScalarError};
use crate::index::Index;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

/// The error of a call: one variant per reason.
///
/// # Examples
///
/// ```
/// use argwhere::{Along, Error, argmax};
///
/// let x = ndarray::array![[1i16, 5, 5], [9, 2, 9]];
/// let error = argmax(&x, Along::axis(2)).unwrap_err();
/// assert_eq!(error, Error::AxisOutOfRange { axis: 2, ndim: 2 });
/// assert_eq!(error.to_string(), "axis 2 is out of range for an array of 2 dimensions; use -2..=1");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The axis is not in `-ndim..ndim`. A 0-d array has no axis.
    AxisOutOfRange {
        /// The requested axis.
        axis: isize,
        /// The rank of the array.
        ndim: usize,
    },
    /// An axis is given twice, possibly once as a negative number.
    RepeatedAxis {
        /// The axis, counted from the first.
        axis: usize,
        /// The given axes.
        axes: Vec<isize>,
    },
    /// The searched array or axis is empty, so there is no largest or smallest element.
    Empty {
        /// The function that was called.
        operation: &'static str,
        /// The array's shape.
        shape: Vec<usize>,
        /// The empty axis, or `None` if the whole array is searched.
        axis: Option<usize>,
    },
    /// Every searched element is NaN, so there is no largest or smallest number.
    AllNaN {
        /// The function that was called.
        operation: &'static str,
        /// The first slice of NaN only, in row-major order: its index along each axis that is not searched. Empty if the
        /// whole array is searched.
        index: Vec<usize>,
        /// The searched axis, or `None` if the whole array is searched.
        axis: Option<usize>,
    },
    /// The dtype has no order, so its arrays have no largest or smallest element.
    Unordered {
        /// The function that was called.
        operation: &'static str,
        /// The array's dtype.
        dtype: &'static str,
        /// The name of the table.
        table: &'static str,
    },
    /// The table leaves the operation out for this dtype.
    NotInTable {
        /// The function that was called.
        operation: &'static str,
        /// The array's dtype.
        dtype: &'static str,
        /// The name of the table.
        table: &'static str,
    },
    /// The function needs an array with at least one axis, and the array is 0-d.
    ZeroDimensional {
        /// The function that was called.
        operation: &'static str,
    },
    /// The argument of `searchsorted` is not 1-D.
    NotOneDimensional {
        /// The name of the argument: `x1` or `sorter`.
        argument: &'static str,
        /// The shape of the argument.
        shape: Vec<usize>,
    },
    /// The sorter does not have an entry per element of `x1`.
    SorterLength {
        /// The number of entries.
        len: usize,
        /// The number of elements of `x1`.
        expected: usize,
    },
    /// The sorter does not have an integer dtype.
    SorterNotInteger {
        /// The sorter's dtype.
        dtype: &'static str,
    },
    /// An entry of the sorter is not a position in `x1`.
    SorterOutOfRange {
        /// The position of the entry in the sorter.
        position: usize,
        /// The entry.
        entry: i128,
        /// The number of elements of `x1`.
        len: usize,
    },
    /// The condition of `where_` does not have the dtype bool.
    ConditionNotBool {
        /// The condition's dtype.
        dtype: &'static str,
    },
    /// The table defines no promotion of the two dtypes.
    UndefinedPromotion {
        /// The dtype of the first operand.
        left: &'static str,
        /// The dtype of the second operand.
        right: &'static str,
        /// The name of the table.
        table: &'static str,
    },
    /// The shapes cannot be broadcast together.
    Broadcast {
        /// The name and the shape of each operand. Scalars and 0-d arrays are omitted, because they broadcast to every
        /// shape.
        shapes: Vec<(&'static str, Vec<usize>)>,
    },
    /// The array cannot be broadcast to the requested shape.
    BroadcastTo {
        /// The array's shape.
        shape: Vec<usize>,
        /// The requested shape.
        to: Vec<usize>,
    },
    /// `top_k` cannot find this number of elements along the axis: it is larger than the length of the axis.
    KOutOfRange {
        /// The requested number of elements.
        k: usize,
        /// The length of the axis.
        len: usize,
        /// The axis.
        axis: usize,
    },
    /// The result is too large to be addressed, or its memory could not be allocated.
    TooLarge {
        /// The shape of the result.
        shape: Vec<usize>,
        /// The size of an element in bytes.
        item: usize,
    },
    /// The scalar is out of range for the dtype.
    ScalarOutOfRange {
        /// The scalar.
        scalar: Scalar,
        /// The dtype that the scalar must take: that of the other operand, unless the table says otherwise.
        dtype: &'static str,
    },
    /// The dtype does not accept scalars of this kind: for example a float beside an integer array in the standard's table.
    ScalarKind {
        /// The scalar.
        scalar: Scalar,
        /// The dtype that the scalar must take: that of the other operand, unless the table says otherwise.
        dtype: &'static str,
    },
    /// The table defines no conversion from numbers to the element type of the other operand.
    UndefinedScalar {
        /// The scalar.
        scalar: Scalar,
        /// The dtype that the scalar must take: that of the other operand, unless the table says otherwise.
        dtype: &'static str,
    },
    /// `x1` and `x2` of `where_` are both scalars, so neither has a dtype for the result.
    TwoScalars,
    /// The array does not have the requested dtype.
    DTypeMismatch {
        /// The requested dtype.
        expected: &'static str,
        /// The array's dtype.
        found: &'static str,
    },
    /// The array does not have the requested rank.
    RankMismatch {
        /// The requested rank.
        expected: usize,
        /// The array's rank.
        found: usize,
    },
    /// An array does not have the required shape.
    ShapeMismatch {
        /// The required shape.
        expected: Vec<usize>,
        /// The shape of the array.
        found: Vec<usize>,
    },
    /// An index is out of range for its axis.
    IndexOutOfRange {
        /// The axis.
        axis: usize,
        /// The length of that axis.
        len: usize,
        /// The index. A negative index counts from the end.
        index: isize,
    },
    /// A position in row-major order is negative, or an array of this shape has no element there.
    FlatIndexOutOfRange {
        /// The position.
        index: Index,
        /// The shape.
        shape: Vec<usize>,
    },
    /// A range is out of range for its axis, or its step is 0.
    Slice {
        /// The axis.
        axis: usize,
        /// The length of that axis.
        len: usize,
        /// The requested range.
        given: String,
    },
    /// A slice names more or fewer axes than the array has.
    SliceRank {
        /// The number of axes that the slice names.
        given: usize,
        /// The rank of the array.
        ndim: usize,
    },
    /// The axes are not a permutation: each axis of the array must be named exactly once.
    NotAPermutation {
        /// The given axes.
        axes: Vec<usize>,
        /// The rank of the array.
        ndim: usize,
    },
    /// The requested shape and the array have different numbers of elements.
    Reshape {
        /// The array's shape.
        shape: Vec<usize>,
        /// The requested shape.
        to: Vec<usize>,
    },
    /// The elements are not in row-major order in memory, so the array cannot be reshaped without a copy.
    NotRowMajor {
        /// The array's shape.
        shape: Vec<usize>,
        /// The array's strides, in elements.
        strides: Vec<isize>,
    },
    /// A block of an array, or its origin, has another rank than the whole array.
    BlockRank {
        /// The number of indices in the origin.
        origin: usize,
        /// The rank of the block.
        block: usize,
        /// The rank of the whole array.
        ndim: usize,
    },
    /// A block extends past the end of the whole array.
    BlockOutOfRange {
        /// The axis.
        axis: usize,
        /// The index of the block's first element along the axis.
        start: usize,
        /// The length of the block along the axis.
        len: usize,
        /// The length of the whole array along the axis.
        whole: usize,
    },
    /// The blocks of a partial result have fewer or more elements than the whole array.
    BlocksMissing {
        /// The number of elements in the blocks.
        covered: u64,
        /// The number of elements of the whole array.
        len: u64,
        /// The shape of the whole array.
        shape: Vec<usize>,
    },
    /// Two partial results belong to different searches, so that they do not merge.
    OtherSearch {
        /// The search that another result was merged into.
        this: String,
        /// The search of that result.
        other: String,
    },
    /// A list of candidates has none for a lane, so that some blocks are missing.
    NoCandidate {
        /// The position of the lane in row-major order.
        lane: usize,
    },
    /// No dtype of the table has this name.
    UnknownDType {
        /// The given name.
        name: String,
        /// The name of the table.
        table: &'static str,
        /// The names of the table's dtypes.
        known: &'static [&'static str],
    },
}

impl Error {
    /// The message for a dtype that does not take a scalar.
    pub(crate) fn scalar(found: ScalarError, scalar: Scalar, dtype: &'static str) -> Self {
        match found {
            ScalarError::Kind => Self::ScalarKind { scalar, dtype },
            ScalarError::Range => Self::ScalarOutOfRange { scalar, dtype },
            ScalarError::Undefined => Self::UndefinedScalar { scalar, dtype },
        }
    }

    /// The message for an array or an axis without elements.
    #[cold]
    pub(crate) fn empty(operation: &'static str, shape: &[usize], axis: Option<usize>) -> Self {
        Self::Empty {
            operation,
            shape: shape.to_vec(),
            axis,
        }
    }

    /// The message for a slice of NaN only, or for an array of NaN only if no axis is searched.
    #[cold]
    pub(crate) fn all_nan(operation: &'static str, index: &[usize], axis: Option<usize>) -> Self {
        Self::AllNaN {
            operation,
            index: index.to_vec(),
            axis,
        }
    }
}

impl fmt::Display for Error {
    #[expect(clippy::too_many_lines, reason = "every message in one place")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AxisOutOfRange { axis, ndim: 0 } => {
                write!(
                    f,
                    "axis {axis} is out of range for a 0-d array, which has no axes; to search it, use Along::all()"
                )
            }
            Self::AxisOutOfRange { axis, ndim } => {
                let s = if *ndim == 1 { "" } else { "s" };
                let last = ndim - 1;
                write!(
                    f,
                    "axis {axis} is out of range for an array of {ndim} dimension{s}; use -{ndim}..={last}"
                )
            }
            Self::RepeatedAxis { axis, axes } => write!(
                f,
                "the axes {axes:?} name axis {axis} twice; name each axis at most once"
            ),
            Self::Empty {
                operation,
                shape,
                axis: Some(axis),
            } => write!(
                f,
                "{operation} along axis {axis} of an array of shape {shape:?} would search zero elements; \
                 that axis must not be empty"
            ),
            Self::Empty {
                operation,
                shape,
                axis: None,
            } => write!(
                f,
                "{operation} of an array of shape {shape:?} would search zero elements; it must not be empty"
            ),
            Self::AllNaN {
                operation,
                index,
                axis: Some(axis),
            } => write!(
                f,
                "{operation} along axis {axis} found only NaN at index {index:?} of the other axes; \
                 replace NaN there, or leave that slice out"
            ),
            Self::AllNaN {
                operation,
                axis: None,
                ..
            } => write!(
                f,
                "{operation} of the array found only NaN; replace NaN first, or skip the array"
            ),
            Self::Unordered {
                operation,
                dtype,
                table,
            } => write!(
                f,
                "{operation} needs an order, and the dtype {dtype} has none in the table {table}; \
                 search a real quantity of it, such as its magnitude"
            ),
            Self::NotInTable {
                operation,
                dtype,
                table,
            } => {
                write!(
                    f,
                    "the table {table} has no {operation} for the dtype {dtype}; convert the array first"
                )
            }
            Self::ZeroDimensional { operation } => write!(
                f,
                "{operation} of a 0-d array is not defined; give the array an axis, for example by reshaping it to [1]"
            ),
            Self::NotOneDimensional { argument, shape } => write!(
                f,
                "the argument {argument} of searchsorted must be 1-D, found an array of shape {shape:?}; reshape it, or pass \
                 one of its rows"
            ),
            Self::SorterLength { len, expected } => write!(
                f,
                "the sorter has length {len} and x1 has length {expected}; pass one index per element of x1, in the order \
                 that sorts it"
            ),
            Self::SorterNotInteger { dtype } => write!(
                f,
                "the sorter must have an integer dtype, found {dtype}; pass the indices that sort x1"
            ),
            Self::SorterOutOfRange {
                position,
                entry,
                len,
            } => write!(
                f,
                "entry {position} of the sorter is {entry}, which is not a position in x1; use 0..{len}"
            ),
            Self::ConditionNotBool { dtype } => {
                write!(
                    f,
                    "the condition must be bool, found {dtype}; compare it first, as in x != 0"
                )
            }
            Self::UndefinedPromotion { left, right, table } => write!(
                f,
                "the table {table} defines no promotion of {left} with {right}; convert one of the two first"
            ),
            Self::Broadcast { shapes } => {
                write!(f, "the shapes ")?;
                for (at, (operand, shape)) in shapes.iter().enumerate() {
                    let before = match at {
                        0 => "",
                        _ if at + 1 == shapes.len() => " and ",
                        _ => ", ",
                    };
                    write!(f, "{before}{shape:?} ({operand})")?;
                }
                write!(
                    f,
                    " cannot be broadcast together; aligned at the right, lengths must be equal or 1"
                )
            }
            Self::BroadcastTo { shape, to } => write!(
                f,
                "an array of shape {shape:?} cannot be broadcast to shape {to:?}; aligned at the right, its lengths must be \
                 equal to those or 1"
            ),
            Self::KOutOfRange { k, len, axis } => write!(
                f,
                "k is {k}, but axis {axis} has length {len}; use 0..={len}"
            ),
            Self::TooLarge { shape, item } => write!(
                f,
                "a result of shape {shape:?} with {item} bytes per element does not fit in memory; \
                 process the arrays in parts"
            ),
            Self::ScalarOutOfRange { scalar, dtype } => write!(
                f,
                "the scalar {scalar} is out of range for {dtype}; convert the array to a dtype that holds it"
            ),
            Self::ScalarKind { scalar, dtype } => write!(
                f,
                "the scalar {scalar} of kind {} cannot take the dtype {dtype}; convert the array first",
                scalar.kind()
            ),
            Self::UndefinedScalar { scalar, dtype } => write!(
                f,
                "the dtype {dtype} accepts no scalars, found {scalar}; write `scalar = |scalar| ..` in its row of the table, \
                 or implement `num_traits::NumCast` for its type"
            ),
            Self::TwoScalars => {
                write!(
                    f,
                    "both operands are scalars, which have no dtype; make one of them an array"
                )
            }
            Self::DTypeMismatch { expected, found } => {
                write!(f, "expected an array of dtype {expected}, found {found}")
            }
            Self::RankMismatch { expected, found } => {
                write!(
                    f,
                    "expected an array of rank {expected}, found rank {found}"
                )
            }
            Self::ShapeMismatch { expected, found } => {
                write!(
                    f,
                    "expected an array of shape {expected:?}, found {found:?}"
                )
            }
            Self::IndexOutOfRange {
                axis,
                len: 0,
                index,
            } => {
                write!(
                    f,
                    "the index {index} is out of range for axis {axis}, which is empty; use a range"
                )
            }
            Self::IndexOutOfRange { axis, len, index } => write!(
                f,
                "the index {index} is out of range for axis {axis} of length {len}; use -{len}..={}",
                len - 1
            ),
            Self::FlatIndexOutOfRange { index, shape } if shape.contains(&0) => write!(
                f,
                "the index {index} is out of range for an array of shape {shape:?}, which has no elements"
            ),
            Self::FlatIndexOutOfRange { index, shape } => write!(
                f,
                "the index {index} is out of range for an array of shape {shape:?}; use 0..={}",
                shape
                    .iter()
                    .fold(1, |len: usize, &axis| len.saturating_mul(axis))
                    - 1
            ),
            Self::Slice { axis, len, given } => write!(
                f,
                "{given} is out of range for axis {axis} of length {len}; use -{len}..={len} and a step other than 0"
            ),
            Self::SliceRank { given, ndim } => {
                let axes = if *given == 1 { "axis" } else { "axes" };
                write!(
                    f,
                    "the slice names {given} {axes}, but the array has {ndim}; name each once"
                )
            }
            Self::NotAPermutation { axes, ndim } => {
                write!(
                    f,
                    "the axes {axes:?} are not a permutation of 0..{ndim}; name each axis once"
                )
            }
            Self::Reshape { shape, to } => write!(
                f,
                "an array of shape {shape:?} cannot take the shape {to:?}, which has a different number of elements"
            ),
            Self::NotRowMajor { shape, strides } => write!(
                f,
                "an array of shape {shape:?} and strides {strides:?} does not lie in row-major order; \
                 use to_shape, which copies the elements"
            ),
            Self::BlockRank {
                origin,
                block,
                ndim,
            } => write!(
                f,
                "a block of {block} dimensions with an origin of {origin} indices is not a part of an array of \
                 {ndim} dimensions; all three numbers must be equal"
            ),
            Self::BlockOutOfRange {
                axis,
                start,
                len,
                whole,
            } => write!(
                f,
                "a block of length {len} along axis {axis} does not fit at index {start}: the whole array has length \
                 {whole} along this axis"
            ),
            Self::BlocksMissing {
                covered,
                len,
                shape,
            } => {
                let advice = match covered.cmp(len) {
                    Ordering::Less => "add the blocks that are missing",
                    Ordering::Equal => "some overlap and others are missing; add each block once",
                    Ordering::Greater => "add each block only once",
                };
                write!(
                    f,
                    "the blocks have {covered} elements, but an array of shape {shape:?} has {len}; {advice}"
                )
            }
            Self::OtherSearch { this, other } => write!(
                f,
                "the partial result of {other} does not merge into that of {this}; give both the same arguments"
            ),
            Self::NoCandidate { lane } => write!(
                f,
                "lane {lane} has no candidate; merge the candidates of all blocks of the array"
            ),
            Self::UnknownDType { name, table, known } => {
                write!(
                    f,
                    "the table {table} has no dtype {name:?}; it has {}",
                    known.join(", ")
                )
            }
        }
    }
}

impl core::error::Error for Error {}

/// The error of a conversion that takes its value. It gives the value back.
///
/// # Examples
///
/// ```
/// use argwhere::Array;
///
/// let x = Array::from(ndarray::array![1i16, 5]);
/// let rejected = x.into_ndarray::<f32, ndarray::Ix1>().unwrap_err();
/// assert_eq!(rejected.to_string(), "expected an array of dtype float32, found int16");
/// assert_eq!(rejected.value.shape(), [2]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected<A> {
    /// The value, unchanged.
    pub value: A,
    /// Why it could not be converted.
    pub error: Error,
}

impl<A> fmt::Display for Rejected<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<A: fmt::Debug> core::error::Error for Rejected<A> {}

impl<A> From<Rejected<A>> for Error {
    fn from(rejected: Rejected<A>) -> Self {
        rejected.error
    }
}
