/* snippets.mjs - what readers do with snippets, in Chromium.
 *
 *     node snippets.mjs FOLDER
 *
 * FOLDER is tests/browser/site, run with its engines and built; it is served as
 * a host would, with the headers of its _headers.  Looked at: that nothing is
 * loaded or run before it is asked for; each engine, the receipt, an edit, an
 * endless loop, output without end; filling in; the index; all of it without
 * scripts; what machines read.  PLAYWRIGHT, AXE and CHROMIUM as in reader.mjs. */
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require(process.env.PLAYWRIGHT);
const axe = fs.readFileSync(path.join(process.env.AXE, "axe.min.js"), "utf8");
const folder = path.resolve(process.argv[2]);
const read = name => fs.readFileSync(path.join(folder, name), "utf8");

let passed = 0, failed = 0;
const check = (what, good, more = "") => {
  good ? passed++ : failed++;
  if (!good) console.log(`FAILED: ${what} ${more}`);
};

/* ---- the host */

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".json": "application/json", ".wasm": "application/wasm", ".sh": "text/x-shellscript" };
const policy = /Content-Security-Policy: (.*)/.exec(read("_headers"))[1];
const server = http.createServer((request, response) => {
  let name = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (name.endsWith("/")) name += "index.html";
  const file = path.join(folder, name);
  if (!file.startsWith(folder) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    response.writeHead(404);
    return response.end();
  }
  response.writeHead(200, { "Content-Type": types[path.extname(file)] || "application/octet-stream", "Content-Security-Policy": policy });
  response.end(fs.readFileSync(file));
});
await new Promise(ready => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.asked = [];
  page.workers_ = 0;
  page.on("request", request => {
    page.asked.push(new URL(request.url()).pathname);
    check(`${url} asks only its own host`, request.url().startsWith(base), request.url());
  });
  page.on("worker", () => { page.workers_++; });
  page.on("pageerror", error => check(`${url} has no error`, false, error.message));
  page.on("console", told => told.type() == "error" && check(`${url} is silent`, false, told.text()));
  await page.goto(base + url);
  return page;
};
const close = page => page.context().close();
const faults = async (page, what) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  check(`${what}: axe finds nothing`, !violations.length, violations.map(one => `${one.id} ${one.nodes[0].html}`).join("; "));
};

/* Of a page about a snippet. */
const runner = page => page.locator(".sn button", { hasText: /^(Run|Esegui)/ });
const run = async page => {
  await runner(page).click();
  await page.locator(".receipt p").waitFor({ timeout: 20000 });
  return { text: await page.locator(".receipt p").textContent(), good: await page.locator(".receipt .good").count() == 1 };
};
const edit = async (page, text) => {
  await page.getByRole("button", { name: "Edit" }).click();
  await page.locator(".editor").fill(text);
};

/* ---- before a click */

{
  const page = await open("/en/engines/?run=lua-one#lua-one");
  await page.waitForTimeout(300);
  check("nothing runs by itself or by an address", page.workers_ == 0 && !page.asked.some(one => /^\/(engines|snippets)\//.test(one)), page.asked.join(" "));
  const script = page.asked.filter(one => one.startsWith("/assets/snippets.") && one.endsWith(".js"));
  check("one script for snippets", script.length == 1, page.asked.join(" "));
  const bytes = script.reduce((sum, one) => sum + zlib.brotliCompressSync(fs.readFileSync(path.join(folder, one))).length, 0);
  check("... of at most 2 KB", bytes <= 2048, `${bytes} bytes`);
  check("no button where the engine printed something else", await page.locator("#not-here .sn button", { hasText: "Run" }).count() == 0);
  check("the button says what it costs", /^Run · \d+ KB$/.test(await page.locator("#lua-one .sn button", { hasText: "Run" }).textContent()));

  /* Filling in, and long lines. */
  const fill = page.locator("#fill-in");
  await fill.getByLabel("pod").fill("api-7");
  await fill.getByLabel("space").fill("test");
  const text = await fill.locator("code").textContent();
  check("what is filled in stands everywhere", text.startsWith("kubectl --namespace test logs api-7 --since 1h   # of api-7,"), text);
  await fill.getByLabel("pod").fill("");
  check("... and comes back", (await fill.locator("code").textContent()).includes("logs web-0"));
  await fill.getByRole("button", { name: "Wrap" }).click();
  check("long lines are wrapped", await fill.locator("pre").evaluate(pre => pre.scrollWidth <= pre.clientWidth));
  await faults(page, "the text");
  await close(page);
}

/* ---- each engine, in both languages' pages */

for (const engine of ["lua", "python", "jq", "sql", "js", "sh"])
  for (const [url, day] of [[`/en/snippets/${engine}-one/`, "The output is the author’s of "], [`/it/frammenti/${engine}-one/`, "L’output è quello dell’autore del "]]) {
    const page = await open(url);
    const { text, good } = await run(page);
    check(`${url} runs and gives the author's output`, good && text.includes(day), text);
    check(`${url} has it in a worker`, page.workers_ == 1);
    await close(page);
  }

/* ---- edits, loops, floods */

{
  const page = await open("/en/snippets/sh-one/", { colorScheme: "dark" });
  check("the author's code", (await run(page)).good);
  await faults(page, "a run, in the dark");
  const code = await page.locator("code").first().textContent();
  await edit(page, code.replace("!=", "=="));
  const other = await run(page);
  check("an edit runs on the recorded cluster", await page.locator(".ran pre").first().textContent() == "web-0\n");
  check("... and the receipt says so", !other.good && other.text.includes("You have changed the code."), other.text);
  check("... with the difference", await page.locator(".difference").textContent() == "- db-0\n+ web-0\n", await page.locator(".difference").textContent());
  await faults(page, "a difference, in the dark");
  await page.getByRole("button", { name: "Reset" }).click();
  check("reset brings the author's back", (await run(page)).good);
  await close(page);
}
{
  const page = await open("/en/snippets/lua-one/");
  await run(page);
  await edit(page, "print('begun') while true do end");
  const before = Date.now(), { text, good } = await run(page);
  check("an endless loop is stopped", !good && text == "Stopped after five seconds." && Date.now() - before < 12000, text);
  check("... what it said before is there", await page.locator(".ran pre").first().textContent() == "begun\n");
  await runner(page).click();
  await page.locator(".ran pre", { hasText: "begun" }).first().waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  check("Stop stops", await page.locator(".receipt p").textContent() == "Stopped.");
  await page.locator(".editor").fill("while true do print(('x'):rep(99)) end");
  const flood = await run(page);
  check("output without end is stopped", flood.text == "Stopped: too much output.", flood.text);
  check("... and bound", (await page.locator(".ran pre").first().textContent()).length < 200000);
  await page.locator(".editor").fill("print(");
  const wrong = await run(page);
  check("an error is shown", !wrong.good && (await page.locator(".ran .err").first().textContent()).includes("lua-one.lua:"), wrong.text);
  await page.getByRole("button", { name: "Reset" }).click();
  check("... and reset mends it", (await run(page)).good);
  await close(page);
}
{
  const page = await open("/en/snippets/js-one/");
  await run(page);
  await edit(page, "console.log(typeof fetch, typeof document, typeof process, typeof WebAssembly)");
  await run(page);
  check("a program reaches nothing", await page.locator(".ran pre").first().textContent() == "undefined undefined undefined undefined\n",
    await page.locator(".ran pre").first().textContent());
  await close(page);
}

/* ---- the index */

const until = async test => { for (let i = 0; i < 50 && !await test(); i++) await new Promise(done => setTimeout(done, 100)); };
const shown = page => page.locator(".index li:visible").evaluateAll(all => all.map(one => one.id).sort().join(" "));
{
  const page = await open("/en/snippets/");
  check("the code is not asked for before a word is", !page.asked.some(one => one.endsWith("index.json")));
  await faults(page, "the index");
  await page.getByLabel("Search").fill("ORDER by");
  await until(async () => await shown(page) == "sql-one");
  check("words are found in code", await shown(page) == "sql-one", await shown(page));
  check("... and in the address", page.url().endsWith("?q=ORDER+by"), page.url());
  await page.reload();
  await until(async () => await shown(page) == "sql-one");
  check("the address brings it back", await shown(page) == "sql-one" && await page.getByLabel("Search").inputValue() == "ORDER by");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator("select[name=language]").selectOption("jq");
  check("by language", await shown(page) == "jq-one", await shown(page));
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator("select[name=tool]").selectOption("kubectl");
  check("by tool", await shown(page) == "sh-one", await shown(page));
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator("select[name=level]").selectOption("recorded");
  check("by level", await shown(page) == "written-down", await shown(page));
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByLabel("Runs here").check();
  check("by what runs here", await shown(page) == "changed jq-one js-one lua-one python-one sh-one sql-one", await shown(page));
  await page.getByLabel("Search").fill("no such word");
  await page.getByText("Nothing fits.").waitFor();
  await close(page);
  const back = await open("/it/frammenti/?language=nonsense&tool=kubectl");
  check("what an address says wrongly is passed over", await shown(back) == "sh-one", await shown(back));
  await close(back);
}

/* ---- without scripts */

{
  const page = await open("/en/snippets/", { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  const ids = await page.locator(".index li").evaluateAll(all => all.map(one => one.id));
  check("the list is whole", ids.length == 12, ids.join(" "));
  check("no button that needs a script", await page.locator("main button, main input, main select").count() == 0);
  for (const id of ids) {
    await page.goto(`${base}/en/snippets/${id}/`);
    const raw = await page.locator(".sn a[download]").getAttribute("href");
    const bytes = read(raw), sum = crypto.createHash("sha256").update(bytes).digest("hex");
    check(`${id} can be read`, (await page.locator(".snippet code").textContent()) == bytes);
    check(`${id}: its sum is that of the list`, read("en/snippets/SHA256SUMS").includes(`${sum}  ${id}/${path.basename(raw)}\n`));
    check(`${id}: ... and of the careful lines`, (await page.locator("main").textContent()).includes(`echo '${sum}  ${path.basename(raw)}' | sha256sum -c`));
    check(`${id} is no wider than the page`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const oembed = JSON.parse(read(`en/snippets/${id}/oembed.json`));
    check(`${id} may be shown elsewhere`, oembed.version == "1.0" && oembed.type == "rich" && oembed.html.includes(`/en/snippets/${id}/embed/`));
  }
  await close(page);
}
{
  const page = await open("/it/frammenti/lua-one/embed/");
  check("an embed is code and a way back", await page.locator("pre").count() == 1 && page.asked.length <= 5, page.asked.join(" "));
  await close(page);
}
for (const [width, colorScheme] of [[390, "dark"], [390, "light"], [1280, "dark"], [1280, "light"]]) {
  const page = await open("/it/frammenti/sh-one/", { viewport: { width, height: 800 }, colorScheme });
  await run(page);
  await faults(page, `a page about one, ${width} ${colorScheme}`);
  check("... and nothing is wider than it", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await close(page);
}

/* ---- for machines: of JSON Schema, what ours uses */

const faultsOf = (schema, value, root, at = "") => {
  if (schema.$ref) return faultsOf(root.$defs[schema.$ref.split("/").at(-1)], value, root, at);
  const type = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  if (schema.type && ![schema.type].flat().includes(type)) return [`${at} is ${type}`];
  if ("const" in schema && value !== schema.const || schema.enum && !schema.enum.includes(value)) return [`${at} is ${value}`];
  if (schema.pattern && !new RegExp(schema.pattern).test(value) || schema.minLength > value?.length || schema.minimum > value || schema.maximum < value) return [`${at} is ${value}`];
  if (type == "array") return value.flatMap((one, i) => faultsOf(schema.items || {}, one, root, `${at}/${i}`));
  if (type != "object") return [];
  const known = schema.properties || {};
  return [
    ...(schema.required || []).filter(key => !(key in value)).map(key => `${at}/${key} is missing`),
    ...Object.entries(value).flatMap(([key, one]) => key in known ? faultsOf(known[key], one, root, `${at}/${key}`)
      : schema.additionalProperties === false ? [`${at}/${key} is unknown`] : faultsOf(schema.additionalProperties || {}, one, root, `${at}/${key}`)),
  ];
};
const schema = JSON.parse(read("snippets/schema.v1.json")), index = JSON.parse(read("snippets/index.json"));
const wrong = faultsOf(schema, index, schema);
check("index.json is as its schema says", !wrong.length, wrong.slice(0, 5).join("; "));
check("... and the schema sees what is not", faultsOf(schema, { ...index, version: 2 }, schema).length == 1);
check("... with every snippet in both languages", index.snippets.length == 24, `${index.snippets.length}`);

await browser.close();
server.close();
console.log(`snippets in the browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
