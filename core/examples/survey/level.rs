//! A level to compare elements of any real dtype with.

use std::fmt;
use std::str::FromStr;

/// The X of `--above X`, in the form that each kind of dtype needs. X need not be a value of the dtype: -1 is
/// below every `uint8`, and an integer is above 0.5 if it is above 0.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    text: String,
    /// The largest integer that is not above X. For an integer n, n > X exactly if n > floor(X).
    pub(crate) floor: i128,
    /// X rounded to float32, so that 0.1 equals the 0.1 of a float32 array.
    pub(crate) single: f32,
    /// X rounded to float64.
    pub(crate) double: f64,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let not_a_number = || format!("--above takes a number, not {text:?}");
        let mut single: f32 = text.parse().map_err(|_| not_a_number())?;
        let mut double: f64 = text.parse().map_err(|_| not_a_number())?;
        if double.is_nan() {
            return Err(not_a_number());
        }
        let floor = if text.contains(|c: char| c.is_ascii_digit()) {
            // A finite X above the dtype's range parses as infinity, but the element infinity is above X, so use
            // the maximum. Below the range, negative infinity is correct: every finite element is above X.
            single = single.min(f32::MAX);
            double = double.min(f64::MAX);
            floor(text)
        } else if double > 0.0 {
            i128::MAX
        } else {
            i128::MIN
        };
        Ok(Self {
            text: text.to_owned(),
            floor,
            single,
            double,
        })
    }
}

/// The largest integer that is not above a decimal number such as `-12.5e3`, clamped to `i128`.
///
/// A conversion to `f64` would be wrong for int64 and uint64 beyond 2^53.
fn floor(number: &str) -> i128 {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    });

    // The number is 0.DIGITS times ten to the power of `point`.
    let all = [whole, fraction].concat();
    let digits = all.trim_matches('0');
    let zeros = all.len() - all.trim_start_matches('0').len();
    if digits.is_empty() {
        return 0;
    }
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX);
    let point = point
        .saturating_add(exponent)
        .saturating_sub(i64::try_from(zeros).unwrap_or(i64::MAX));

    // A number with 40 or more digits before the point is beyond `i128`.
    let point = usize::try_from(point.clamp(0, 40)).unwrap_or(0);
    let (before, after) = digits.split_at(point.min(digits.len()));
    let magnitude = format!("0{before:0<point$}").parse().unwrap_or(i128::MAX);
    if negative {
        -magnitude - i128::from(!after.is_empty())
    } else {
        magnitude
    }
}
