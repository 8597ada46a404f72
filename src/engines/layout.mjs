/* layout.mjs FOLDER NODE_MODULES - from the installed packages to what a site publishes:
 *
 *   FOLDER/engines.json            which there are
 *   FOLDER/try.mjs                 what asks them, in Node
 *   FOLDER/NAME-VERSION-DIGEST/    engine.js, worker.js, *.wasm, LICENSE...
 *
 * Each engine is bundled to one module with its WebAssembly beside it, so that
 * it runs under script-src 'self' 'wasm-unsafe-eval' and asks no other host. */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { createRequire } from "node:module";

const here = dirname(fileURLToPath(import.meta.url));
const [to, packages] = process.argv.slice(2, 4).map(path => resolve(path));
const require = createRequire(join(packages, "/"));
const esbuild = require("esbuild");
const at = (...parts) => join(packages, ...parts);

/* What is published of which packages.  `version` is the first package's. */
const engines = [
  { name: "lua", from: ["wasmoon"], files: { "lua.wasm": "wasmoon/dist/glue.wasm" } },
  { name: "python", from: ["@micropython/micropython-webassembly-pyscript"],
    files: { "micropython.wasm": "@micropython/micropython-webassembly-pyscript/micropython.wasm" } },
  { name: "jq", from: ["jq-wasm"], made: { "jq.wasm": jqWasm } },
  { name: "sql", from: ["sql.js"], files: { "sql.wasm": "sql.js/dist/sql-wasm-browser.wasm" } },
  { name: "js", from: ["quickjs-emscripten-core", "@jitl/quickjs-wasmfile-release-sync"],
    files: { "quickjs.wasm": "@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm" } },
  { name: "sh", from: ["just-bash", "jq-wasm"], made: { "jq.wasm": jqWasm } },
];

/* jq-wasm carries its WebAssembly as base64 in its script. */
const inlined = /"data:application\/octet-stream;base64,([A-Za-z0-9+\/=]+)"/;
async function jqWasm() {
  const text = await readFile(at("jq-wasm/dist/build/jq.js"), "utf8");
  return Buffer.from(inlined.exec(text)[1], "base64");
}

/* What we change in packages, because they offer no other way: their input and
 * output are ours, their WebAssembly is given to them, and no address of another
 * host stands in them.  Each text must be found: with another version of a
 * package someone has to look. */
const changes = {
  "jq-wasm/dist/build/jq.js": [
    [/preRun\(\) \{ FS\.init\([\s\S]*?\}\); \}, raw\(/,
      "preRun() { Module.FS = FS; FS.init(moduleArg.stdin, moduleArg.stdout, moduleArg.stderr); }, raw("],
    [inlined, '"jq.wasm"'],
  ],
  "@micropython/micropython-webassembly-pyscript/micropython.mjs": [
    ["Module={locateFile:", "Module={wasmBinary:options.wasmBinary,locateFile:"],
  ],
  "wasmoon/dist/index.js": [
    [/https:\/\/unpkg\.com\/wasmoon@\$\{version\}\/dist\/glue\.wasm/, "lua.wasm"],
    ["initWasmModule({\n", "initWasmModule({ ...customWasmFileLocation,\n"],
    ["function Ra(a){", "function Ra(a){if(e.luaBinary)return Promise.resolve(e.luaBinary);"],
    ['"function"!=typeof WebAssembly.instantiateStreaming', "true"],
    [/e\.stdin=a\|\|e\.stdin;[\s\S]*?"\/dev\/stderr"\);/,
      'R.L("/dev","stdin",e.luaIn);R.L("/dev","stdout",null,e.luaOut);R.L("/dev","stderr",null,e.luaErr);'],
  ],
};

const change = {
  name: "changes",
  setup(build) {
    build.onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
      const file = Object.keys(changes).find(one => path == at(one));
      if (!file) return null;
      let contents = await readFile(path, "utf8");
      for (const [old, text] of changes[file]) {
        const next = contents.replace(old, () => text);
        if (next == contents) throw new Error(`${file}: ${old} is not there any more`);
        contents = next;
      }
      return { contents, loader: "js" };
    });
    /* Of Node's modules none is there in a browser, and nothing needs one. */
    build.onResolve({ filter: /^(node:|(fs|path|url|crypto|module|zlib|ws|child_process|worker_threads)$)/ }, ({ path, importer, kind }) =>
      kind == "dynamic-import" && importer.startsWith(here) ? { path, external: true } : { path, namespace: "none" });
    build.onLoad({ filter: /./, namespace: "none" }, () => ({ contents: "module.exports = {}", loader: "js" }));
  },
};

async function bundle(entry, outfile, external = []) {
  await esbuild.build({
    entryPoints: [join(here, entry)], outfile, bundle: true, format: "esm", minify: true, target: "es2022",
    platform: "browser", nodePaths: [packages], external, loader: { ".txt": "text" },
    /* Emscripten's modules ask where they are: everywhere in a worker. */
    define: { process: "undefined", "globalThis.process": "undefined", importScripts: "String", "globalThis.WorkerGlobalScope": "String", WorkerGlobalScope: "String", __filename: '"engine.js"', __dirname: '"."' }, plugins: [change], logLevel: "error", legalComments: "none",
  });
}

/* A package and all that it depends on: what is in its bundle is among them. */
async function within(name, found = new Map()) {
  if (found.has(name)) return found;
  const about = JSON.parse(await readFile(at(name, "package.json"), "utf8").catch(() => "null"));
  if (about) found.set(name, about);
  for (const one of Object.keys(about?.dependencies || {})) if (!one.startsWith("@types/")) await within(one, found);
  return found;
}

async function licences(names, folder) {
  let text = await readFile(join(here, "compiled.txt"), "utf8");
  const all = new Map();
  for (const name of names) await within(name, all);
  for (const [name, { version, license }] of [...all].sort()) {
    const file = (await readdir(at(name))).find(one => /^(licen[cs]e|copying)/i.test(one));
    text += `\n${"-".repeat(72)}\n${name} ${version} (${license})\n\n`;
    if (file) text += await readFile(at(name, file), "utf8");
  }
  await writeFile(join(folder, "LICENSES.txt"), text);
}

async function make(engine) {
  const { version } = JSON.parse(await readFile(at(engine.from[0], "package.json"), "utf8"));
  const folder = join(to, engine.name);
  await mkdir(folder, { recursive: true });
  await bundle(`${engine.name}.js`, join(folder, "engine.js"));
  await bundle("worker.js", join(folder, "worker.js"), ["./engine.js"]);
  for (const [name, file] of Object.entries(engine.files || {})) await cp(at(file), join(folder, name));
  for (const [name, bytes] of Object.entries(engine.made || {})) await writeFile(join(folder, name), await bytes());
  let size = 0;
  const digest = createHash("sha256");
  const loaded = (await readdir(folder)).sort();
  for (const name of loaded) {
    const bytes = await readFile(join(folder, name));
    size += brotliCompressSync(bytes).length;
    digest.update(name).update(bytes);
  }
  await licences(engine.from, folder);
  const path = `${engine.name}-${version}-${digest.digest("hex").slice(0, 8)}`;
  await cp(folder, join(to, path), { recursive: true });
  await rm(folder, { recursive: true });
  globalThis.self ||= globalThis;
  globalThis.location ||= { href: "file:///engine.js" };
  const module = await import(join(to, path, "engine.js"));
  return { name: engine.name, version, label: module.label, languages: module.languages, path, size, files: (await readdir(join(to, path))).sort() };
}

await rm(to, { recursive: true, force: true });
for (const name of ["try.mjs", "run.js"]) await cp(join(here, name), join(to, name));
const list = [];
for (const engine of engines) list.push(await make(engine));
await writeFile(join(to, "engines.json"), JSON.stringify(list, null, 1) + "\n");
