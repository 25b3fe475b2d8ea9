//! The family of the processor, for the few choices that help one and hurt another.
//!
//! On any processor that is not recognised, kernels make the choices of Zen 4, but use the widest loads also for long rows from
//! memory, and cut smaller arrays for threads.

use core::sync::atomic::{AtomicU8, Ordering};

/// The family of an AMD processor. 0 for any other one.
static AMD_FAMILY: AtomicU8 = AtomicU8::new(0);

/// Whether this is an AMD processor with Zen 4 cores, or with those of Zen 3, which have no AVX-512 (family 25).
#[inline]
pub(crate) fn is_zen_4() -> bool {
    AMD_FAMILY.load(Ordering::Relaxed) == 25
}

/// Whether this is an AMD processor with Zen 5 (family 26) or later cores.
#[inline]
pub(crate) fn is_zen_5() -> bool {
    AMD_FAMILY.load(Ordering::Relaxed) >= 26
}

/// Replaces the family that was detected.
pub(super) fn assume_other() {
    AMD_FAMILY.store(0, Ordering::Relaxed);
}

/// Reads the family from the processor.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
pub(super) fn detect() {
    use core::arch::x86_64::__cpuid;

    let vendor = __cpuid(0);
    let is_amd = [vendor.ebx, vendor.edx, vendor.ecx].map(u32::to_le_bytes)
        == [*b"Auth", *b"enti", *b"cAMD"];
    if is_amd {
        let family = family(__cpuid(1).eax);
        AMD_FAMILY.store(u8::try_from(family).unwrap_or(u8::MAX), Ordering::Relaxed);
    }
}

/// The family in register `eax` of leaf 1. The second field counts only if the first one is full.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
fn family(eax: u32) -> u32 {
    match eax >> 8 & 0xf {
        0xf => 0xf + (eax >> 20 & 0xff),
        family => family,
    }
}

#[cfg(all(test, target_arch = "x86_64", feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn families_of_known_processors() {
        // An EPYC with Zen 4, one with Zen 5, and a Xeon with Cascade Lake.
        assert_eq!(
            [0x00a1_0f11, 0x00b0_0f21, 0x0005_0657].map(family),
            [25, 26, 6]
        );
    }
}
