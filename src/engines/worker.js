/* worker.js - one run in the browser.  Told a job, it says in turn: ready; out,
 * pieces of output; done, with the exit status.  The page ends it when it will. */
import * as engine from "./engine.js";
import { run } from "./run.js";

/* A program has no business on the network or in what the site has stored. */
const shut = () => {
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "indexedDB", "caches", "importScripts", "Worker", "BroadcastChannel"])
    try { Object.defineProperty(self, name, { value: undefined }); } catch {}
};

self.onmessage = async ({ data: job }) => {
  const say = self.postMessage.bind(self);
  try {
    const exit = await run(engine, job, (text, stream) => say({ out: text, stream }), () => { shut(); say({ ready: true }); });
    say({ done: true, exit });
  } catch (error) {
    say({ out: `${error?.message || error}\n`, stream: 2 });
    say({ done: true, exit: 70 });
  }
};
