//! NumPy in a child process. The child maps the inputs from files, runs and times the statements itself, and reports
//! the durations. The communication with it is not timed.

use crate::data::Sample;
use crate::measure::{Answer, Contender, Who, Work};
use argwhere::Index;
use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

/// A running child process.
#[derive(Clone)]
pub struct Numpy {
    pipe: Rc<Pipe>,
    /// The version of NumPy.
    pub version: String,
    /// The version of bottleneck, if it is installed.
    pub bottleneck: Option<String>,
}

struct Pipe {
    child: RefCell<(Child, ChildStdin, BufReader<ChildStdout>)>,
    files: PathBuf,
    count: Cell<usize>,
}

/// The kind of result of a statement.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Indices, or a tuple of arrays of them.
    Indices,
    /// Elements.
    Elements,
}

impl Numpy {
    /// Starts the child. `None` if Python or NumPy is missing.
    #[must_use]
    pub fn start() -> Option<Self> {
        let mut child = Command::new("python3")
            .args(["-c", include_str!("numpy_child.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (input, output) = (child.stdin.take()?, child.stdout.take()?);
        // Uses a file system in memory if there is one, because writing the large inputs to a disk takes long.
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let files = parent.join(format!("argwhere-report-{}", std::process::id()));
        fs::create_dir_all(&files).ok()?;
        let pipe = Pipe {
            child: RefCell::new((child, input, BufReader::new(output))),
            files,
            count: Cell::new(0),
        };
        let reply = pipe.try_request(&["versions"])?;
        let (version, bottleneck) = reply.split_once('\t')?;
        Some(Self {
            version: version.to_owned(),
            bottleneck: (!bottleneck.is_empty()).then(|| bottleneck.to_owned()),
            pipe: Rc::new(pipe),
        })
    }

    /// Makes an array available in the child under a name.
    ///
    /// # Panics
    ///
    /// If the child has ended, or the file does not fit on the file system.
    pub fn share<T: Sample>(&self, name: &str, elements: &[T], shape: &[usize]) {
        let path = self.pipe.files.join(name);
        fs::write(&path, bytemuck::cast_slice::<T, u8>(elements))
            .expect("the file system has space for the input");
        let shape: Vec<String> = shape.iter().map(usize::to_string).collect();
        self.pipe
            .request(&["load", name, text(&path), T::DTYPE, &shape.join(",")]);
        // The child has mapped the file, so the content stays until the child unmaps it.
        fs::remove_file(&path).expect("the input was just written");
    }

    /// Runs an assignment. Later statements can use its names.
    pub fn run(&self, statement: &str) {
        self.pipe.request(&["run", statement]);
    }

    /// Removes all arrays and statements from the child.
    pub fn forget(&self) {
        self.pipe.request(&["forget"]);
    }

    /// An expression as a contender.
    pub fn expression<'a>(&self, who: Who, expression: &str, kind: Kind) -> Contender<'a> {
        self.statement(who, expression, expression, kind)
    }

    /// A statement as a contender; the expression `result` gives its result afterwards.
    pub fn statement<'a>(
        &self,
        who: Who,
        statement: &str,
        result: &str,
        kind: Kind,
    ) -> Contender<'a> {
        let key = self.pipe.count.get();
        self.pipe.count.set(key + 1);
        self.pipe.request(&["prepare", &key.to_string(), statement]);
        Contender {
            who,
            work: Box::new(Statement {
                pipe: Rc::clone(&self.pipe),
                key: key.to_string(),
                code: statement.to_owned(),
                result: result.to_owned(),
                kind,
            }),
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str()
        .expect("the path of the temporary directory is UTF-8")
}

impl Pipe {
    fn try_request(&self, fields: &[&str]) -> Option<String> {
        let (_, input, output) = &mut *self.child.borrow_mut();
        writeln!(input, "{}", fields.join("\t")).ok()?;
        let mut reply = String::new();
        output.read_line(&mut reply).ok()?;
        reply.strip_suffix('\n').map(ToOwned::to_owned)
    }

    fn request(&self, fields: &[&str]) -> String {
        let reply = self
            .try_request(fields)
            .expect("the NumPy child is running");
        assert!(!reply.starts_with("failed"), "{fields:?}: {reply}");
        reply
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let (child, ..) = self.child.get_mut();
        // The child may have ended already, and the files may be gone.
        let _ = child.kill();
        let _ = child.wait();
        let _ = fs::remove_dir_all(&self.files);
    }
}

struct Statement {
    pipe: Rc<Pipe>,
    key: String,
    code: String,
    result: String,
    kind: Kind,
}

impl Work for Statement {
    fn answer(&mut self) -> Answer {
        if self.code != self.result {
            self.pipe.request(&["run", &self.code]);
        }
        let path = self.pipe.files.join("answer");
        let lengths = self.pipe.request(&["answer", &self.result, text(&path)]);
        let bytes = fs::read(&path).expect("the child wrote its answer");
        // The directory may be in memory, and an answer should not occupy it.
        fs::remove_file(&path).expect("the answer was just read");
        match self.kind {
            Kind::Elements => Answer::Bytes(bytes),
            Kind::Indices => {
                let mut rest = bytes.as_slice();
                let lists = lengths.split('\t').map(|length| {
                    let length = length.parse().expect("the length of an array");
                    let (list, after) = rest.split_at(length);
                    rest = after;
                    let (indices, _) = list.as_chunks();
                    indices.iter().copied().map(Index::from_ne_bytes).collect()
                });
                Answer::Indices(lists.collect())
            }
        }
    }

    fn time(&mut self, calls: u32) -> Duration {
        let reply = self.pipe.request(&["time", &self.key, &calls.to_string()]);
        Duration::from_nanos(reply.parse().expect("nanoseconds"))
    }
}
