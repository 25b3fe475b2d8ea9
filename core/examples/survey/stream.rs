//! The survey of a file that may be larger than memory.
//!
//! Several threads read and search its blocks, each with results of its own: while one thread searches a block, another one reads
//! the next. [`argwhere::partial`] merges the results at the end. Memory holds one block per thread.
//!
//! A thread that only reads, and hands the blocks to others, is slower. The blocks then move from the cache of one core to that
//! of another one, and the threads wake each other for each block.

use crate::cli::Options;
use crate::report::{self, Place, SHOWN, element, tuple, unravel};
use crate::{Result, real};
use argwhere::npy::{Blocks, Reader};
use argwhere::partial::{Argminmax, Nanargmax, Nanargmin};
use argwhere::standard::Standard;
use argwhere::{Along, Array, ArrayView, DType, Error, Index, argmax, count_nonzero, nonzero};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ndarray::{ArrayD, SliceInfoElem};
use std::fmt::Write;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// The largest size of a block in bytes. A block stays in the cache of the core that reads it until it is searched.
const BLOCK: u64 = 256 << 10;
/// The largest number of elements that are searched at once. The processor's cache holds them for all searches.
const PART: usize = 1 << 16;

/// Whether the file is read in blocks.
pub(crate) fn is_wanted(reader: &Reader<File>, options: &Options) -> bool {
    // A picture needs the whole array.
    let may_be_read_in_blocks = options.png.is_none() && !reader.shape().is_empty();
    may_be_read_in_blocks && reader.nbytes() > Some(options.largest_loaded)
}

/// The report without the file's name.
pub(crate) fn survey(path: &Path, reader: Reader<File>, options: &Options) -> Result<String> {
    let shape = reader.shape().to_vec();
    let is_fortran_order = reader.is_fortran_order();
    let mut slowest_first: Vec<usize> = (0..shape.len()).collect();
    if is_fortran_order {
        slowest_first.reverse();
    }
    let stream = Stream {
        path,
        shape: &shape,
        slowest_first,
        options,
    };
    // The last element tells whether the file has all of them, before the others are read.
    let last = shape.iter().map(|length| length - 1).collect::<Vec<_>>();
    let dtype = stream.element(&last)?.dtype();
    let mut out = report::described(dtype, reader.descr(), is_fortran_order, &shape);
    if options.above.is_some() && !dtype.is_ordered() {
        return Err(real::no_order(dtype).into());
    }

    let found = stream.search(|| Survey::new(&stream, dtype))?;
    out += &match found.extremes {
        Some(extremes) => stream.extremes(extremes)?,
        None => report::unordered(&stream.no_order(&last)?),
    };
    if let Some(along) = found.along {
        out += &along.finish()?;
    }
    writeln!(out, "\nnonzero  {}", found.nonzero.describe(&shape))?;
    if let Some(level) = &options.above {
        let label = format!("> {level}");
        writeln!(out, "{label:<8} {}", found.above.describe(&shape))?;
    }
    Ok(out)
}

/// A file to read in blocks.
struct Stream<'a> {
    path: &'a Path,
    shape: &'a [usize],
    /// The axes from that whose index changes most slowly in the file.
    slowest_first: Vec<usize>,
    options: &'a Options,
}

impl Stream<'_> {
    /// The file in blocks of at most this number of bytes.
    fn blocks(&self, bytes: u64) -> Result<Blocks<File, Standard>> {
        Ok(Reader::open(self.path)?.blocks(usize::try_from(bytes)?))
    }

    /// Reads the element at an index, as an array of the rank of the whole.
    fn element(&self, index: &[usize]) -> Result<Array> {
        let position = |at, &axis: &usize| at * self.shape[axis] + index[axis];
        let position = self.slowest_first.iter().fold(0, position);
        let mut elements = self.blocks(1)?;
        elements.seek(position as u64)?;
        let (_, element) = elements.next().ok_or("no element at the index")??;
        Ok(element)
    }

    /// The error of a search for extremes, if the dtype has no order.
    fn no_order(&self, index: &[usize]) -> Result<Error> {
        let found = argmax(&self.element(index)?, Along::all());
        Ok(found.err().ok_or("the dtype has an order")?)
    }

    /// The highest and the lowest element of the whole array.
    fn extremes(&self, found: Argminmax) -> Result<String> {
        let (lowest, highest) = found.finish()?;
        let mut out = String::from("\n");
        self.extreme(&mut out, "argmax", &highest)?;
        let nan_wins = self.extreme(&mut out, "argmin", &lowest)?;
        if nan_wins {
            // Only now it is known that NaN must be passed over, so the file is read again.
            let numbers = self.search(|| Numbers::new(self))?;
            let len = self.shape.iter().product();
            out += &report::nan_wins(numbers.nan, len);
            if numbers.nan < len {
                self.extreme(&mut out, "argmax", &numbers.highest.finish()?)?;
                self.extreme(&mut out, "argmin", &numbers.lowest.finish()?)?;
            }
        }
        Ok(out)
    }

    /// Writes the line about an extreme element, and returns whether it is NaN.
    fn extreme(&self, out: &mut String, name: &str, found: &ArrayD<Index>) -> Result<bool> {
        let place = Place::new(found, self.shape)?;
        let block = self.element(&place.index)?;
        let value = element(&block, &vec![0; self.shape.len()])?;
        writeln!(out, "{name}   {}", place.with_value(&value))?;
        Ok(report::is_nan(value))
    }

    /// Searches all blocks. Each thread reads the blocks that it searches, the next one of the file at a time.
    fn search<S: Search>(&self, new: impl Fn() -> Result<S>) -> Result<S> {
        let bar = progress_bar(self.shape.iter().product::<usize>() as u64)?;
        let next = AtomicU64::new(0);
        let found = thread::scope(|scope| -> Result<Option<S>> {
            let mut threads = Vec::new();
            for _ in 0..self.options.threads.get() {
                let blocks = self.blocks(BLOCK.min(self.options.largest_loaded / 4))?;
                let (search, next, bar) = (new()?, &next, &bar);
                let run = move || search_all(search, blocks, next, bar);
                threads.push(thread::Builder::new().spawn_scoped(scope, run)?);
            }
            let mut found: Option<S> = None;
            for thread in threads {
                let search = thread.join().map_err(|_| "a searching thread panicked")??;
                match &mut found {
                    Some(found) => found.merge(search)?,
                    None => found = Some(search),
                }
            }
            Ok(found)
        });
        bar.finish_and_clear();
        Ok(found?.ok_or("no thread has searched")?)
    }
}

/// A progress bar on standard error, if that is a terminal.
fn progress_bar(elements: u64) -> Result<ProgressBar> {
    let bar = ProgressBar::with_draw_target(Some(elements), ProgressDrawTarget::stderr());
    let style = "{bar:40} {percent:>3}% of {human_len} elements, {eta} left";
    Ok(bar.with_style(ProgressStyle::with_template(style)?))
}

/// Searches the blocks that no other thread has taken. `next` is the number of the first of them.
fn search_all<S: Search>(
    mut search: S,
    mut blocks: Blocks<File, Standard>,
    next: &AtomicU64,
    bar: &ProgressBar,
) -> Result<S> {
    let total = blocks.total_blocks();
    let mut search_block = |nth| -> Result<()> {
        blocks.seek(nth)?;
        let (origin, block) = blocks.next().ok_or("no block of this number")??;
        search.add(&origin, &block)?;
        bar.inc(block.len() as u64);
        blocks.recycle(block);
        Ok(())
    };
    loop {
        let nth = next.fetch_add(1, Ordering::Relaxed);
        if nth >= total {
            return Ok(search);
        }
        if let Err(error) = search_block(nth) {
            // The other threads stop too.
            next.store(total, Ordering::Relaxed);
            return Err(error);
        }
    }
}

/// What is found in some blocks of the file.
trait Search: Sized + Send {
    fn add(&mut self, origin: &[usize], block: &Array) -> std::result::Result<(), Error>;
    fn merge(&mut self, other: Self) -> std::result::Result<(), Error>;
}

/// What the report tells.
struct Survey<'a> {
    stream: &'a Stream<'a>,
    /// `None` if the dtype has no order.
    extremes: Option<Argminmax>,
    along: Option<AlongAxis>,
    nonzero: Found,
    above: Found,
}

impl<'a> Survey<'a> {
    fn new(stream: &'a Stream<'a>, dtype: DType) -> Result<Self> {
        let extremes = dtype
            .is_ordered()
            .then(|| Argminmax::new(stream.shape, Along::all()));
        let along = report::axes(dtype, stream.options)
            .map(|(along, title)| AlongAxis::new(stream, along, title));
        Ok(Self {
            stream,
            extremes: extremes.transpose()?,
            along: along.transpose()?,
            nonzero: Found::default(),
            above: Found::default(),
        })
    }
}

impl Search for Survey<'_> {
    fn add(&mut self, origin: &[usize], block: &Array) -> std::result::Result<(), Error> {
        if let Some(along) = &mut self.along {
            along.add(origin, block)?;
        }
        let Stream {
            shape,
            slowest_first,
            options,
            ..
        } = self.stream;
        for_each_part(origin, block.view(), slowest_first, &mut |origin, part| {
            if let Some(extremes) = &mut self.extremes {
                extremes.update(origin, &part)?;
            }
            self.nonzero.add(shape, origin, ArrayView::from(&part))?;
            if let Some(level) = &options.above
                && let Some(above) = real::above(part, level)
            {
                self.above.add(shape, origin, (&above).into())?;
            }
            Ok(())
        })
    }

    fn merge(&mut self, other: Self) -> std::result::Result<(), Error> {
        if let (Some(extremes), Some(other)) = (&mut self.extremes, other.extremes) {
            extremes.merge(other)?;
        }
        if let (Some(along), Some(other)) = (&mut self.along, other.along) {
            along.found.merge(other.found)?;
        }
        self.nonzero.merge(other.nonzero);
        self.above.merge(other.above);
        Ok(())
    }
}

/// The extremes of the elements that are not NaN.
struct Numbers<'a> {
    stream: &'a Stream<'a>,
    nan: usize,
    highest: Nanargmax,
    lowest: Nanargmin,
}

impl<'a> Numbers<'a> {
    fn new(stream: &'a Stream<'a>) -> Result<Self> {
        Ok(Self {
            stream,
            nan: 0,
            highest: Nanargmax::new(stream.shape, Along::all())?,
            lowest: Nanargmin::new(stream.shape, Along::all())?,
        })
    }
}

impl Search for Numbers<'_> {
    fn add(&mut self, origin: &[usize], block: &Array) -> std::result::Result<(), Error> {
        for_each_part(
            origin,
            block.view(),
            &self.stream.slowest_first,
            &mut |origin, part| {
                self.highest.update(origin, &part)?;
                self.lowest.update(origin, &part)?;
                if let Some(nan) = real::nan(part) {
                    self.nan += count(&ArrayView::from(&nan))?;
                }
                Ok(())
            },
        )
    }

    fn merge(&mut self, other: Self) -> std::result::Result<(), Error> {
        self.nan += other.nan;
        self.highest.merge(other.highest)?;
        self.lowest.merge(other.lowest)
    }
}

/// The extremes along an axis. Only those that the report shows are searched for, so that they take no memory.
struct AlongAxis {
    title: String,
    /// The shape of the result for the whole array.
    result: Vec<usize>,
    /// The lengths of the part of the array, from its first element, that is searched.
    shown: Vec<usize>,
    found: Argminmax,
}

impl AlongAxis {
    fn new(stream: &Stream<'_>, along: Along, title: String) -> Result<Self> {
        // An axis that the array does not have is an error.
        Argminmax::new(stream.shape, along)?;
        let searched = stream.options.axis.map(|axis| {
            let from_end = axis.rem_euclid(stream.shape.len().cast_signed());
            from_end.unsigned_abs()
        });
        let (mut shown, mut result) = (stream.shape.to_vec(), Vec::new());
        let mut missing = SHOWN;
        for (axis, &length) in stream.shape.iter().enumerate().rev() {
            let is_searched = searched.is_none_or(|searched| axis == searched);
            if !is_searched {
                shown[axis] = length.min(missing);
                missing = missing.div_ceil(length);
                result.push(length);
            } else if stream.options.keepdims {
                result.push(1);
            }
        }
        result.reverse();
        Ok(Self {
            title,
            result,
            found: Argminmax::new(&shown, along)?,
            shown,
        })
    }

    fn add(&mut self, origin: &[usize], block: &Array) -> std::result::Result<(), Error> {
        let places = origin.iter().zip(block.shape()).zip(&self.shown);
        let slices: Option<Vec<_>> = places
            .map(|((&start, &length), &shown)| {
                let length = length.min(shown.checked_sub(start)?);
                (length > 0).then(|| SliceInfoElem::from(..length))
            })
            .collect();
        match slices {
            Some(slices) => self.found.update(origin, block.view().slice(slices)?),
            None => Ok(()),
        }
    }

    fn finish(self) -> Result<String> {
        let (lowest, highest) = self.found.finish()?;
        Ok(format!(
            "\n{}\n{}{}",
            self.title,
            report::indices("argmax", &self.result, highest.iter()),
            report::indices("argmin", &self.result, lowest.iter()),
        ))
    }
}

/// The number of some elements, and the flat indices of the first.
#[derive(Default)]
struct Found {
    count: usize,
    first: Vec<usize>,
}

impl Found {
    /// Adds the nonzero elements of a part of an array of this shape.
    fn add(
        &mut self,
        shape: &[usize],
        origin: &[usize],
        part: ArrayView<'_>,
    ) -> std::result::Result<(), Error> {
        let found = count(&part)?;
        self.count += found;
        let flat = |index: &[usize]| index.iter().zip(shape).fold(0, |at, (i, len)| at * len + i);
        let is_known = self.first.len() == SHOWN && self.first[SHOWN - 1] < flat(origin);
        if found > 0 && !is_known {
            let indices = nonzero(&part)?;
            for nth in 0..found.min(SHOWN) {
                let inside = indices.iter().map(|along| position(along[nth]));
                let index: Vec<_> = inside.zip(origin).map(|(at, start)| at + start).collect();
                self.first.push(flat(&index));
            }
            self.keep_first();
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        self.keep_first();
    }

    fn keep_first(&mut self) {
        self.first.sort_unstable();
        self.first.truncate(SHOWN);
    }

    fn describe(&self, shape: &[usize]) -> String {
        let first = self.first.iter().map(|&flat| tuple(unravel(flat, shape)));
        report::counted(self.count, shape.iter().product(), first)
    }
}

/// The number of nonzero elements.
fn count(x: &ArrayView<'_>) -> std::result::Result<usize, Error> {
    Ok(position(count_nonzero(x, Along::all())?[[]]))
}

/// An index or a count, which is not negative.
fn position(index: Index) -> usize {
    usize::try_from(index).unwrap_or_default()
}

/// Cuts a block into parts that the processor's cache holds, along the axes in this order. A part is contiguous in memory.
fn for_each_part(
    origin: &[usize],
    block: ArrayView<'_>,
    axes: &[usize],
    search: &mut impl FnMut(&[usize], ArrayView<'_>) -> std::result::Result<(), Error>,
) -> std::result::Result<(), Error> {
    let Some((&slowest, axes)) = axes.split_first().filter(|_| block.len() > PART) else {
        return search(origin, block);
    };
    let length = block.shape()[slowest];
    let step = (PART * length / block.len()).max(1);
    for start in (0..length).step_by(step) {
        let mut slices = vec![SliceInfoElem::from(..); block.ndim()];
        slices[slowest] = SliceInfoElem::from(start..length.min(start + step));
        let mut origin = origin.to_vec();
        origin[slowest] += start;
        for_each_part(
            &origin,
            ArrayView::from(&block).slice(slices)?,
            axes,
            search,
        )?;
    }
    Ok(())
}
