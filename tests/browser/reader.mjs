/* reader.mjs - the journal as its readers have it, in Chromium.
 *
 *     node reader.mjs FOLDER
 *
 * FOLDER is served as a host would, with the headers of its _headers.  Looked
 * at: every kind of page, on a phone and a desk, light and dark, without
 * scripts; axe finds nothing; nothing is asked of another host; nothing moves;
 * the budget holds.  PLAYWRIGHT and AXE are the folders of those packages,
 * CHROMIUM the browser. */
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require(process.env.PLAYWRIGHT);
const axe = fs.readFileSync(path.join(process.env.AXE, "axe.min.js"), "utf8");
const folder = path.resolve(process.argv[2]);

let passed = 0, failed = 0;
const check = (what, good, more = "") => {
  good ? passed++ : failed++;
  if (!good) console.log(`FAILED: ${what} ${more}`);
};

/* ---- the host */

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".json": "application/json" };
const policy = fs.readFileSync(path.join(folder, "_headers"), "utf8")
  .match(/Content-Security-Policy: (.*)/)[1];

const server = http.createServer((request, response) => {
  let name = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (name.endsWith("/")) name += "index.html";
  let file = path.join(folder, name), status = 200;
  if (!file.startsWith(folder) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    file = path.join(folder, "404.html");
    status = 404;
  }
  response.writeHead(status, { "Content-Type": types[path.extname(file)] || "application/octet-stream",
    "Content-Security-Policy": policy });
  response.end(fs.readFileSync(file));
});
await new Promise(ready => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}`;

/* ---- which pages: one of each kind, and the longest article */

const find = (below, test) => {
  const found = [];
  const walk = at => fs.readdirSync(path.join(folder, at), { withFileTypes: true }).forEach(e => {
    const name = path.posix.join(at, e.name);
    if (e.isDirectory()) walk(name);
    else if (name.endsWith("index.html")) {
      const text = fs.readFileSync(path.join(folder, name), "utf8");
      if (test(text)) found.push({ url: "/" + name.slice(0, -10), text });
    }
  });
  walk(below);
  return found.sort((a, b) => a.text.length - b.text.length);
};
const articles = find(".", text => text.includes('class="e-content"'));
const consoles = articles.filter(a => a.text.includes('class="gp"'));
const noted = articles.filter(a => a.text.includes('class="notes"') && a.text.includes('class="toc"'));
const pages = ["/", "/it/", "/en/", "/it/scritti/", "/en/writings/", "/it/argomenti/", "/en/topics/linux/",
  "/it/archivio/", "/en/archive/2025/", "/it/serie/", "/en/404.html", articles[0].url, noted[0].url,
  articles.at(-1).url];

/* ---- the browser */

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox",
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"] });

const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.seen = [];
  page.wrong = [];
  page.on("request", r => page.seen.push(r.url()));
  page.on("requestfailed", r => page.wrong.push(r.url()));
  page.on("console", m => m.type() == "error" && !/status of 404/.test(m.text()) && page.wrong.push(m.text()));
  page.on("pageerror", e => page.wrong.push(String(e)));
  await page.goto(base + url, { waitUntil: "load" });
  return page;
};

const close = page => page.context().close();

for (const url of pages)
  for (const width of [390, 1280])
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(url, { viewport: { width, height: 900 }, colorScheme });
      const name = `${url} ${width} ${colorScheme}`;
      await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
        "wcag22aa", "best-practice"] }).then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`)));
      check(`axe ${name}`, found.length == 0, found.join("; "));
      check(`no error ${name}`, page.wrong.length == 0, page.wrong.join("; "));
      check(`no other host ${name}`, page.seen.every(u => u.startsWith(base) || u.startsWith("data:")),
        page.seen.join(" "));
      await close(page);
    }

for (const url of pages) {
  const page = await open(url, { viewport: { width: 320, height: 700 } });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`nothing beside the page at 320 px ${url}`, over <= 0, `${over} px`);
  await close(page);
}

for (const url of pages) {
  const page = await open(url, { javaScriptEnabled: false });
  const buttons = await page.locator("button").count();
  check(`no button without scripts ${url}`, buttons == 0);
  check(`text without scripts ${url}`, (await page.locator("main").innerText()).length > 40);
  await close(page);
}

/* Nothing moves while a page loads, and few things are asked for. */
for (const { url } of [articles[0], noted[0], articles.at(-1)]) {
  const page = await open(url);
  const moved = await page.evaluate(() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
  }));
  const asked = page.seen.filter(u => !/\.(svg|png|jpe?g|webp|gif)$/.test(u) && !u.startsWith("data:"));
  check(`nothing moves ${url}`, moved == 0, String(moved));
  /* A script more where snippets can be run: snippets.mjs weighs it. */
  const plain = asked.filter(u => !/\/snippets\.[0-9a-f]+\.(js|css)$|\/snippet-index\.[0-9a-f]+\.js$/.test(u));
  check(`at most three requests ${url}`, plain.length <= 3, asked.join(" "));
  await close(page);
}

/* The other language, at the same piece, and back. */
{
  const page = await open(noted[0].url);
  const link = page.locator(".lang a").first();
  const title = await link.getAttribute("title");
  await link.click();
  await page.waitForLoadState();
  check("the switcher leads to the piece it names", (await page.locator("h1").innerText()) == title, title);
  await page.locator(".lang a").first().click();
  await page.waitForLoadState();
  check("and back", new URL(page.url()).pathname == noted[0].url);
  await close(page);
}

/* What is copied of a session is what one would type. */
if (consoles.length) {
  const page = await open(consoles[0].url, { permissions: ["clipboard-read", "clipboard-write"] });
  const figure = page.locator(".code:has(.gp)").first();
  const typed = await figure.locator("code").evaluate(code => {
    const copy = code.cloneNode(true);
    copy.querySelectorAll(".gp,.go").forEach(one => one.remove());
    return copy.textContent;
  });
  await figure.locator("button.copy").click();
  await page.waitForTimeout(200);
  const got = await page.evaluate(() => navigator.clipboard.readText());
  check("copying leaves out prompts and output", got.trim().length > 0 &&
    got.replace(/\s+/g, " ").trim() == typed.replace(/\s+/g, " ").trim(), JSON.stringify(got.slice(0, 200)));
  check("copying is announced", (await page.locator("[role=status]").innerText()).length > 0);
  await close(page);
}
await browser.close();
server.close();

/* ---- the budget */

const brotli = bytes => zlib.brotliCompressSync(bytes).length;
const assets = fs.readdirSync(path.join(folder, "assets"))
  .map(name => ({ name, bytes: fs.readFileSync(path.join(folder, "assets", name)) }));
const asset = pattern => assets.find(a => pattern.test(a.name)).bytes;
const css = asset(/^style\..*css$/), js = asset(/^folio\..*js$/);
check("style raw", css.length <= 10240, `${css.length} bytes`);
check("style brotli", brotli(css) <= 3584, `${brotli(css)} bytes`);
check("script raw", js.length <= 4096, `${js.length} bytes`);
check("script brotli", brotli(js) <= 1843, `${brotli(js)} bytes`);
/* An article of the usual length, with all that it loads. */
const usual = articles.filter(a => a.text.split(/\s+/).length < 1800).at(-1);
const all = brotli(Buffer.from(usual.text)) + brotli(css) + brotli(js);
check(`an article whole ${usual.url}`, all <= 14336, `${all} bytes`);
console.log(`style ${css.length} B, ${brotli(css)} br; script ${js.length} B, ${brotli(js)} br; ${usual.url} ${all} br`);
console.log(`reader: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
