//! README's pictures in the documentation of the crate.
//!
//! README names a picture, such as `[overview]`, and defines that name as a path in the repository. rustdoc does not copy
//! files, so this path is broken in the rendered documentation. There, another definition precedes README: the picture
//! itself, as a data URI. In Markdown, the first definition of a name wins.

use std::fmt::Write;

/// The file that the documentation includes before README.
pub(super) const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/overview.md");

/// The names of README's pictures, and the folders of the reports whose overviews they are.
pub(super) const PICTURES: [(&str, &str); 2] = [
    ("overview", "amd-family-25-model-17"),
    ("overview-zen-5", "amd-family-26-model-2"),
];

/// The definition of the name of a picture as a data URI.
pub(super) fn link_definition(name: &str, svg: &str) -> String {
    let mut uri = "data:image/svg+xml,".to_owned();
    for character in svg.trim_end().chars() {
        match character {
            '\n' => uri += "%0A",
            '"' => uri.push('\''),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '/' | ':' | '=' | ',' | ';' => {
                uri.push(character);
            }
            other => {
                for byte in other.encode_utf8(&mut [0; 4]).bytes() {
                    write!(uri, "%{byte:02X}").expect("a string accepts all text");
                }
            }
        }
    }
    format!("[{name}]: {uri}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_escaped() {
        let definition = link_definition("overview", "<text fill=\"#00f\">1 % µ</text>\n");
        assert_eq!(
            definition,
            "[overview]: data:image/svg+xml,%3Ctext%20fill='%2300f'%3E1%20%25%20%C2%B5%3C/text%3E\n"
        );
    }
}
