//! Names in messages: lists of names, and the known name that is most like an unknown one.

/// "`A`", "`A` and `B`", "`A`, `B` and `C`"
pub(crate) fn list<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    joined(names, "and")
}

/// "`A`", "`A` or `B`", "`A`, `B` or `C`"
pub(crate) fn any_of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    joined(names, "or")
}

fn joined<S: AsRef<str>>(names: impl IntoIterator<Item = S>, conjunction: &str) -> String {
    let quoted: Vec<String> = names
        .into_iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.split_last() {
        None => "nothing".into(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

/// The advice for an unknown name: write a similar known name, or one of all known names.
pub(super) fn instead(name: &str, known: &[&str]) -> String {
    near(name, known).map_or_else(
        || format!("write {}", any_of(known)),
        |near| format!("write `{near}`"),
    )
}

/// The known name that is most like `name`, if one is similar enough.
pub(super) fn near<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    known
        .iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), *candidate))
        .min()
        .filter(|&(distance, candidate)| distance <= 2.min(candidate.len() / 2))
        .map(|(_, candidate)| candidate)
}

/// The edit distance: how many letters to insert, remove, replace, or swap with a neighbour.
fn distance(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|name| name.chars().collect::<Vec<_>>());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        assert_eq!(list([""; 0]), "nothing");
        assert_eq!(list(["A"]), "`A`");
        assert_eq!(list(["A", "B", "C"]), "`A`, `B` and `C`");
    }

    #[test]
    fn a_near_name_is_suggested_and_else_all_are() {
        assert_eq!(instead("Flaot32", &["Float32", "Int8"]), "write `Float32`");
        assert_eq!(instead("Int23", &["Int16", "Int32"]), "write `Int32`");
        assert_eq!(
            instead("Colour", &["Float32", "Int8"]),
            "write `Float32` or `Int8`"
        );
        assert_eq!(near("x", &["y"]), None);
        assert_eq!(near("abc", &["b"]), None);
    }
}
