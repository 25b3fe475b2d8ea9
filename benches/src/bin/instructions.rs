//! Counts the instructions of representative calls with callgrind, and compares them with the stored counts.
//!
//! Counts depend neither on the load of the machine nor on its caches. Each call is counted at the levels SSE2 and AVX2;
//! valgrind 3.19 does not support AVX-512. Another compiler version gives other counts. With a new compiler, run `--bless` on
//! the previous commit first, and compare with those counts.

use argwhere::__private::Level;
use argwhere::{Along, Array, Mode, Side, typed};
use argwhere_benches::data::{self, Sample, Spread};
use argwhere_benches::functions::extremum::{Max, Ordered};
use argwhere_benches::functions::where_::Pair;
use lexopt::prelude::*;
use ndarray::{Array1, Array2, Array3, Axis};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};

const HELP: &str = "\
Usage: instructions [--bless]

Counts instructions under valgrind and compares them with benches/instructions.txt.

  --bless  store the counts instead of comparing them";

const STORED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");

/// Bytes of L1, L2 and L3 that the counted calls assume: those of Zen 4. A call from L2 prefetches less than one from L3.
const CACHES: [usize; 3] = [32 << 10, 1 << 20, 16 << 20];

/// The levels, and the heads of their columns.
const LEVELS: [(Level, &str); 2] = [(Level::Baseline, "SSE2"), (Level::Avx2, "AVX2")];

/// One count per level.
type Counts = [u64; LEVELS.len()];

/// The allowed difference from the stored count: 1 %, plus a few instructions for a different alignment of memory.
fn slack(count: u64) -> u64 {
    count / 100 + 8
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(success) => success,
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let mut bless = false;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("bless") => bless = true,
            // Used by the child process under valgrind.
            Long("call") => {
                let level: usize = arguments.value()?.parse()?;
                call(&arguments.value()?.string()?, LEVELS[level].0)?;
                return Ok(ExitCode::SUCCESS);
            }
            Short('h') | Long("help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let counts = names()
        .into_iter()
        .map(|name| Ok((name, count_at_each_level(name)?)));
    let counts = counts.collect::<Result<Vec<_>, Failure>>()?;
    if bless {
        fs::write(STORED, stored(&counts)?)?;
        println!("{STORED}");
        return Ok(ExitCode::SUCCESS);
    }
    compare(&counts)
}

fn compiler() -> Result<String, Failure> {
    let version = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8(version.stdout)?.trim().to_owned())
}

fn stored(counts: &[(&str, Counts)]) -> Result<String, Failure> {
    let mut text = format!(
        "# Instructions of one call. Written by `cargo run --release -p argwhere-benches --bin instructions -- --bless`.\n\
         # {}\n#",
        compiler()?
    );
    for (_, level) in LEVELS {
        write!(text, "{level:>9} ")?;
    }
    text += "\n";
    for (name, counts) in counts {
        for count in counts {
            write!(text, "{count:>10}")?;
        }
        writeln!(text, "  {name}")?;
    }
    Ok(text)
}

/// The stored counts by name.
fn read_stored(text: &str) -> Result<BTreeMap<&str, Counts>, Failure> {
    let mut known = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut rest = line.trim_start();
        let mut counts = [0; LEVELS.len()];
        for count in &mut counts {
            let (number, after) = rest.split_once(' ').ok_or("a stored line has no name")?;
            *count = number.parse()?;
            rest = after.trim_start();
        }
        known.insert(rest, counts);
    }
    Ok(known)
}

fn compare(counts: &[(&str, Counts)]) -> Result<ExitCode, Failure> {
    let text = fs::read_to_string(Path::new(STORED))?;
    let compiler = compiler()?;
    if !text.contains(&compiler) {
        println!("The stored counts come from another compiler, not from {compiler}.");
    }
    let mut known = read_stored(&text)?;
    let mut worse = 0;
    println!(
        "{:>5} {:>10}  {:>10}  {:>8}",
        "level", "stored", "now", "change"
    );
    for &(name, now) in counts {
        let before = known.remove(name);
        for (at, (_, level)) in LEVELS.into_iter().enumerate() {
            let now = now[at];
            let Some(before) = before.map(|before| before[at]) else {
                println!(
                    "{level:>5} {:>10}  {now:>10}  {:>8}  {name}: not stored",
                    "", ""
                );
                worse += 1;
                continue;
            };
            let verdict = if now > before + slack(before) {
                worse += 1;
                ": MORE"
            } else if before > now + slack(before) {
                ": less, bless it"
            } else {
                ""
            };
            let change = now.cast_signed() - before.cast_signed();
            println!("{level:>5} {before:>10}  {now:>10}  {change:>+8}  {name}{verdict}");
        }
    }
    for name in known.keys() {
        println!("{name}: stored, but no longer counted");
        worse += 1;
    }
    Ok(if worse == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The instructions of one call at each of [`LEVELS`].
fn count_at_each_level(name: &str) -> Result<Counts, Failure> {
    let mut counts = [0; LEVELS.len()];
    for (level, count) in counts.iter_mut().enumerate() {
        *count = self::count(name, level)?;
    }
    Ok(counts)
}

/// The instructions of one call, from a child under callgrind.
fn count(name: &str, level: usize) -> Result<u64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=*counted*"])
        .arg(std::env::current_exe()?)
        .args(["--call", &level.to_string()])
        .arg(name)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{name}: {said}").into());
    }
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let (_, number) = line.ok_or("valgrind printed no count")?;
    let number = number.trim().parse()?;
    if number == 0 {
        return Err(format!("{name}: nothing was counted").into());
    }
    Ok(number)
}

/// The function that callgrind counts, found by its name.
#[inline(never)]
fn counted(work: &dyn Fn()) {
    work();
}

/// Makes one call that maps memory, and then the one that is counted.
fn call(name: &str, level: Level) -> Result<(), Failure> {
    if !argwhere::__private::assume_level(level) {
        return Err(format!("the processor does not have {level:?}").into());
    }
    let [l1, l2, l3] = CACHES;
    argwhere::__private::assume_caches(l1, l2, l3);
    let names = names();
    let position = names.iter().position(|other| *other == name);
    let (_, prepare) = CALLS[position.ok_or("there is no call with this name")?];
    let work = prepare();
    work();
    counted(&*work);
    Ok(())
}

fn names() -> Vec<&'static str> {
    CALLS.iter().map(|(name, _)| *name).collect()
}

type Work = Box<dyn Fn()>;

/// The calls: each function makes its inputs and returns the closure to count.
const CALLS: [(&str, fn() -> Work); 44] = [
    ("argmax float32, 8", || argmax::<f32>(8)),
    ("argmax float32, 1000", || argmax::<f32>(1_000)),
    ("argmax float32, 65536", || argmax::<f32>(65_536)),
    ("argmax int8, 65536", || argmax::<i8>(65_536)),
    ("argmax uint64, 65536", || argmax::<u64>(65_536)),
    ("argmax float64, dynamic, 8", || {
        let x = Array::from(one_dimension::<f64>(8));
        Box::new(move || drop(black_box(argwhere::argmax(black_box(&x), Along::all()))))
    }),
    ("nonzero float32, dynamic, 8", || {
        let x = Array::from(Array1::from(data::sparse::<f32>(8, 0.5)));
        Box::new(move || drop(black_box(argwhere::nonzero(black_box(&x)))))
    }),
    ("where float32, dynamic, 8", || {
        let condition = Array::from(Array1::from(data::condition(8, Spread::Random)));
        let x = Array::from(one_dimension::<f32>(8));
        Box::new(move || {
            let result = argwhere::where_(black_box(&condition), &x, &x);
            drop(black_box(result));
        })
    }),
    ("argmax bool, 10000 x 100 along axis 1", || {
        let x = data::sparse::<bool>(1_000_000, 0.5);
        let x = Array2::from_shape_vec((10_000, 100), x).expect("as many elements");
        Box::new(move || drop(black_box(typed::argmax_axis(black_box(&x), Axis(1)))))
    }),
    ("argmax float32, 512 x 512 along axis 0", || {
        along::<f32>([512, 512], 0)
    }),
    ("argmax uint8, 512 x 512 along axis 0", || {
        along::<u8>([512, 512], 0)
    }),
    ("argmax float32, 512 x 512 along axis 1", || {
        along::<f32>([512, 512], 1)
    }),
    ("argmax int32, 10000 x 8 along axis 1", || {
        along::<i32>([10_000, 8], 1)
    }),
    ("argmin float32, 512 x 512 transposed", || {
        let x = two_dimensions::<f32>([512, 512]);
        Box::new(move || drop(black_box(typed::argmin(&black_box(&x).t()))))
    }),
    ("nonzero bool, 65536, half nonzero", || {
        let x = Array1::from(data::sparse::<bool>(65_536, 0.5));
        Box::new(move || drop(black_box(typed::nonzero(black_box(&x)))))
    }),
    ("nonzero float32, 64 x 64 x 16, density 0.01", || {
        let x = data::sparse::<f32>(65_536, 0.01);
        let x = Array3::from_shape_vec((64, 64, 16), x).expect("as many elements");
        Box::new(move || drop(black_box(typed::nonzero(black_box(&x)))))
    }),
    ("where float32, 16384, existing result", || {
        where_into::<(f32, f32)>(16_384)
    }),
    ("where int8 and uint8, 16384, existing result", || {
        where_into::<(i8, u8)>(16_384)
    }),
    ("where float64, row and scalar, dynamic", || {
        let condition = Array::from(
            Array2::from_shape_vec((128, 128), data::condition(16_384, Spread::Random))
                .expect("as many elements"),
        );
        let x1 = Array::from(one_dimension::<f64>(128));
        Box::new(move || {
            let result = argwhere::where_(black_box(&condition), &x1, 0.0);
            drop(black_box(result));
        })
    }),
    ("nanargmax float32, 65536", || {
        let x = one_dimension::<f32>(65_536);
        Box::new(move || drop(black_box(typed::nanargmax(black_box(&x)))))
    }),
    ("argminmax float32, 8", || argminmax(8)),
    ("argminmax float32, 65536", || argminmax(65_536)),
    ("count_nonzero float32, 65536", || {
        let x = Array1::from(data::sparse::<f32>(65_536, 0.5));
        Box::new(move || {
            black_box(typed::count_nonzero(black_box(&x)));
        })
    }),
    ("count_nonzero bool, 512 x 512 along axis 0", || {
        let x = data::sparse::<bool>(1 << 18, 0.5);
        let x = Array2::from_shape_vec((512, 512), x).expect("as many elements");
        Box::new(move || drop(black_box(typed::count_nonzero_axis(black_box(&x), Axis(0)))))
    }),
    ("argwhere float32, 512 x 512, density 0.01", || {
        let x = data::sparse::<f32>(1 << 18, 0.01);
        let x = Array2::from_shape_vec((512, 512), x).expect("as many elements");
        Box::new(move || drop(black_box(typed::argwhere(black_box(&x)))))
    }),
    ("extract float32, 65536, half of them", || {
        let condition = Array1::from(data::condition(65_536, Spread::Random));
        let x = one_dimension::<f32>(65_536);
        Box::new(move || drop(black_box(typed::extract(black_box(&condition), &x))))
    }),
    ("searchsorted float64, 1000 in 65536", || {
        let mut x1 = one_dimension::<f64>(65_536).to_vec();
        x1.sort_by(f64::total_cmp);
        let (x1, x2) = (Array1::from(x1), one_dimension::<f64>(1_000));
        Box::new(move || {
            let result = typed::searchsorted(black_box(&x1), &x2, Side::Left);
            drop(black_box(result));
        })
    }),
    ("top_k float32, 10 of 65536", || {
        let x = one_dimension::<f32>(65_536);
        Box::new(move || {
            let result = typed::top_k(black_box(&x), 10, Axis(0), Mode::Largest);
            drop(black_box(result));
        })
    }),
    // Small arrays, where what is around a kernel counts.
    ("argmax float32, 1", || argmax::<f32>(1)),
    ("argmax uint8, 16", || argmax::<u8>(16)),
    ("argmax float32, 3 x 3 along axis 0", || {
        along::<f32>([3, 3], 0)
    }),
    ("argmax float32, 3 x 3 along axis 1", || {
        along::<f32>([3, 3], 1)
    }),
    ("argmax float64, 16 x 16 along axis 0", || {
        along::<f64>([16, 16], 0)
    }),
    ("argmax float32, 1000 x 3 along axis 1", || {
        along::<f32>([1_000, 3], 1)
    }),
    // Of another dtype than the calls above, which share no code with it: so this one does not change what is inlined there.
    ("argmax int32, 3 x 3 transposed", || {
        let x = two_dimensions::<i32>([3, 3]);
        Box::new(move || drop(black_box(typed::argmax(&black_box(&x).t()))))
    }),
    ("argmax float32, dynamic, 3 x 3 along axis 1", || {
        let x = Array::from(two_dimensions::<f32>([3, 3]));
        Box::new(move || drop(black_box(argwhere::argmax(black_box(&x), Along::axis(1)))))
    }),
    ("nonzero float32, 3 x 3", || {
        let x = Array2::from_shape_vec((3, 3), data::sparse::<f32>(9, 0.5));
        let x = x.expect("as many elements");
        Box::new(move || drop(black_box(typed::nonzero(black_box(&x)))))
    }),
    ("count_nonzero bool, 3 x 3 along axis 0", || {
        let x = Array2::from_shape_vec((3, 3), data::sparse::<bool>(9, 0.5));
        let x = x.expect("as many elements");
        Box::new(move || drop(black_box(typed::count_nonzero_axis(black_box(&x), Axis(0)))))
    }),
    ("where float32, 4 x 4 and a row", || {
        small_where([4, 4], [1, 4])
    }),
    ("where float32, 4 x 4 and a column", || {
        small_where([4, 4], [4, 1])
    }),
    ("where float32, 4 x 4 and an element", || {
        small_where([4, 4], [1, 1])
    }),
    ("where float32, 16 x 16 and a row", || {
        small_where([16, 16], [1, 16])
    }),
    ("where float32, 16 x 16 and a column", || {
        small_where([16, 16], [16, 1])
    }),
    ("where float32, 1000 x 3 and a row", || {
        small_where([1_000, 3], [1, 3])
    }),
];

fn one_dimension<T: Sample>(len: usize) -> Array1<T> {
    data::random(len).into()
}

fn two_dimensions<T: Sample>([rows, columns]: [usize; 2]) -> Array2<T> {
    let elements = data::random(rows * columns);
    Array2::from_shape_vec((rows, columns), elements).expect("as many elements")
}

fn argmax<T: Ordered>(len: usize) -> Work {
    let x = one_dimension::<T>(len);
    Box::new(move || {
        black_box(T::flat::<Max, _>(&black_box(&x).view()));
    })
}

fn argminmax(len: usize) -> Work {
    let x = one_dimension::<f32>(len);
    Box::new(move || drop(black_box(typed::argminmax(black_box(&x)))))
}

fn along<T: Ordered>(shape: [usize; 2], axis: usize) -> Work {
    let x = two_dimensions::<T>(shape);
    Box::new(move || drop(black_box(T::along::<Max, _>(&black_box(&x).view(), axis))))
}

/// `where_` of two ranks, where x2 broadcasts to the shape of the condition and x1.
fn small_where(shape: [usize; 2], x2_shape: [usize; 2]) -> Work {
    let condition = data::condition(shape[0] * shape[1], Spread::Random);
    let condition = Array2::from_shape_vec(shape, condition).expect("as many elements");
    let (x1, x2) = (
        two_dimensions::<f32>(shape),
        two_dimensions::<f32>(x2_shape),
    );
    Box::new(move || drop(black_box(typed::where_(black_box(&condition), &x1, &x2))))
}

fn where_into<P: Pair + 'static>(len: usize) -> Work {
    let condition = Array1::from(data::condition(len, Spread::Random));
    let (x1, x2) = (one_dimension::<P::A>(len), one_dimension::<P::B>(len));
    let out = RefCell::new(Array1::from_elem(len, P::Out::ZERO));
    Box::new(move || {
        let mut out = out.borrow_mut();
        P::where_into(
            condition.view(),
            x1.view(),
            x2.view(),
            black_box(out.view_mut()),
        );
    })
}
