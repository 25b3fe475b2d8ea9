// Runs a program of wasm32-wasip1 with its arguments, under node. Cargo calls it: see `run`. The program may read and write
// every file that this process may.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

// What Debian's libc for WASI lacks and Rust's std calls to start a thread: there are none. 58 is ENOTSUP.
const threads = {
    pthread_attr_init: () => 0,
    pthread_attr_setstacksize: () => 0,
    pthread_attr_destroy: () => 0,
    pthread_create: () => 58,
    pthread_join: () => 58,
    pthread_detach: () => 58,
};

const [path, ...args] = process.argv.slice(2);
const wasi = new WASI({
    version: 'preview1',
    args: [path, ...args],
    env: process.env,
    preopens: { '/': '/' },
});
// Node 20 ends with a segmentation fault after a program has grown its memory to some 64 MiB, if the program calls the
// functions of WASI directly. It does not if they are called by functions of JavaScript.
const { wasi_snapshot_preview1: direct } = wasi.getImportObject();
const called = Object.entries(direct).map(([name, call]) => [name, (...args) => call(...args)]);
const imports = { wasi_snapshot_preview1: Object.fromEntries(called), env: threads };
const program = await WebAssembly.compile(await readFile(path));
process.exit(wasi.start(await WebAssembly.instantiate(program, imports)));
