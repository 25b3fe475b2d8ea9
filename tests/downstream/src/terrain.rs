//! All dtypes in one table. No name is in scope: every type is written as a path.

::aw::kernels! {
    /// Terrain: heights in several numbers, soils, dates and colours.
    pub mod survey;

    ranks 0..=2;

    dtypes {
        /// True or false.
        Bool: bool;
        Level: u8;
        Count: i16;
        Float: f32;
        Metres: super::units::Metres as f32;
        Half: ::half::f16;
        Brain: ::half::bf16;
        Depth: ::fixed::types::I16F16;
        Price: ::rust_decimal::Decimal;
        Soil: super::units::Soil, zero = super::units::Soil::Sand;
        Date: super::units::Date, zero = super::units::Date(0);
        Colour: super::units::Rgb, unordered;
    }

    promotion {
        Level < Count < Float < Metres;
        Half < Float with |x| x.to_f32();
        Brain < Float with ::half::bf16::to_f32;
        Level < Half with |x| ::core::convert::Into::into(x);
        Level < Brain with |x| ::core::convert::Into::into(x);
        Count < Depth;
        Count < Price;
        Level < Colour with super::units::grey;
        Level | Count = Float;
    }
}
