//! The limits of the machine: finding the maximum without its index, and reading, both with the widest vectors.

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m512, __m512d, __m512i, _mm512_max_epi8, _mm512_max_epi16, _mm512_max_epi32,
    _mm512_max_epi64, _mm512_max_epu8, _mm512_max_epu16, _mm512_max_epu32, _mm512_max_epu64,
    _mm512_max_pd, _mm512_max_ps,
};

/// An instruction-set level of this machine. Only [`detect`](Self::detect) creates one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level(Kind);

#[derive(Clone, Copy, Debug)]
enum Kind {
    Baseline,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The highest level of this machine.
    #[must_use]
    pub(crate) fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vl") {
                return Self(Kind::Avx512);
            }
            if is_x86_feature_detected!("avx2") {
                return Self(Kind::Avx2);
            }
        }
        Self(Kind::Baseline)
    }

    /// The name in the report.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            Kind::Baseline => "baseline",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "AVX-512",
        }
    }
}

/// A dtype with a vector instruction for the maximum.
pub(crate) trait Maximum: Sized {
    /// The largest element, without its index and without regard to NaN.
    fn maximum(level: Level, x: &[Self]) -> Self;
}

macro_rules! maximum {
    ($($type:ty, $lanes:literal, $vector:ident, $largest:ident;)*) => {$(
        impl Maximum for $type {
            fn maximum(level: Level, x: &[Self]) -> Self {
                /// Eight independent accumulators hide the latency of the maximum instruction.
                #[cfg(target_arch = "x86_64")]
                #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
                fn avx512(x: &[$type]) -> $type {
                    let (vectors, rest) = x.as_chunks::<$lanes>();
                    let (blocks, vectors) = vectors.as_chunks::<8>();
                    let load = |vector: &[$type; $lanes]| -> $vector { bytemuck::cast(*vector) };
                    let mut best = [load(&[x[0]; $lanes]); 8];
                    for block in blocks {
                        for (best, vector) in best.iter_mut().zip(block) {
                            *best = $largest(*best, load(vector));
                        }
                    }
                    let [mut first, others @ ..] = best;
                    for other in others.into_iter().chain(vectors.iter().map(load)) {
                        first = $largest(first, other);
                    }
                    let lanes: [$type; $lanes] = bytemuck::cast(first);
                    largest(largest(x[0], &lanes), rest)
                }

                match level.0 {
                    // SAFETY: `detect` creates this level only on a machine with AVX-512 BW and VL, which imply F.
                    #[cfg(target_arch = "x86_64")]
                    Kind::Avx512 => unsafe { avx512(x) },
                    _ => largest(x[0], x),
                }
            }
        }
    )*};
}

maximum! {
    i8, 64, __m512i, _mm512_max_epi8;
    i16, 32, __m512i, _mm512_max_epi16;
    i32, 16, __m512i, _mm512_max_epi32;
    i64, 8, __m512i, _mm512_max_epi64;
    u8, 64, __m512i, _mm512_max_epu8;
    u16, 32, __m512i, _mm512_max_epu16;
    u32, 16, __m512i, _mm512_max_epu32;
    u64, 8, __m512i, _mm512_max_epu64;
    f32, 16, __m512, _mm512_max_ps;
    f64, 8, __m512d, _mm512_max_pd;
}

impl Maximum for bool {
    fn maximum(level: Level, x: &[Self]) -> Self {
        u8::maximum(level, bytemuck::cast_slice(x)) != 0
    }
}

fn largest<T: Copy + PartialOrd>(first: T, x: &[T]) -> T {
    x.iter().fold(
        first,
        |best, &element| if element > best { element } else { best },
    )
}

/// The sum of all 8-byte words: the least work that reads every byte.
pub(crate) fn reading(level: Level, x: &[u8]) -> u64 {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
    fn avx512(x: &[u8]) -> u64 {
        sum(x)
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn avx2(x: &[u8]) -> u64 {
        sum(x)
    }
    match level.0 {
        Kind::Baseline => sum(x),
        // SAFETY: `detect` creates this level only on a machine with AVX2.
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => unsafe { avx2(x) },
        // SAFETY: `detect` creates this level only on a machine with AVX-512 BW and VL, which imply F.
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512 => unsafe { avx512(x) },
    }
}

#[inline(always)]
fn sum(x: &[u8]) -> u64 {
    let (words, _) = x.as_chunks::<8>();
    let words = words.iter().map(|&word| u64::from_ne_bytes(word));
    words.fold(0, u64::wrapping_add)
}
