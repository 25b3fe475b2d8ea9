//! Draws `benches/charts/` and README's picture in the documentation again, from the tables of `benches/report.md`.

use argwhere_benches::report::{self, DIRECTORY};
use std::path::Path;

fn main() -> std::io::Result<()> {
    report::draw(Path::new(DIRECTORY))
}
