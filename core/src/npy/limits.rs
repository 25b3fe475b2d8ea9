//! The limits of NumPy, which are also those of this reader and writer.

/// `numpy.load` too refuses a header with more characters, unless `allow_pickle=True` or `max_header_size` allows it.
pub(super) const LONGEST: usize = 10_000;
/// The largest rank of a NumPy array.
pub(super) const LARGEST_RANK: usize = 64;
