//! The parameters of a search: the side, and the order of `x1` as an array of indices.

use crate::error::Error;
use crate::layout::fix;
use alloc::vec::Vec;
use ndarray::{ArrayBase, ArrayRef, ArrayView, ArrayView1, Data, Dimension, Ix1, ViewRepr, s};

/// The side of equal elements on which the position of a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// Before all elements that are equal to the value: the number of elements that are less.
    #[default]
    Left,
    /// After all elements that are equal to the value: the number of elements that are not greater.
    Right,
}

/// How `searchsorted` searches: on which side of equal elements, and in which order `x1` is sorted.
///
/// It stands for the parameters `side` and `sorter` of the
/// [Array API standard](https://data-apis.org/array-api/latest/API_specification/generated/array_api.searchsorted.html).
/// A [`Side`] can be passed in its place.
///
/// # Examples
///
/// ```
/// use argwhere::{Search, searchsorted};
///
/// let x1 = ndarray::array![9i32, 5, 7];
/// let order = ndarray::array![1u8, 2, 0]; // the indices that sort x1
/// let found = searchsorted(&x1, &ndarray::array![5i32, 8], Search::right().sorter(&order))?;
/// assert_eq!(found, ndarray::array![1, 2].into_dyn());
/// # Ok::<(), argwhere::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Search<'a> {
    side: Side,
    sorter: Option<Sorter<'a>>,
}

impl<'a> Search<'a> {
    /// Finds the first position at which a value can be inserted, before all elements that are equal to it.
    pub const fn left() -> Self {
        Self {
            side: Side::Left,
            sorter: None,
        }
    }

    /// Finds the last position at which a value can be inserted, after all elements that are equal to it.
    pub const fn right() -> Self {
        Self {
            side: Side::Right,
            sorter: None,
        }
    }

    /// Takes the elements of `x1` in the order of these indices: the sorter is an integer array of the shape of `x1`, and
    /// each of its entries is a position in `x1`. An entry that occurs twice is not an error.
    pub fn sorter(self, sorter: impl Into<Sorter<'a>>) -> Self {
        Self {
            sorter: Some(sorter.into()),
            ..self
        }
    }

    pub(super) fn side(&self) -> Side {
        self.side
    }

    pub(super) fn order(&self) -> Option<&Sorter<'a>> {
        self.sorter.as_ref()
    }
}

impl From<Side> for Search<'_> {
    fn from(side: Side) -> Self {
        Self { side, sorter: None }
    }
}

/// The indices that sort `x1`, for [`Search::sorter`].
///
/// It is made from a reference to an array of integers, or from a view. The arrays of a table convert to it too; if their
/// dtype is not an integer dtype, the search returns [`Error::SorterNotInteger`].
#[derive(Debug, Clone)]
pub struct Sorter<'a>(Entries<'a>);

/// [`ArrayView1`] with the element type written out, so that a sorter is covariant in its lifetime.
type View<'a, T> = ArrayBase<ViewRepr<&'a T>, Ix1, T>;

/// The element types of a sorter.
pub trait SorterElement: sealed::Sealed + Sized {
    #[doc(hidden)]
    fn sorter(entries: ArrayView1<'_, Self>) -> Sorter<'_>;
}

macro_rules! entries {
    ($($variant:ident $element:ident;)*) => {
        /// The entries of a sorter, or why there are none.
        #[derive(Debug, Clone)]
        enum Entries<'a> {
            $($variant(View<'a, $element>),)*
            /// The array has this shape.
            NotOneDimensional(Vec<usize>),
            /// The array has this dtype.
            NotInteger(&'static str),
        }

        $(
            impl sealed::Sealed for $element {}

            impl SorterElement for $element {
                fn sorter(entries: ArrayView1<'_, $element>) -> Sorter<'_> {
                    Sorter(Entries::$variant(entries))
                }
            }
        )*

        impl Sorter<'_> {
            /// One entry, as any integer.
            fn entry(&self, at: usize) -> i128 {
                match &self.0 {
                    $(Entries::$variant(entries) => entries[at].into(),)*
                    Entries::NotOneDimensional(_) | Entries::NotInteger(_) => 0,
                }
            }

            /// Reads the entries from a position on. An entry that is not a position is `usize::MAX`.
            fn read(&self, start: usize, to: &mut [usize]) {
                match &self.0 {
                    $(Entries::$variant(entries) => read(entries, start, to),)*
                    Entries::NotOneDimensional(_) | Entries::NotInteger(_) => {}
                }
            }

            /// The number of entries, and the distance between them.
            fn layout(&self) -> Result<(usize, isize), Error> {
                match &self.0 {
                    $(Entries::$variant(entries) => Ok((entries.len(), entries.strides()[0])),)*
                    Entries::NotOneDimensional(shape) => Err(Error::NotOneDimensional {
                        argument: "sorter",
                        shape: shape.clone(),
                    }),
                    Entries::NotInteger(dtype) => Err(Error::SorterNotInteger { dtype }),
                }
            }
        }
    };
}

entries! {
    Int8 i8;
    Int16 i16;
    Int32 i32;
    Int64 i64;
    UInt8 u8;
    UInt16 u16;
    UInt32 u32;
    UInt64 u64;
}

fn read<T: Copy>(entries: &ArrayView1<'_, T>, start: usize, to: &mut [usize])
where
    usize: TryFrom<T>,
{
    let position = |&entry: &T| usize::try_from(entry).unwrap_or(usize::MAX);
    let len = to.len();
    if let Some(entries) = entries.as_slice() {
        for (to, entry) in to.iter_mut().zip(&entries[start..start + len]) {
            *to = position(entry);
        }
    } else {
        let part = entries.slice(s![start..start + len]);
        for (to, entry) in to.iter_mut().zip(part) {
            *to = position(entry);
        }
    }
}

/// The number of entries that are read at once.
const PART: usize = 512;

impl Sorter<'_> {
    /// A sorter of a dtype that is not an integer dtype.
    #[doc(hidden)]
    #[must_use]
    pub fn not_integer(dtype: &'static str) -> Self {
        Self(Entries::NotInteger(dtype))
    }

    /// An error if these are not `len` positions of an array of this length.
    pub(super) fn check(&self, len: usize) -> Result<(), Error> {
        let (entries, stride) = self.layout()?;
        if entries != len {
            return Err(Error::SorterLength {
                len: entries,
                expected: len,
            });
        }
        // A repeated entry is read once, however often it is repeated.
        let distinct = if stride == 0 { len.min(1) } else { len };
        let mut invalid = None;
        self.each_part(distinct, &mut |part, start| {
            // The test of all entries has no branch, so that it is vectorised.
            let is_invalid = |&entry: &usize| entry >= len;
            if invalid.is_none()
                && part
                    .iter()
                    .fold(false, |any, entry| any | is_invalid(entry))
            {
                invalid = part.iter().position(is_invalid).map(|at| start + at);
            }
        });
        invalid.map_or(Ok(()), |position| {
            Err(Error::SorterOutOfRange {
                position,
                entry: self.entry(position),
                len,
            })
        })
    }

    /// Calls `each` with the first `len` entries in parts, each with the position of its first entry.
    pub(super) fn each_part(&self, len: usize, each: &mut dyn FnMut(&[usize], usize)) {
        let mut buffer = [0; PART];
        for start in (0..len).step_by(PART) {
            let part = &mut buffer[..PART.min(len - start)];
            self.read(start, part);
            each(part, start);
        }
    }

    /// One entry of a sorter that was checked.
    pub(super) fn position(&self, at: usize) -> usize {
        let mut position = [0];
        self.read(at, &mut position);
        position[0]
    }
}

impl<'a, T: SorterElement, D: Dimension> From<ArrayView<'a, T, D>> for Sorter<'a> {
    fn from(array: ArrayView<'a, T, D>) -> Self {
        if array.ndim() == 1 {
            T::sorter(fix::<_, Ix1>(array.into_dyn()))
        } else {
            Self(Entries::NotOneDimensional(array.shape().to_vec()))
        }
    }
}

impl<'a, S: Data<Elem: SorterElement>, D: Dimension> From<&'a ArrayBase<S, D>> for Sorter<'a> {
    fn from(array: &'a ArrayBase<S, D>) -> Self {
        array.view().into()
    }
}

impl<'a, T: SorterElement, D: Dimension> From<&'a ArrayRef<T, D>> for Sorter<'a> {
    fn from(array: &'a ArrayRef<T, D>) -> Self {
        array.view().into()
    }
}

impl<'a, T: SorterElement> From<&'a [T]> for Sorter<'a> {
    fn from(entries: &'a [T]) -> Self {
        ArrayView1::from(entries).into()
    }
}

impl<'a, T: SorterElement> From<&'a Vec<T>> for Sorter<'a> {
    fn from(entries: &'a Vec<T>) -> Self {
        entries.as_slice().into()
    }
}

mod sealed {
    pub trait Sealed {}
}
