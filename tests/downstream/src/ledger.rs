//! A second table in the same crate, with a subset of the operations and the largest ranks.

::aw::kernels! {
    /// Prices by shop, year, month, week, day and hour.
    pub mod ledger;

    crate = ::aw;
    ranks 0..=6;
    operations { argmax, nonzero }

    dtypes {
        Price: ::rust_decimal::Decimal;
        Depth: ::fixed::types::I16F16, only(nonzero);
    }
}
