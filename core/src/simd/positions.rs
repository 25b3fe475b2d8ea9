//! The positions of the set bits of a byte, as a table.

/// For each byte, the positions of its set bits, then zeros.
pub(crate) static POSITIONS: [[u8; 8]; 256] = positions_of_bytes();

const fn positions_of_bytes() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut found) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte][found] = bit;
                found += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
}
