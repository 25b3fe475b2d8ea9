//! The survey of any array, whatever its dtype and rank.

use crate::cli::Options;
use crate::file::File;
use crate::{Result, picture, printable, real, stream};
use argwhere::npy::Reader;
use argwhere::{
    Along, Array, ArrayView, DType, Error, Index, argmax, argmin, nanargmax, nanargmin, nonzero,
};
use ndarray::{Array1, ArrayD, SliceInfoElem};
use std::fmt::{Display, Write};
use std::path::Path;

/// The number of indices to print of a long result.
pub(crate) const SHOWN: usize = 5;

/// The name of a search, its function, and the one that passes over NaN.
type Search = (&'static str, Find, Find);

type Find = fn(&Array, Along) -> std::result::Result<ArrayD<Index>, Error>;

const SEARCHES: [Search; 2] = [
    (
        "argmax",
        |x, along| argmax(x, along),
        |x, along| nanargmax(x, along),
    ),
    (
        "argmin",
        |x, along| argmin(x, along),
        |x, along| nanargmin(x, along),
    ),
];

/// The report of an npy file.
pub(crate) fn survey(path: &Path, options: &Options) -> Result<String> {
    let named = |error: &dyn Display| format!("{}: {error}", path.display());
    let reader = Reader::open(path).map_err(|error| named(&error))?;
    if stream::is_wanted(&reader, options) {
        let report = stream::survey(path, reader, options).map_err(|error| named(&error))?;
        return Ok(format!("{}\n{report}", printable(path.display())));
    }
    let file = File::read(reader).map_err(|error| named(&error))?;
    let (searches, marked) = searches(&file, options).map_err(|error| named(&error))?;
    let mut out = format!("{}\n{searches}", printable(path.display()));
    if let Some(path) = &options.png {
        let picture = picture::draw(&file.array, marked.as_ref()).map_err(|error| named(&error))?;
        writeln!(out, "\n{}", picture::save(path, &picture)?)?;
    }
    Ok(out)
}

/// The report without the file's name and the picture, and a mask of the elements above the level.
fn searches(file: &File, options: &Options) -> Result<(String, Option<ArrayD<bool>>)> {
    let x = &file.array;
    let mut out = description(file);
    out += &extremes(x)?;
    out += &along(x, options)?;

    writeln!(out, "\nnonzero  {}", elements(nonzero(x), x.len())?)?;
    let mut marked = None;
    if let Some(level) = &options.above {
        let above = real::above(x.view(), level).ok_or_else(|| real::no_order(x.dtype()))?;
        let label = format!("> {level}");
        writeln!(out, "{label:<8} {}", elements(nonzero(&above), x.len())?)?;
        marked = Some(above);
    }
    Ok((out, marked))
}

/// The dtype, shape and order of the array in a file.
pub(crate) fn description(file: &File) -> String {
    let (dtype, shape) = (file.array.dtype(), file.array.shape());
    described(dtype, &file.descriptor, file.is_fortran_order, shape)
}

pub(crate) fn described(
    dtype: DType,
    descriptor: &str,
    is_fortran_order: bool,
    shape: &[usize],
) -> String {
    let descriptor = printable(descriptor);
    let order = if is_fortran_order { "Fortran" } else { "C" };
    let (shape, len) = (tuple(shape), shape.iter().product::<usize>());
    format!(
        "dtype    {dtype}, stored as {descriptor}\nshape    {shape} in {order} order, {len} elements\n"
    )
}

/// The highest and the lowest element of the whole array.
fn extremes(x: &Array) -> Result<String> {
    let mut out = String::from("\n");
    let mut nan_wins = false;
    for (name, search, _) in SEARCHES {
        let found = match search(x, Along::all()) {
            Err(error @ Error::Unordered { .. }) => {
                return Ok(unordered(&error));
            }
            Err(error @ Error::Empty { .. }) => {
                writeln!(out, "{name}   none: {error}")?;
                continue;
            }
            found => found?,
        };
        let place = Place::new(&found, x.shape())?;
        nan_wins = place.is_nan(x)?;
        writeln!(out, "{name}   {}", place.describe(x)?)?;
    }
    if nan_wins {
        out += &extremes_without_nan(x)?;
    }
    Ok(out)
}

/// The paragraph about the extremes of a dtype without order.
pub(crate) fn unordered(error: &Error) -> String {
    format!("\norder    none: {error}\n")
}

/// NaN wins every search, so search only the numbers.
fn extremes_without_nan(x: &Array) -> Result<String> {
    let Some(nan) = real::nan(x.view()) else {
        return Ok(String::new());
    };
    let (count, len) = (nonzero(&nan)?[0].len(), x.len());
    let mut out = nan_wins(count, len);
    if count == len {
        return Ok(out);
    }
    for (name, _, search) in SEARCHES {
        let place = Place::new(&search(x, Along::all())?, x.shape())?;
        writeln!(out, "{name}   {}", place.describe(x)?)?;
    }
    Ok(out)
}

/// The line that tells how many elements are NaN.
pub(crate) fn nan_wins(count: usize, len: usize) -> String {
    let numbers = if count == len { "" } else { " Without them:" };
    format!("         NaN wins over every number; {count} of {len} elements are NaN.{numbers}\n")
}

/// The searches of `--axis` and `--keepdims`.
pub(crate) fn along(x: &Array, options: &Options) -> Result<String> {
    let Some((along, title)) = axes(x.dtype(), options) else {
        return Ok(String::new());
    };
    let mut out = format!("\n{title}\n");
    for (name, search, _) in SEARCHES {
        let found = match search(x, along) {
            Err(error @ Error::Empty { .. }) => {
                writeln!(out, "{name}   none: {error}")?;
                continue;
            }
            found => found?,
        };
        out += &indices(name, found.shape(), found.iter());
    }
    Ok(out)
}

/// The axes of `--axis` and `--keepdims`, and the title of the searches along them.
pub(crate) fn axes(dtype: DType, options: &Options) -> Option<(Along, String)> {
    let (along, title) = match options.axis {
        // The report already says that the dtype has no order.
        _ if !dtype.is_ordered() => return None,
        Some(axis) => (Along::axis(axis), format!("along axis {axis}")),
        None if options.keepdims => (Along::all(), "along all axes".to_owned()),
        None => return None,
    };
    Some(if options.keepdims {
        (along.keepdims(), title + ", keepdims")
    } else {
        (along, title)
    })
}

/// The line about the result of a search along an axis. The first of its indices are enough.
pub(crate) fn indices<'a>(
    name: &str,
    shape: &[usize],
    first: impl Iterator<Item = &'a Index>,
) -> String {
    let indices = first_of(first, shape.iter().product());
    format!("{name}   int64, shape {}{indices}\n", tuple(shape))
}

/// The position of an element.
pub(crate) struct Place {
    flat: usize,
    pub(crate) index: Vec<usize>,
}

impl Place {
    /// The position from the result of a search over all axes of an array of this shape.
    pub(crate) fn new(found: &ArrayD<Index>, shape: &[usize]) -> Result<Self> {
        let flat = usize::try_from(*found.first().ok_or("nothing found")?)?;
        let index = unravel(flat, shape);
        Ok(Self { flat, index })
    }

    fn is_nan(&self, x: &Array) -> Result<bool> {
        Ok(is_nan(element(x, &self.index)?))
    }

    fn describe(&self, x: &Array) -> Result<String> {
        Ok(self.with_value(element(x, &self.index)?))
    }

    pub(crate) fn with_value(&self, value: impl Display) -> String {
        let index = tuple(&self.index);
        format!("{value} at {index}, flat index {}", self.flat)
    }
}

/// Whether an array of one element is NaN.
pub(crate) fn is_nan(element: ArrayView<'_>) -> bool {
    real::nan(element).is_some_and(|nan| nan.iter().any(|&nan| nan))
}

/// The index of an element in an array of this shape.
pub(crate) fn unravel(flat: usize, shape: &[usize]) -> Vec<usize> {
    let mut index = vec![0; shape.len()];
    let mut rest = flat;
    for (at, &length) in index.iter_mut().zip(shape).rev() {
        (rest, *at) = (rest / length, rest % length);
    }
    index
}

/// The element at an index, as an array of rank 0.
pub(crate) fn element<'a>(x: &'a Array, index: &[usize]) -> Result<ArrayView<'a>> {
    let index: Vec<_> = index.iter().copied().map(SliceInfoElem::from).collect();
    Ok(x.view().slice(index)?)
}

/// The number of nonzero elements and the positions of the first, or the error for a 0-d array.
fn elements(found: std::result::Result<Vec<Array1<Index>>, Error>, len: usize) -> Result<String> {
    let found = match found {
        Err(error @ Error::ZeroDimensional { .. }) => return Ok(format!("none: {error}")),
        found => found?,
    };
    let count = found[0].len();
    let places = (0..count).map(|nth| tuple(found.iter().map(|indices| indices[nth])));
    Ok(counted(count, len, places))
}

/// The number of elements that were found among `len`, and the places of the first.
pub(crate) fn counted(
    count: usize,
    len: usize,
    first: impl Iterator<Item = impl ToString>,
) -> String {
    format!("{count} of {len} elements{}", first_of(first, count))
}

/// A colon, the first few of `len` items, and the number of the other items.
fn first_of(items: impl Iterator<Item = impl ToString>, len: usize) -> String {
    let shown: Vec<_> = items.take(SHOWN).map(|item| item.to_string()).collect();
    match len {
        0 => String::new(),
        1..=SHOWN => format!(": {}", shown.join(", ")),
        _ => format!(": {} and {} more", shown.join(", "), len - SHOWN),
    }
}

/// A shape or an index in Python's notation.
pub(crate) fn tuple(items: impl IntoIterator<Item = impl ToString>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    if let [item] = &items[..] {
        format!("({item},)")
    } else {
        format!("({})", items.join(", "))
    }
}
