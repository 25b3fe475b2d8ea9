//! Draws the charts of each report in `benches/reports/` again, and README's picture in the documentation, from the tables
//! of the reports.

fn main() -> std::io::Result<()> {
    argwhere_benches::report::draw()
}
