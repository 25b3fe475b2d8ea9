//! Runs the example `survey` as a process, like its users: with the real arrays, files of every dtype and layout,
//! and every error of a file or a command line.

#[path = "survey/answers.rs"]
mod answers;
#[path = "survey/blocks.rs"]
mod blocks;
#[path = "survey/dtypes.rs"]
mod dtypes;
#[path = "survey/headers.rs"]
mod headers;
#[path = "survey/levels.rs"]
mod levels;
#[path = "survey/npy.rs"]
mod npy;
#[path = "survey/pictures.rs"]
mod pictures;
#[path = "survey/process.rs"]
mod process;
#[path = "survey/refusals.rs"]
mod refusals;
#[path = "survey/reports.rs"]
mod reports;
#[path = "survey/streams.rs"]
mod streams;
