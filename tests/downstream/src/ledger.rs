//! A second table of the crate, with some of the operations and the largest ranks.

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
