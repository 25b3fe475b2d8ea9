//! The gaps of the record of carbon dioxide on Mauna Loa, where a missing week is NaN: where each begins, how long it is, and
//! between which concentrations. The longest is of 1964, when there was no money to measure, and that of 1984 is an eruption of
//! the volcano.
//!
//! Run it with `cargo run --release --example co2_gaps`. It prints
//!
//! ```text
//! CO2 on Mauna Loa: 59 of 2284 weeks are missing, in 22 gaps
//!
//! first week  weeks  between
//! 1958-05-10      1  316.9 and 317.5 ppm
//! ```

use argwhere::{Index, npy, typed};
use ndarray::{Array1, s};
use std::error::Error;
use std::fmt;

/// Weekly means in ppm.
const CONCENTRATIONS: &[u8] = include_bytes!("data/co2_weekly_f64.npy");
/// The last day of the first week.
const FIRST_DAY: Date = Date {
    year: 1958,
    month: 3,
    day: 29,
};

fn main() -> Result<(), Box<dyn Error>> {
    let co2: Array1<f64> = npy::read(CONCENTRATIONS)?.into_ndarray()?;
    let missing = co2.mapv(f64::is_nan);
    let weeks = positions(&missing)?;

    // A gap begins at a missing week after a measured one, and ends at a measured week after a missing one.
    let changes = Array1::from_shape_fn(co2.len(), |week| {
        week > 0 && missing[week] != missing[week - 1]
    });
    let changes = positions(&changes)?;
    let gaps: Vec<Gap> = changes
        .chunks_exact(2)
        .map(|change| Gap {
            start: change[0],
            weeks: change[1] - change[0],
        })
        .collect();

    println!(
        "CO2 on Mauna Loa: {} of {} weeks are missing, in {} gaps\n",
        weeks.len(),
        co2.len(),
        gaps.len()
    );
    println!("first week  weeks  between");
    for gap in &gaps {
        println!(
            "{}  {:>5}  {:.1} and {:.1} ppm",
            FIRST_DAY.weeks_later(gap.start),
            gap.weeks,
            co2[gap.start - 1],
            co2[gap.start + gap.weeks]
        );
    }

    let lengths: Array1<u64> = gaps.iter().map(|gap| gap.weeks as u64).collect();
    let longest = &gaps[typed::argmax(&lengths)?];
    println!("\nthe longest, of {} weeks", longest.weeks);
    chart(&co2, longest);
    Ok(())
}

struct Gap {
    start: usize,
    weeks: usize,
}

/// The positions of the true elements.
fn positions(mask: &Array1<bool>) -> Result<Vec<usize>, Box<dyn Error>> {
    let [found]: [Array1<Index>; 1] = typed::nonzero(mask)?;
    Ok(found
        .into_iter()
        .map(usize::try_from)
        .collect::<Result<_, _>>()?)
}

/// Prints a row per week, from some weeks before the gap to some after it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the concentration is a little higher than the lowest"
)]
fn chart(co2: &Array1<f64>, gap: &Gap) {
    const AROUND: usize = 4;
    const MARKS_PER_PPM: f64 = 10.0;

    let first = gap.start - AROUND;
    let shown = co2.slice(s![first..gap.start + gap.weeks + AROUND]);
    let lowest = shown.iter().copied().fold(f64::INFINITY, f64::min);
    for (week, ppm) in shown.iter().enumerate() {
        let date = FIRST_DAY.weeks_later(first + week);
        if ppm.is_nan() {
            println!("{date}");
        } else {
            let indent = ((ppm - lowest) * MARKS_PER_PPM).round() as usize;
            println!("{date}  {}o {ppm:.1}", " ".repeat(indent));
        }
    }
}

/// A day from 1901 to 2099.
#[derive(Clone, Copy)]
struct Date {
    year: usize,
    month: usize,
    day: usize,
}

impl Date {
    fn weeks_later(mut self, weeks: usize) -> Self {
        self.day += 7 * weeks;
        while self.day > self.days_of_month() {
            self.day -= self.days_of_month();
            self.month += 1;
            if self.month > 12 {
                (self.year, self.month) = (self.year + 1, 1);
            }
        }
        self
    }

    fn days_of_month(self) -> usize {
        let year = self.year;
        match self.month {
            // 2000 was a leap year too.
            2 if year.is_multiple_of(4) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
