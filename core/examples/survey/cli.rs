//! The command line.

use crate::Result;
use crate::level::Level;
use lexopt::prelude::*;
use std::path::PathBuf;

pub(crate) const USAGE: &str = "\
survey [FILE.npy] [--axis N] [--keepdims] [--above X] [--png FILE]

Without a file, surveys an elevation raster of Jacksboro, Tennessee.

  --axis N     also search along axis N; -1 is the last
  --keepdims   keep the searched axes, with length 1
  --above X    count the elements above X and show the first (raster: 1000 m)
  --png FILE   draw a 2-D array of real numbers as shaded relief, those above X marked
";

pub(crate) enum Command {
    Help,
    Survey(Options),
}

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) file: Option<PathBuf>,
    pub(crate) axis: Option<isize>,
    pub(crate) keepdims: bool,
    pub(crate) above: Option<Level>,
    pub(crate) png: Option<PathBuf>,
}

pub(crate) fn parse() -> Result<Command> {
    let mut options = Options::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("axis") => {
                let text = arguments.value()?.string()?;
                let axis = text
                    .parse()
                    .map_err(|_| format!("--axis takes an integer, not {text:?}"))?;
                options.axis = Some(axis);
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
