// mod table;
// dtypes { Bool: bool; #[cfg(feature = "half")] Half: half::f16; Float: f32; }
// promotion { Half < Float; }

#[cfg(feature = "half")]
::argwhere::__private::kernels! {
    (::argwhere) mod table; dtypes { Bool : bool; Half : half::f16; Float : f32; }
    promotion { Half < Float; }
}
#[cfg(not(feature = "half"))]
::argwhere::__private::kernels! {
    (::argwhere) mod table; dtypes { Bool : bool; Float : f32; } promotion {}
}
