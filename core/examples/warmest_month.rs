//! The warmest month of each year in the eastern Pacific off Peru: `argmax` along the axis of months. It is mostly February or
//! March. In 1982, when one of the strongest El Niños began, it was December.
//!
//! Run it with `cargo run --release --example warmest_month`. It prints
//!
//! ```text
//! Warmest month of each year: mean sea-surface temperature off Peru, in degrees Celsius
//!
//! year  J F M A M J J A S O N D
//! 1950  . . o . . . . . . . . .  25.37  #################
//! ```

use argwhere::{npy, typed};
use ndarray::{Array1, Array2, Axis};
use std::error::Error;

/// Monthly means, of shape (years, months).
const TEMPERATURES: &[u8] = include_bytes!("data/elnino_sst_f64.npy");
const FIRST_YEAR: usize = 1950;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The temperature at which the bars begin.
const COLDEST: f64 = 23.0;
const MARKS_PER_DEGREE: f64 = 7.0;

fn main() -> Result<(), Box<dyn Error>> {
    let temperatures: Array2<f64> = npy::read(TEMPERATURES)?.into_ndarray()?;
    let warmest: Array1<i64> = typed::argmax_axis(&temperatures, Axis(1))?;

    println!(
        "Warmest month of each year: mean sea-surface temperature off Peru, in degrees Celsius\n"
    );
    println!("year  J F M A M J J A S O N D");
    let mut years_of_month = [0; MONTHS.len()];
    for (year, (&month, months)) in warmest.iter().zip(temperatures.rows()).enumerate() {
        let month = usize::try_from(month)?;
        years_of_month[month] += 1;
        let marks = [". "; MONTHS.len()].concat();
        let marks = format!("{}o {}", &marks[..2 * month], &marks[2 * month + 2..]);
        println!(
            "{}  {marks} {:.2}  {}",
            FIRST_YEAR + year,
            months[month],
            bar(months[month])
        );
    }

    println!("\nyears with this warmest month");
    for (name, years) in MONTHS.iter().zip(years_of_month) {
        if years > 0 {
            println!("{name:<9} {years:>2}  {}", "#".repeat(years));
        }
    }
    let hottest = typed::argmax(&temperatures)?;
    let (year, month) = (hottest / MONTHS.len(), hottest % MONTHS.len());
    println!(
        "\nwarmest of all: {} {}, {:.2} degrees",
        MONTHS[month],
        FIRST_YEAR + year,
        temperatures[[year, month]]
    );
    Ok(())
}

/// A bar as long as a temperature is high.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast stops at 0, and no sea is hot enough for the other end"
)]
fn bar(temperature: f64) -> String {
    "#".repeat(((temperature - COLDEST) * MARKS_PER_DEGREE).round() as usize)
}
