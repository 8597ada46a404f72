/* python.js - MicroPython: Python 3 in a small space, without most of its
 * library. */
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";
import { folder, load, sink, source } from "./common.js";

export const languages = ["python"];
export const label = "MicroPython 1.27";

export async function start({ files, write }) {
  const wasmBinary = await load("micropython.wasm");
  let out, err, next = () => null;
  const open = async () => {
    out = sink(text => write(text, 1));
    err = sink(text => write(text, 2));
    return loadMicroPython({
      wasmBinary, url: "micropython.wasm", heapsize: 16 << 20, linebuffer: false,
      stdin: () => next(),
      stdout: bytes => out.byte(bytes[0]),
      stderr: bytes => err.byte(bytes[0]),
    });
  };
  /* It has one interpreter a module; where each block is a program of its own,
   * each gets a module, and the files of the one before. */
  const sessions = {};
  let kept = files;
  const program = async session => {
    const python = sessions[session] || await open();
    if (session) sessions[session] = python;
    folder(python.FS, kept);
    return python;
  };
  const exec = async ({ code, stdin, session }) => {
    const python = await program(session);
    next = source(stdin);
    try {
      python.runPython(code);
      return 0;
    } catch (error) {
      if (error.type == "SystemExit") return Number(/\d+/.exec(error.message)?.[0] || 0);
      err.text(`${error.message}\n`);
      return 1;
    } finally {
      out.end();
      err.end();
      kept = snapshot(python.FS);
    }
  };
  await open(); /* so that what is loaded is loaded before the clock runs */
  return { exec };
}

/* The files of the scratch folder, by name. */
function snapshot(FS, path = "/scratch", prefix = "", found = {}) {
  for (const name of FS.readdir(path)) {
    if (name == "." || name == "..") continue;
    const file = `${path}/${name}`;
    if (FS.isDir(FS.stat(file).mode)) snapshot(FS, file, `${prefix}${name}/`, found);
    else found[prefix + name] = FS.readFile(file);
  }
  return found;
}
