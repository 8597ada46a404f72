/* jq-program.js - jq as a function: arguments, files and standard input to
 * output and exit status.  For jq.js and for the jq of sh.js. */
import instance from "jq-wasm/dist/build/jq.js";
import { folder, load, sink, source } from "./common.js";

let wasm;
export const prepare = async () => { wasm ||= await load("jq.wasm"); };

/* A fresh one each time: it is made to run once. */
export async function jq(args, stdin, files, write) {
  const out = sink(text => write(text, 1)), err = sink(text => write(text, 2));
  await prepare();
  const program = await instance({ wasmBinary: wasm, stdin: source(stdin), stdout: out.byte, stderr: err.byte });
  folder(program.FS, files);
  let status;
  try {
    status = program.callMain(["-M", ...args]);
  } catch (error) {
    status = error.status ?? 5;
  }
  out.end();
  err.end();
  return status ?? 0;
}
