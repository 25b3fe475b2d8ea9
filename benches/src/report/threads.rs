//! The report of threads: one and two of them, beside the speed at which they read, for arrays from 64 KiB to 1 GiB.

use super::machine;
use super::plot::{self, Heading, Panel};
use crate::limits::{Level, reading};
use crate::measure::Who;
use argwhere::par::{self, Par};
use argwhere::{Along, Mode, argmax, argminmax, count_nonzero, nonzero, top_k, where_};
use ndarray::{Array2, s};
use rayon::ThreadPoolBuilder;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Rows of every array, and the lengths of a row.
const ROWS: usize = 256;
const COLUMNS: [usize; 11] = [
    64, 256, 1024, 1536, 2048, 4096, 8192, 32_768, 131_072, 262_144, 1_048_576,
];

/// Bytes that a batch of calls reads.
const BATCH_BYTES: usize = 64 << 20;

/// Rounds, of which the fastest counts.
const ROUNDS: usize = 21;

/// The threads of the report.
const THREADS: usize = 2;

/// How long the threads sleep before a call after a pause, of which there are as many as rounds.
const PAUSE: Duration = Duration::from_millis(1);

/// The seconds of an operation.
struct Times {
    /// Minima of calls that follow each other: reading on one thread and on several, and the operation on one and on several.
    succession: [f64; 4],
    /// Medians of calls after a pause: on one thread and on several.
    paused: [f64; 2],
}

/// An operation on one thread and on several, as a call that drops its result.
type Call<'a> = Box<dyn FnMut() + 'a>;

/// Measures, and writes `threads.md` and `charts/threads.svg` into a directory.
///
/// # Errors
///
/// If a file cannot be written, or the threads cannot be started.
pub fn write(directory: &Path) -> io::Result<()> {
    // The global pool, as in most programs: the calling thread is none of its threads.
    ThreadPoolBuilder::new()
        .num_threads(THREADS)
        .build_global()
        .map_err(io::Error::other)?;
    let load = machine::load();
    let mut panels: Vec<Panel> = Vec::new();
    let mut table = String::new();
    for columns in COLUMNS {
        for (name, times) in times(columns) {
            let bytes = (ROWS * columns * size_of::<f32>()) as f64;
            row(&mut table, name, columns, &times);
            let who = [
                Who::Reading,
                Who::ReadingOnThreads,
                Who::Dynamic,
                Who::OnThreads,
            ];
            let at = panels.iter().position(|panel| panel.name == name);
            let at = at.unwrap_or_else(|| {
                let curves = who.map(|who| (who, Vec::new())).into();
                panels.push(Panel {
                    name: name.into(),
                    curves,
                });
                panels.len() - 1
            });
            for ((_, points), seconds) in panels[at].curves.iter_mut().zip(times.succession) {
                points.push((bytes / 1024.0, bytes / seconds / 1e9));
            }
        }
    }
    let heading = Heading {
        title: "One thread and two",
        subtitle: "float32 arrays of 256 rows; bytes of the array per second",
    };
    let chart = plot::curves(&heading, ["KiB of the array", "GB/s"], &panels)?;
    fs::create_dir_all(directory.join("charts"))?;
    fs::write(directory.join("charts/threads.svg"), chart)?;
    let mut report = format!(
        "# Threads\n\n{}\n\nLoad before the run: {load}. Written by `cargo run --release -p argwhere-benches --features threads \
         --bin threads`. The functions are those of `argwhere::par`, with `Par::rayon({THREADS})` in a global pool of {THREADS} threads; \
         *one* is the function without threads. The calls follow each other, but for those of the last three columns, before each \
         of which the threads sleep for {PAUSE:?}. *reading, two / two* is the time of reading the array on {THREADS} threads over \
         that of the operation. Minima of {ROUNDS} rounds in turn; after a pause medians of {ROUNDS} calls.\n\n![GB/s by size](charts/threads.svg)\n\n",
        machine::processor()
    );
    report += "| operation | KiB | reading, one, us | reading, two, us | one, us | two, us | one / two | reading, two / two | \
               paused, one, us | paused, two, us | one / two |\n\
               | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    report += &table;
    fs::write(directory.join("threads.md"), report)
}

fn row(table: &mut String, name: &str, columns: usize, times: &Times) {
    let kib = ROWS * columns * size_of::<f32>() / 1024;
    let [_, read_on_threads, one, two] = times.succession;
    let [one_paused, two_paused] = times.paused;
    let micros = |seconds: &[f64]| {
        let cells = seconds
            .iter()
            .map(|seconds| format!("{:.1}", seconds * 1e6));
        cells.collect::<Vec<_>>().join(" | ")
    };
    let _ = writeln!(
        table,
        "| {name} | {kib} | {} | {:.2} | {:.2} | {} | {:.2} |",
        micros(&times.succession),
        one / two,
        read_on_threads / two,
        micros(&times.paused),
        one_paused / two_paused
    );
}

/// The seconds of each operation.
fn times(columns: usize) -> Vec<(&'static str, Times)> {
    let mut random = 1_u64;
    let x = Array2::from_shape_simple_fn((ROWS, columns), || {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        if random >> 63 == 0 {
            0.0
        } else {
            (random >> 40) as f32
        }
    });
    let is_large = x.mapv(|x| x > 8e6);
    let (x, par) = (&x, Par::rayon(THREADS));
    let all = || x.as_slice().unwrap_or_default();
    let level = Level::detect();
    let bytes = move || bytemuck::cast_slice::<f32, u8>(all());
    macro_rules! calls {
        ($($name:literal: $function:ident($($argument:expr),*);)*) => {
            vec![$(
                (
                    $name,
                    Box::new(|| drop(black_box($function($(black_box($argument)),*)))) as Call<'_>,
                    Box::new(|| drop(black_box(par::$function($(black_box($argument),)* par)))) as Call<'_>,
                ),
            )*]
        };
    }
    let operations = calls! {
        "argmax": argmax(x, Along::all());
        "argmax, axis 0": argmax(x, Along::axis(0));
        "argmax, axis 1": argmax(x, Along::axis(1));
        "argminmax": argminmax(x, Along::all());
        "count_nonzero": count_nonzero(x, Along::all());
        "nonzero, half": nonzero(x);
        "top_k, 8 of axis 1": top_k(x, 8, 1, Mode::Largest);
        "where": where_(&is_large, x, x);
    };
    let parts = || {
        let (top, bottom) = x.view().split_at(ndarray::Axis(0), ROWS / 2);
        [top, bottom].map(|part| part.slice_move(s![.., ..]).to_slice().unwrap_or_default())
    };
    let read = || reading(level, bytes());
    let read_on_threads = || {
        let [top, bottom] = parts().map(bytemuck::cast_slice::<f32, u8>);
        if top.len() + bottom.len() < 1 << 20 {
            return reading(level, bytes());
        }
        let mut sums = [0; 2];
        let [sum, other] = &mut sums;
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| *other = reading(level, bottom));
            *sum = reading(level, top);
        });
        sums[0].wrapping_add(sums[1])
    };
    let batch = (BATCH_BYTES / (ROWS * columns * size_of::<f32>())).max(1);
    operations
        .into_iter()
        .map(|(name, one, two)| {
            let mut calls: [Call<'_>; 4] = [
                Box::new(|| {
                    black_box(read());
                }),
                Box::new(|| {
                    black_box(read_on_threads());
                }),
                one,
                two,
            ];
            let mut succession = [f64::INFINITY; 4];
            for _ in 0..ROUNDS {
                for (call, best) in calls.iter_mut().zip(&mut succession) {
                    // The caches have what the call needs, and the threads are awake.
                    for _ in 0..batch / 2 {
                        call();
                    }
                    let start = Instant::now();
                    for _ in 0..batch {
                        call();
                    }
                    *best = best.min(start.elapsed().as_secs_f64() / batch as f64);
                }
            }
            let [_, _, one, two] = &mut calls;
            let paused = [one, two].map(|call| {
                let mut seconds: Vec<f64> = (0..ROUNDS).map(|_| after_pause(call)).collect();
                seconds.sort_by(f64::total_cmp);
                seconds[ROUNDS / 2]
            });
            (name, Times { succession, paused })
        })
        .collect()
}

/// The seconds of a call after a pause.
fn after_pause(call: &mut Call<'_>) -> f64 {
    thread::sleep(PAUSE);
    let start = Instant::now();
    call();
    start.elapsed().as_secs_f64()
}
