//! The survey of any array, whatever its dtype and rank.

use crate::cli::Options;
use crate::file::File;
use crate::{Result, picture, printable, real};
use argwhere::{Along, Array, ArrayView, Error, Index, argmax, argmin, nonzero, where_};
use ndarray::{Array1, ArrayD, SliceInfoElem};
use std::fmt::{Display, Write};
use std::path::Path;

/// The number of indices to print of a long result.
const SHOWN: usize = 5;

/// The name of a search, its function, and a value that loses against every number.
type Search = (
    &'static str,
    fn(&Array, Along) -> std::result::Result<ArrayD<Index>, Error>,
    f64,
);

const SEARCHES: [Search; 2] = [
    ("argmax", |x, along| argmax(x, along), f64::NEG_INFINITY),
    ("argmin", |x, along| argmin(x, along), f64::INFINITY),
];

/// The report of an npy file.
pub(crate) fn survey(path: &Path, options: &Options) -> Result<String> {
    let named = |error: &dyn Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| named(&error))?;
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
    let mut out = description(file)?;
    out += &extremes(x)?;
    out += &along(x, options)?;

    writeln!(out, "\nnonzero  {}", elements(nonzero(x), x.len())?)?;
    let mut marked = None;
    if let Some(level) = &options.above {
        let above = real::above(x, level)?;
        let label = format!("> {level}");
        writeln!(out, "{label:<8} {}", elements(nonzero(&above), x.len())?)?;
        marked = Some(above);
    }
    Ok((out, marked))
}

/// The dtype, shape and order of the array in a file.
pub(crate) fn description(file: &File) -> Result<String> {
    let x = &file.array;
    let mut out = String::new();
    writeln!(
        out,
        "dtype    {}, stored as {}",
        x.dtype(),
        printable(&file.descriptor)
    )?;
    let order = if file.is_fortran_order {
        "Fortran"
    } else {
        "C"
    };
    let (shape, len) = (tuple(x.shape()), x.len());
    writeln!(out, "shape    {shape} in {order} order, {len} elements")?;
    Ok(out)
}

/// The highest and the lowest element of the whole array.
fn extremes(x: &Array) -> Result<String> {
    let mut out = String::from("\n");
    let mut nan_wins = false;
    for (name, search, _) in SEARCHES {
        let found = match search(x, Along::all()) {
            Err(error @ Error::Unordered { .. }) => {
                return Ok(format!("\norder    none: {error}\n"));
            }
            Err(error @ Error::Empty { .. }) => {
                writeln!(out, "{name}   none: {error}")?;
                continue;
            }
            found => found?,
        };
        let place = Place::new(&found, x)?;
        nan_wins = place.is_nan(x)?;
        writeln!(out, "{name}   {}", place.describe(x)?)?;
    }
    if nan_wins {
        out += &extremes_without_nan(x)?;
    }
    Ok(out)
}

/// NaN wins every search. To search only the numbers, replace NaN by a value that loses.
fn extremes_without_nan(x: &Array) -> Result<String> {
    let Some(nan) = real::nan(x.view()) else {
        return Ok(String::new());
    };
    let (count, len) = (nonzero(&nan)?[0].len(), x.len());
    let mut out =
        format!("         NaN wins over every number; {count} of {len} elements are NaN.");
    if count == len {
        return Ok(out + "\n");
    }
    out += " Without them:\n";
    for (name, search, loser) in SEARCHES {
        let numbers = where_(&nan, loser, x)?;
        let place = Place::new(&search(&numbers, Along::all())?, x)?;
        writeln!(out, "{name}   {}", place.describe(x)?)?;
    }
    Ok(out)
}

/// The searches of `--axis` and `--keepdims`.
pub(crate) fn along(x: &Array, options: &Options) -> Result<String> {
    let (mut along, mut title) = match options.axis {
        // The report already says that the dtype has no order.
        _ if !x.dtype().is_ordered() => return Ok(String::new()),
        Some(axis) => (Along::axis(axis), format!("along axis {axis}")),
        None if options.keepdims => (Along::all(), "along all axes".to_owned()),
        None => return Ok(String::new()),
    };
    if options.keepdims {
        along = along.keepdims();
        title += ", keepdims";
    }
    let mut out = format!("\n{title}\n");
    for (name, search, _) in SEARCHES {
        let found = match search(x, along) {
            Err(error @ Error::Empty { .. }) => {
                writeln!(out, "{name}   none: {error}")?;
                continue;
            }
            found => found?,
        };
        let (shape, indices) = (tuple(found.shape()), first_of(found.iter(), found.len()));
        writeln!(out, "{name}   int64, shape {shape}{indices}")?;
    }
    Ok(out)
}

/// The position of an element.
pub(crate) struct Place {
    flat: usize,
    pub(crate) index: Vec<usize>,
}

impl Place {
    /// The position from the result of a search over all axes of `x`.
    pub(crate) fn new(found: &ArrayD<Index>, x: &Array) -> Result<Self> {
        let flat = usize::try_from(*found.first().ok_or("nothing found")?)?;
        let mut index = vec![0; x.ndim()];
        let mut rest = flat;
        for (at, &length) in index.iter_mut().zip(x.shape()).rev() {
            (rest, *at) = (rest / length, rest % length);
        }
        Ok(Self { flat, index })
    }

    fn is_nan(&self, x: &Array) -> Result<bool> {
        let nan = real::nan(element(x, &self.index)?);
        Ok(nan.is_some_and(|nan| nan.iter().any(|&nan| nan)))
    }

    fn describe(&self, x: &Array) -> Result<String> {
        let (value, index) = (element(x, &self.index)?, tuple(&self.index));
        Ok(format!("{value} at {index}, flat index {}", self.flat))
    }
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
    Ok(format!(
        "{count} of {len} elements{}",
        first_of(places, count)
    ))
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
fn tuple(items: impl IntoIterator<Item = impl ToString>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    if let [item] = &items[..] {
        format!("({item},)")
    } else {
        format!("({})", items.join(", "))
    }
}
