//! Surveys a Zarr array chunk by chunk: `zarr-survey PATH [--axis N] [--memory MIB]`.

use argwhere::partial::{Argmax, Argmin, CountNonzero};
use argwhere::{Along, Index};
use argwhere_zarr::chunks;
use ndarray::ArrayD;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use zarrs::array::Array;
use zarrs::filesystem::FilesystemStore;

const USAGE: &str = "\
zarr-survey PATH [--axis N] [--memory MIB]

  --axis N      search along axis N; -1 is the last
  --memory MIB  refuse an array whose chunks or results need more memory (1024)
";

/// The number of indices to print of a long result.
const SHOWN: usize = 5;

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

fn run() -> Result<String, Box<dyn Error>> {
    let (mut path, mut axis, mut memory) = (None, None, 1024);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" => return Ok(USAGE.to_owned()),
            "--axis" => axis = Some(number(&argument, arguments.next())?),
            "--memory" => memory = number(&argument, arguments.next())?,
            _ if path.is_none() => path = Some(argument),
            _ => return Err(format!("unexpected argument {argument:?}\n{USAGE}").into()),
        }
    }
    let path = path.ok_or(USAGE)?;
    let array = Array::open(Arc::new(FilesystemStore::new(&path)?), "/")?;
    survey(&array, axis, memory << 20).map_err(|error| format!("{path}: {error}").into())
}

fn number<T: std::str::FromStr>(option: &str, text: Option<String>) -> Result<T, String> {
    let text = text.ok_or_else(|| format!("{option} takes a number"))?;
    text.parse()
        .map_err(|_| format!("{option} takes a number, not {text:?}"))
}

/// The report on an array, within about this number of bytes of memory.
fn survey(
    array: &Array<FilesystemStore>,
    axis: Option<isize>,
    memory: u64,
) -> Result<String, Box<dyn Error>> {
    let shape: Vec<usize> = array
        .shape()
        .iter()
        .map(|&len| usize::try_from(len))
        .collect::<Result<_, _>>()?;
    let along = axis.map_or(Along::all(), Along::axis);
    let mut highest = Argmax::new(&shape, along)?;
    let mut lowest = Argmin::new(&shape, along)?;
    let mut nonzero = CountNonzero::new(&shape, Along::all())?;
    if let Some(axis) = axis {
        // Each lane has two results of an index and an element, and both are copied at the end.
        let searched = usize::try_from(axis.rem_euclid(shape.len().cast_signed()))?;
        let mut lanes = (0..shape.len())
            .filter(|&axis| axis != searched)
            .map(|axis| shape[axis] as u64);
        let bytes = lanes.try_fold(2 * 2 * (8 + 16), u64::checked_mul);
        if bytes.is_none_or(|bytes| bytes > memory / 2) {
            return Err(format!("the results along axis {axis} do not fit in the memory").into());
        }
    }
    let mut dtype = None;
    // Beside the elements of a chunk, memory holds its encoded bytes, and at the edge a copy.
    for chunk in chunks(array, memory / 6)? {
        let (origin, chunk) = chunk?;
        dtype = Some(chunk.dtype());
        highest.update(&origin, &chunk)?;
        lowest.update(&origin, &chunk)?;
        nonzero.update(&origin, &chunk)?;
    }
    let dtype = dtype.ok_or("no chunk")?;
    let count = nonzero.finish()?;
    Ok(format!(
        "dtype    {dtype}\nshape    {shape:?}\nargmax   {}\nargmin   {}\nnonzero  {count}\n",
        first_of(&highest.finish()?),
        first_of(&lowest.finish()?),
    ))
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
