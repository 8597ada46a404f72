/* try.mjs FOLDER - runs jobs read from standard input, one JSON object a line,
 * with the engines in FOLDER, as a reader's browser would; answers a line each:
 * {"out","err","all","exit"}.  What `snippets run --engines` asks. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { run } from "./run.js";

if (isMainThread) {
  const folder = resolve(process.argv[2]);
  const engines = JSON.parse(await readFile(join(folder, "engines.json"), "utf8"));
  for await (const line of createInterface({ input: process.stdin })) {
    const job = JSON.parse(line);
    const engine = engines.find(one => one.name == job.engine);
    console.log(JSON.stringify(engine ? await once(join(folder, engine.path, "engine.js"), job) : { missing: job.engine }));
  }
}
else {
  globalThis.self = globalThis;
  globalThis.location = { href: "file:///engine.js" };
  const result = { out: "", err: "", all: "" };
  try {
    result.exit = await run(await import(workerData.engine), workerData.job, (text, stream) => {
      result[stream == 1 ? "out" : "err"] += text;
      result.all += text;
    }, () => parentPort.postMessage("ready"));
  } catch (error) {
    result.err += `${error?.stack || error}\n`;
    result.all += result.err;
    result.exit = 70;
  }
  parentPort.postMessage(result);
}

/* As in the browser: a worker each, five seconds. */
function once(engine, job) {
  return new Promise(done => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { engine, job }, stdout: true, stderr: true });
    let timer;
    const end = result => { clearTimeout(timer); worker.terminate(); done(result); };
    worker.on("message", told => {
      if (told == "ready") timer = setTimeout(() => end({ out: "", err: "", exit: 124 }), 5000);
      else end(told);
    });
    worker.on("error", error => end({ out: "", err: String(error), exit: 70 }));
  });
}
