//! Contenders for one piece of work, timed in turn.
//!
//! A disturbance of the machine lasts longer than a batch of calls. So each contender is timed in many short batches, one
//! after another in every round, and its minimum stands for it: a disturbance then hits all of them, or a few rounds of
//! each.

use argwhere::Index;
use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// This crate's typed face: what ratios are about.
    Typed,
    /// This crate's dynamic face.
    Dynamic,
    /// This crate's named kernel, without the face around it.
    Kernel,
    /// argminmax, where the first NaN wins.
    Argminmax,
    /// argminmax, where NaN is ignored.
    ArgminmaxIgnoringNan,
    /// Plain folds and loops over ndarray.
    Ndarray,
    /// ndarray-stats.
    NdarrayStats,
    /// candle-core on the CPU.
    Candle,
    /// arrow: `zip`, or the set indices of a mask.
    Arrow,
    /// arrow: `filter` of the positions.
    ArrowFilter,
    /// NumPy.
    Numpy,
    /// bottleneck, beside NumPy.
    Bottleneck,
    /// The plain vector maximum, without index.
    Maximum,
    /// Reading the input once.
    Reading,
    /// Copying as many bytes as the result has.
    Copying,
}

/// What a contender is to this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is this crate.
    This,
    /// It does the same.
    Peer,
    /// It does less, and shows how fast the machine is.
    Limit,
}

impl Who {
    /// All of them, in the order of the report's columns.
    pub const ALL: [Self; 15] = [
        Self::Typed,
        Self::Dynamic,
        Self::Kernel,
        Self::Argminmax,
        Self::ArgminmaxIgnoringNan,
        Self::Ndarray,
        Self::NdarrayStats,
        Self::Candle,
        Self::Arrow,
        Self::ArrowFilter,
        Self::Numpy,
        Self::Bottleneck,
        Self::Maximum,
        Self::Reading,
        Self::Copying,
    ];

    /// How the report calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "argwhere",
            Self::Dynamic => "argwhere, dynamic",
            Self::Kernel => "argwhere, named kernel",
            Self::Argminmax => "argminmax",
            Self::ArgminmaxIgnoringNan => "argminmax, no NaN",
            Self::Ndarray => "ndarray",
            Self::NdarrayStats => "ndarray-stats",
            Self::Candle => "candle",
            Self::Arrow => "arrow",
            Self::ArrowFilter => "arrow filter",
            Self::Numpy => "NumPy",
            Self::Bottleneck => "bottleneck",
            Self::Maximum => "limit: maximum",
            Self::Reading => "limit: reading",
            Self::Copying => "limit: copying",
        }
    }

    /// What it is to this crate.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Typed | Self::Dynamic | Self::Kernel => Role::This,
            Self::Maximum | Self::Reading | Self::Copying => Role::Limit,
            _ => Role::Peer,
        }
    }

    /// Whether the first NaN wins, as in this crate.
    #[must_use]
    pub const fn propagates_nan(self) -> bool {
        matches!(self, Self::Argminmax | Self::Numpy)
    }
}

/// A result, in a form that all contenders share.
#[derive(Clone, PartialEq)]
pub enum Answer {
    /// Lists of indices.
    Indices(Vec<Vec<Index>>),
    /// The bytes of the elements.
    Bytes(Vec<u8>),
    /// The contender does not do this, and says why.
    Refused(String),
}

impl Answer {
    /// One index.
    #[must_use]
    pub fn index(index: usize) -> Self {
        Self::Indices(vec![vec![index as Index]])
    }

    /// The bytes of a result.
    #[must_use]
    pub fn bytes<T: bytemuck::NoUninit>(elements: &[T]) -> Self {
        Self::Bytes(bytemuck::cast_slice(elements).to_vec())
    }
}

impl fmt::Display for Answer {
    /// The answer if it is short, else its extent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Indices(lists) => match lists.as_slice() {
                [list] if list.len() <= 4 => write!(f, "{list:?}"),
                lists => write!(
                    f,
                    "{} lists, {} indices",
                    lists.len(),
                    lists.iter().map(Vec::len).sum::<usize>()
                ),
            },
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

/// Work that can be checked and timed.
pub trait Work {
    /// Does it once and tells the result.
    fn answer(&mut self) -> Answer;

    /// Does it a number of times and tells how long that took.
    fn time(&mut self, calls: u32) -> Duration;
}

/// One of those who do a piece of work.
pub struct Contender<'a> {
    /// Its name.
    pub who: Who,
    /// What it does.
    pub work: Box<dyn Work + 'a>,
}

/// Work in this process. `memory` is what it writes its result to, if it is given that.
struct Here<M, F, A> {
    memory: M,
    work: F,
    answer: A,
}

impl<M, R, F: FnMut(&mut M) -> R, A: Fn(&M, R) -> Answer> Work for Here<M, F, A> {
    fn answer(&mut self) -> Answer {
        let result = (self.work)(&mut self.memory);
        (self.answer)(&self.memory, result)
    }

    fn time(&mut self, calls: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..calls {
            // The result is dropped here: giving memory back is part of making a new array.
            black_box((self.work)(black_box(&mut self.memory)));
        }
        start.elapsed()
    }
}

impl<'a> Contender<'a> {
    /// Work that makes its result, and how its result reads as an answer.
    pub fn new<R: 'a>(
        who: Who,
        work: impl Fn() -> R + 'a,
        answer: impl Fn(R) -> Answer + 'a,
    ) -> Self {
        Self::given(who, (), move |()| work(), move |(), result| answer(result))
    }

    /// Work that writes its result to memory that it is given.
    pub fn given<M: 'a, R: 'a>(
        who: Who,
        memory: M,
        work: impl FnMut(&mut M) -> R + 'a,
        answer: impl Fn(&M, R) -> Answer + 'a,
    ) -> Self {
        let work = Box::new(Here {
            memory,
            work,
            answer,
        });
        Self { who, work }
    }

    /// A limit, which answers nothing.
    ///
    /// # Panics
    ///
    /// If it is not a limit.
    pub fn limit<R: 'a>(who: Who, work: impl Fn() -> R + 'a) -> Self {
        assert!(who.role() == Role::Limit, "{who:?} is not a limit");
        Self::new(who, work, |_| Answer::Bytes(Vec::new()))
    }
}

/// The time of one call.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// The least over all rounds, in nanoseconds.
    pub min: f64,
    /// The median over all rounds, in nanoseconds.
    pub median: f64,
}

/// How long and how often to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How long a batch of calls shall take.
    pub batch: Duration,
    /// How many rounds there are for work that is done within a batch.
    pub rounds: usize,
}

struct Lane<'w, 'a> {
    work: &'w mut Box<dyn Work + 'a>,
    calls: u32,
    rounds: usize,
    samples: Vec<f64>,
}

impl<'w, 'a> Lane<'w, 'a> {
    fn new(work: &'w mut Box<dyn Work + 'a>, effort: Effort) -> Self {
        let mut calls = 1;
        let mut spent = work.time(calls);
        while spent < effort.batch / 8 && calls < u32::MAX / 4 {
            calls *= 4;
            spent = work.time(calls);
        }
        let call = spent.as_secs_f64() / f64::from(calls);
        let rounds = match call {
            ..0.002 => effort.rounds,
            ..0.02 => effort.rounds.div_ceil(2),
            ..0.1 => effort.rounds.div_ceil(3),
            _ => 3,
        };
        Self {
            work,
            calls: (effort.batch.as_secs_f64() / call).ceil().max(1.0) as u32,
            rounds,
            samples: Vec::with_capacity(rounds),
        }
    }

    fn sample(&mut self) {
        if self.samples.len() == self.rounds {
            return;
        }
        if self.calls < 8 {
            // The contender before has emptied the caches; a long batch makes little of that, a short one would. A cache that
            // takes in what another drops is not full again after one call.
            self.work.time(self.calls);
        }
        let (work, calls) = (&mut self.work, self.calls);
        let spent = deeper(self.samples.len(), &mut || work.time(calls));
        self.samples
            .push(spent.as_secs_f64() * 1e9 / f64::from(self.calls));
    }

    fn time(mut self) -> Time {
        self.samples.sort_by(f64::total_cmp);
        Time {
            min: self.samples[0],
            median: self.samples[self.samples.len() / 2],
        }
    }
}

/// Does some work with the stack so many steps deeper. A call of some ten ns takes up to a third longer where its frames begin
/// badly, beside the lines of the cache or the ends of addresses of what it reads, and within one process they always begin
/// there: so each round begins elsewhere, and the minimum is that of the best place for everybody.
#[inline(never)]
fn deeper<R>(steps: usize, work: &mut dyn FnMut() -> R) -> R {
    // With what a frame has beside it, an odd number of 16 bytes, so that a few steps see all places in a line.
    let frame = black_box([0_u8; 112]);
    let result = if steps == 0 {
        work()
    } else {
        deeper(steps - 1, work)
    };
    black_box(&frame);
    result
}

/// Times all of them in turn.
pub fn race<'a>(contenders: &mut [&mut Contender<'a>], effort: Effort) -> Vec<Time> {
    let mut lanes: Vec<Lane<'_, 'a>> = contenders
        .iter_mut()
        .map(|contender| Lane::new(&mut contender.work, effort))
        .collect();
    for round in 0..effort.rounds {
        // Nobody always runs first, nor always after the same other, whose inputs are this one's.
        let first = round / 2 % lanes.len().max(1);
        let (later, earlier) = lanes.split_at_mut(first);
        let in_turn = earlier.iter_mut().chain(later.iter_mut());
        if round % 2 == 0 {
            in_turn.for_each(Lane::sample);
        } else {
            in_turn.rev().for_each(Lane::sample);
        }
    }
    lanes.into_iter().map(Lane::time).collect()
}
