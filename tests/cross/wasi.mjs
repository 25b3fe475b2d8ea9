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
const program = await WebAssembly.compile(await readFile(path));
process.exit(wasi.start(await WebAssembly.instantiate(program, { ...wasi.getImportObject(), env: threads })));
