//! A level that elements of any real dtype are compared with.

use std::fmt;
use std::str::FromStr;

/// The number of `--above X`, as each kind of dtype needs it. No dtype has to hold X itself: -1 is below
/// every `uint8`, and an integer is above 0.5 where it is above 0.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    text: String,
    /// The greatest integer that is not above X. For an integer n, n > X exactly where n > floor(X).
    pub(crate) floor: i128,
    /// X rounded to float32, so that 0.1 is the 0.1 which a float32 array holds.
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
            // A finite X beyond the dtype parses as infinity, and infinity is above X. Below the dtype
            // nothing is lost: what is above a large negative X is above negative infinity.
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

/// The greatest integer that is not above a decimal number such as `-12.5e3`, or the last `i128` before it.
///
/// By way of `f64` it would be wrong for int64 and uint64 beyond 2^53.
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

    // The number is 0.digits times ten to the power of `point`.
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

    // Forty digits before the point are beyond `i128`, and so is all that has more.
    let point = usize::try_from(point.clamp(0, 40)).unwrap_or(0);
    let (before, after) = digits.split_at(point.min(digits.len()));
    let magnitude = format!("0{before:0<point$}").parse().unwrap_or(i128::MAX);
    if negative {
        -magnitude - i128::from(!after.is_empty())
    } else {
        magnitude
    }
}
