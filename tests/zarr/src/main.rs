//! Surveys a Zarr array chunk by chunk: `zarr-survey PATH [--axis N] [--threads N] [--memory MIB]`.
//!
//! Several threads read and search the chunks, each with results of its own: while one thread searches a chunk, another one reads
//! the next. [`argwhere::partial`] merges the results at the end.

use argwhere::partial::{Argminmax, CountNonzero};
use argwhere::{Along, DType, Index};
use argwhere_zarr::{Chunks, chunks};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ndarray::{ArrayD, SliceInfoElem};
use std::num::NonZeroU32;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use zarrs::array::Array;
use zarrs::filesystem::FilesystemStore;

const USAGE: &str = "\
zarr-survey PATH [--axis N] [--threads N] [--memory MIB]

  --axis N      search along axis N; -1 is the last
  --threads N   read and search with N threads (2)
  --memory MIB  refuse an array whose chunks or results need more memory (1024)
";

/// The number of indices to print of a long result.
const SHOWN: usize = 5;
/// The number of elements that are searched at once, about. The processor's cache holds them for all searches.
const PART: usize = 1 << 16;

/// An error may come from another thread.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

struct Options {
    axis: Option<isize>,
    threads: NonZeroU32,
    /// The number of bytes that the chunks and the results may take, about.
    memory: u64,
}

fn main() -> ExitCode {
    match run() {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("zarr-survey: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String> {
    let mut options = Options {
        axis: None,
        // One reads while the other one searches.
        threads: NonZeroU32::MIN.saturating_add(1),
        memory: 1 << 30,
    };
    let mut path = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" => return Ok(USAGE.to_owned()),
            "--axis" => options.axis = Some(number(&argument, arguments.next())?),
            "--threads" => options.threads = number(&argument, arguments.next())?,
            "--memory" => {
                let mib: u32 = number(&argument, arguments.next())?;
                options.memory = u64::from(mib) << 20;
            }
            _ if path.is_none() => path = Some(argument),
            _ => return Err(format!("unexpected argument {argument:?}\n{USAGE}").into()),
        }
    }
    let path = path.ok_or(USAGE)?;
    let array = Array::open(Arc::new(FilesystemStore::new(&path)?), "/")?;
    survey(&array, &options).map_err(|error| format!("{path}: {error}").into())
}

fn number<T: std::str::FromStr>(
    option: &str,
    text: Option<String>,
) -> std::result::Result<T, String> {
    let text = text.ok_or_else(|| format!("{option} takes a number"))?;
    text.parse()
        .map_err(|_| format!("{option} takes a number, not {text:?}"))
}

/// The report on an array.
fn survey(array: &Array<FilesystemStore>, options: &Options) -> Result<String> {
    let shape: Vec<usize> = array
        .shape()
        .iter()
        .map(|&len| usize::try_from(len))
        .collect::<std::result::Result<_, _>>()?;
    let along = options.axis.map_or(Along::all(), Along::axis);
    // An axis that the array does not have is an error.
    Search::new(&shape, along)?;
    let threads = u64::from(options.threads.get());
    if let Some(axis) = options.axis {
        // Each lane has two results of an index and an element, in each thread and in the answer.
        let searched = usize::try_from(axis.rem_euclid(shape.len().cast_signed()))?;
        let mut lanes = (0..shape.len())
            .filter(|&axis| axis != searched)
            .map(|axis| shape[axis] as u64);
        let bytes = lanes.try_fold((threads + 1) * 2 * (8 + 16), u64::checked_mul);
        if bytes.is_none_or(|bytes| bytes > options.memory / 2) {
            return Err(format!("the results along axis {axis} do not fit in the memory").into());
        }
    }
    // Beside the elements of a chunk, memory holds its encoded bytes, and at the edge a copy.
    let chunks = chunks(array, options.memory / 6 / threads)?;
    let bar = progress_bar(array.shape().iter().product())?;
    let next = AtomicU64::new(0);
    let found = thread::scope(|scope| -> Result<Search> {
        let mut threads = Vec::new();
        for _ in 0..options.threads.get() {
            let search = Search::new(&shape, along)?;
            let run = || search_all(search, &chunks, &next, &bar);
            threads.push(thread::Builder::new().spawn_scoped(scope, run)?);
        }
        let mut found = Search::new(&shape, along)?;
        for thread in threads {
            found.merge(thread.join().map_err(|_| "a searching thread panicked")??)?;
        }
        Ok(found)
    });
    bar.finish_and_clear();
    found?.report(&shape)
}

/// A progress bar on standard error, if that is a terminal.
fn progress_bar(elements: u64) -> Result<ProgressBar> {
    let bar = ProgressBar::with_draw_target(Some(elements), ProgressDrawTarget::stderr());
    let style = "{bar:40} {percent:>3}% of {human_len} elements, {eta} left";
    Ok(bar.with_style(ProgressStyle::with_template(style)?))
}

/// Searches the chunks that no other thread has taken. `next` is the number of the first of them.
fn search_all(
    mut search: Search,
    chunks: &Chunks<'_, FilesystemStore>,
    next: &AtomicU64,
    bar: &ProgressBar,
) -> Result<Search> {
    while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
        let added = chunk.map_err(Into::into).and_then(|(origin, chunk)| {
            search.add(&origin, &chunk)?;
            bar.inc(chunk.len() as u64);
            Ok(())
        });
        if let Err(error) = added {
            // The other threads stop too.
            next.store(chunks.total(), Ordering::Relaxed);
            return Err(error);
        }
    }
    Ok(search)
}

/// What is found in some chunks of the array.
struct Search {
    /// `None` if no chunk has been searched.
    dtype: Option<DType>,
    extremes: Argminmax,
    nonzero: CountNonzero,
}

impl Search {
    fn new(shape: &[usize], along: Along) -> Result<Self> {
        Ok(Self {
            dtype: None,
            extremes: Argminmax::new(shape, along)?,
            nonzero: CountNonzero::new(shape, Along::all())?,
        })
    }

    /// Adds a chunk, in parts of its first axis.
    fn add(&mut self, origin: &[usize], chunk: &argwhere::Array) -> Result<()> {
        self.dtype = Some(chunk.dtype());
        let rows = chunk.shape().first().copied().unwrap_or(0);
        let step = (PART * rows).checked_div(chunk.len()).unwrap_or(0).max(1);
        if rows <= step {
            return self.add_part(origin, &chunk.view());
        }
        let mut origin = origin.to_vec();
        let first = origin[0];
        let mut slices = vec![SliceInfoElem::from(..); chunk.ndim()];
        for start in (0..rows).step_by(step) {
            origin[0] = first + start;
            slices[0] = SliceInfoElem::from(start..rows.min(start + step));
            self.add_part(&origin, &chunk.view().slice(&slices)?)?;
        }
        Ok(())
    }

    fn add_part(&mut self, origin: &[usize], part: &argwhere::ArrayView<'_>) -> Result<()> {
        self.extremes.update(origin, part)?;
        Ok(self.nonzero.update(origin, part)?)
    }

    fn merge(&mut self, other: Self) -> Result<()> {
        self.dtype = self.dtype.or(other.dtype);
        self.extremes.merge(other.extremes)?;
        Ok(self.nonzero.merge(other.nonzero)?)
    }

    fn report(self, shape: &[usize]) -> Result<String> {
        let dtype = self.dtype.ok_or("no chunk")?;
        let count = self.nonzero.finish()?;
        let (lowest, highest) = self.extremes.finish()?;
        Ok(format!(
            "dtype    {dtype}\nshape    {shape:?}\nargmax   {}\nargmin   {}\nnonzero  {count}\n",
            first_of(&highest),
            first_of(&lowest),
        ))
    }
}

/// The first indices of a result, and its shape.
fn first_of(found: &ArrayD<Index>) -> String {
    let shown: Vec<String> = found.iter().take(SHOWN).map(Index::to_string).collect();
    let more = if found.len() > SHOWN { ", .." } else { "" };
    match found.ndim() {
        0 => shown.concat(),
        _ => format!("shape {:?}: {}{more}", found.shape(), shown.join(", ")),
    }
}
