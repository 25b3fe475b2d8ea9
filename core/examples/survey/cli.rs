//! The command line.

use crate::Result;
use crate::level::Level;
use lexopt::prelude::*;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

pub(crate) const USAGE: &str = "\
survey [FILE.npy] [--axis N] [--keepdims] [--above X] [--png FILE] [--threads N]

Without a file, surveys an elevation raster of Jacksboro, Tennessee.

  --axis N     also search along axis N; -1 is the last
  --keepdims   keep the searched axes, with length 1
  --above X    count the elements above X and show the first (raster: 1000 m)
  --png FILE   draw a 2-D array of real numbers as shaded relief, those above X marked;
               the whole array is in memory then
  --threads N  read and search a large file with N threads (2)
  --load MIB   a file of more than so many MiB is read in blocks (64)
";

pub(crate) enum Command {
    Help,
    Survey(Options),
}

pub(crate) struct Options {
    pub(crate) file: Option<PathBuf>,
    pub(crate) axis: Option<isize>,
    pub(crate) keepdims: bool,
    pub(crate) above: Option<Level>,
    pub(crate) png: Option<PathBuf>,
    pub(crate) threads: NonZeroUsize,
    /// A file with more bytes of elements is read in blocks.
    pub(crate) largest_loaded: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            file: None,
            axis: None,
            keepdims: false,
            above: None,
            png: None,
            // One reads while the other one searches.
            threads: NonZeroUsize::MIN.saturating_add(1),
            largest_loaded: 64 << 20,
        }
    }
}

pub(crate) fn parse() -> Result<Command> {
    let mut options = Options::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("axis") => options.axis = Some(number(&mut arguments, "--axis takes an integer")?),
            Long("threads") => {
                options.threads = number(&mut arguments, "--threads takes a positive integer")?;
            }
            Long("load") => {
                let mib: f64 = number(&mut arguments, "--load takes a number of MiB")?;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the cast stops at 0 and at the largest integer"
                )]
                let bytes = (mib * 1024.0 * 1024.0) as u64;
                options.largest_loaded = bytes;
            }
            Long("keepdims") => options.keepdims = true,
            Long("above") => options.above = Some(arguments.value()?.string()?.parse()?),
            Long("png") => options.png = Some(arguments.value()?.into()),
            Value(path) if options.file.is_none() => options.file = Some(path.into()),
            _ => return Err(format!("{}; see --help", argument.unexpected()).into()),
        }
    }
    Ok(Command::Survey(options))
}

/// The value of an option.
fn number<T: FromStr>(arguments: &mut lexopt::Parser, takes: &str) -> Result<T> {
    let text = arguments.value()?.string()?;
    let number = text.parse();
    Ok(number.map_err(|_| format!("{takes}, not {text:?}"))?)
}
