/* browser.mjs - what a browser shows of a site while it is written.
 *
 *   node browser.mjs BIFOLIO FOLDER       in a new site in FOLDER
 *
 * Playwright's core drives Debian's Chromium.  The last lines tell how long it
 * takes from a save to the new text in the page; that is a measurement, not a
 * test. */
import { spawn, execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { chromium } = createRequire(join(process.env.PLAYWRIGHT, "package.json"))("playwright-core");
const [program, folder] = process.argv.slice(2);
const env = { ...process.env, LC_ALL: "C" };

let passed = 0, failed = 0;
const holds = (name, good, more = "") => {
  good ? passed++ : failed++;
  console.log(`${good ? "ok  " : "FAIL"} ${name}${good ? "" : ` ${more}`}`);
};

const serve = (program, site, ...options) => new Promise((done, fail) => {
  const child = spawn(program, ["serve", "-C", site, ...options], { env });
  let text = "";
  child.stdout.on("data", data => {
    text += data;
    const url = /http:\S+/.exec(text)?.[0];
    if (url) done({ child, url, output: () => text });
  });
  child.stderr.on("data", data => { text += data; });
  child.on("exit", status => { fail(new Error(`it ended with ${status}: ${text}`)); });
});

const stop = ({ child }) => new Promise(done => {
  child.on("exit", (status, signal) => done(status ?? signal));
  child.kill("SIGINT");
});

const paragraphs = (n, text) => Array.from({ length: n }, (_, i) => `${text} ${i + 1}.\n`).join("\n");

const posts = site => name => join(site, "content/posts", name);
const post = (title, body) => `---\ntitle: ${title}\ndate: 2026-01-01\n---\n\n${body}`;

/* ---- what is shown ---- */

const site = join(folder, "site");
execFileSync(program, ["new", "site", site, "-q"], { env });
const at = posts(site);
const long = change => post("Long", `${paragraphs(30, "Before")}
<details><summary>More</summary>

Hidden text.

</details>

\`\`\`sh
echo one
\`\`\`

${change}

${paragraphs(60, "After")}`);
mkdirSync(at("pictured"));
const svg = colour => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="${colour}"/></svg>`;
writeFileSync(at("pictured/dot.svg"), svg("red"));
writeFileSync(at("pictured/index.en.md"), post("Pictured", "![A dot](dot.svg)\n"));
writeFileSync(at("long.en.md"), long("The first text."));
mkdirSync(join(site, "layouts/assets"), { recursive: true });

const server = await serve(program, site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
const problems = [];
page.on("pageerror", error => problems.push(String(error)));
page.on("console", line => { if (line.type() == "error") problems.push(line.text()); });

/* Loads a page, and marks it, so that a later load is seen. */
const open = async path => {
  await page.goto(server.url.replace(/\/$/, "") + path, { waitUntil: "load" });
  await page.waitForTimeout(200);
  await page.evaluate(() => { window.marked = true; });
};
const marked = () => page.evaluate(() => window.marked === true);
const shows = async (text, timeout = 8000) => {
  try {
    await page.waitForFunction(want => document.body.textContent.includes(want), text, { timeout, polling: 10 });
    return true;
  } catch { return false; }
};
const eventually = async (check, arg) => {
  try {
    await page.waitForFunction(check, arg, { timeout: 8000, polling: 10 });
    return true;
  } catch { return false; }
};

await open("/en/posts/long/");
await page.evaluate(() => {
  document.querySelector("details:has(summary)").open = true;
  [...document.querySelectorAll("details")].at(-1).open = true;
  scrollTo(0, 1400);
});
const before = await page.evaluate(() => ({ scroll: scrollY, buttons: document.querySelectorAll("button.copy").length }));
writeFileSync(at("long.en.md"), long("The second text."));
holds("the text of a post that was saved is shown", await shows("The second text."));
holds("... and the old one is not", !await shows("The first text.", 50));
const after = await page.evaluate(() => ({
  scroll: scrollY,
  open: [...document.querySelectorAll("details")].at(-1).open,
  buttons: document.querySelectorAll("button.copy").length,
}));
holds("... without loading the page", await marked());
holds("... the scroll position is kept", after.scroll == before.scroll && before.scroll == 1400, JSON.stringify([before, after]));
holds("... what was opened stays open", after.open);
holds("... what scripts have added stays", after.buttons == before.buttons, JSON.stringify([before, after]));

writeFileSync(at("long.en.md"), long("The second text.\n\nA paragraph more.").replace("title: Long", "title: Longer"));
holds("a paragraph more", await shows("A paragraph more."));
holds("... and a new title", await eventually(() => document.title.startsWith("Longer")));
holds("... at the same place", await page.evaluate(() => {
  const main = document.querySelector("main").textContent;
  return main.indexOf("Before 30.") < main.indexOf("The second") && main.indexOf("The second") < main.indexOf("A paragraph more") &&
    main.indexOf("A paragraph more") < main.indexOf("After 1.");
}));
writeFileSync(at("long.en.md"), long("").replace("title: Long", "title: Longer"));
holds("paragraphs less", await eventually(() => !document.body.textContent.includes("A paragraph more")));
holds("... all without loading the page", await marked());
const sent = await page.evaluate(() => fetch(location.href).then(answer => answer.text()));
const same = await page.evaluate(text => {
  const sent = new DOMParser().parseFromString(text, "text/html");
  const words = node => node.querySelector("main").textContent.replace(/\s+/g, " ").trim();
  document.querySelectorAll("main button").forEach(one => one.remove());
  return words(sent) == words(document);
}, sent);
holds("... and the page reads as the one sent", same);

/* Any change at all leaves the page as a new load would show it. */
const blocks = ["A paragraph.", "Another, *marked*.", "## A heading", "### A smaller one", "- one\n- two\n- three",
  "1. first\n2. second", "> quoted", "```sh\necho code\n```", "| a | b |\n| - | - |\n| 1 | 2 |", "![A dot](pictured/dot.svg)",
  "<details><summary>S</summary>\n\nInside.\n\n</details>", "A note.[^1]\n\n[^1]: The note.", "A paragraph.", "[A link](first-leaf.en.md)"];
let seed = 5;
const chance = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
let text = blocks.slice(0, 4);
await open("/en/posts/long/");
let wrong = "";
for (let round = 0; round < 20 && !wrong; round++) {
  for (let i = chance(3) + 1; i--;) {
    const at = chance(text.length + 1), what = chance(3);
    if (what == 0 || !text.length) text.splice(at, 0, blocks[chance(blocks.length)]);
    else if (what == 1) text.splice(at, 1);
    else text.splice(at, 1, blocks[chance(blocks.length)] + ` ${round}`);
  }
  writeFileSync(at("long.en.md"), post("Long", `${text.join("\n\n")}\n\nRound ${round}.\n`));
  if (!await shows(`Round ${round}.`)) wrong = `round ${round} is not shown`;
  wrong ||= await page.evaluate(async () => {
    const answer = await fetch(location.href), parser = new DOMParser();
    /* Without what the theme's script adds and sets. */
    const plain = main => {
      main = main.cloneNode(true);
      main.querySelectorAll("button,aside.toc > p,.toc > p").forEach(one => one.remove());
      main.querySelectorAll("details").forEach(one => one.removeAttribute("open"));
      main.querySelectorAll(".now,[class='']").forEach(one => { one.classList.remove("now"); one.classList.length || one.removeAttribute("class"); });
      return main.innerHTML.replace(/\s+/g, " ");
    };
    const sent = plain(parser.parseFromString(await answer.text(), "text/html").querySelector("main"));
    const live = plain(document.querySelector("main"));
    return sent == live ? "" : `sent ${sent}\nlive ${live}`;
  });
}
holds("whatever changes, the page is as a new load would show it", !wrong, wrong);
holds("... without loading it", await marked());
writeFileSync(at("long.en.md"), long("Again."));

/* Nothing of this page. */
await open("/en/posts/long/");
let requests = 0;
page.on("request", request => { if (request.resourceType() != "eventsource") requests++; });
writeFileSync(at("first-leaf.en.md"), readFileSync(at("first-leaf.en.md"), "utf8") + "\n\nAppended to another.\n");
await page.waitForTimeout(1500);
holds("a page on which nothing changed is left alone", requests == 0 && await marked(), `${requests} requests`);

/* Style, script, picture. */
const style = execFileSync("cat", [join(process.env.THEME, "assets/style.css")], { encoding: "utf8" });
writeFileSync(join(site, "layouts/assets/style.css"), `${style}\nmain{outline:7px solid red}\n`);
holds("a style sheet that changed is exchanged", await eventually(() => getComputedStyle(document.querySelector("main")).outlineWidth == "7px"));
holds("... without loading the page", await marked());
holds("... and there is one again", await eventually(() => document.querySelectorAll("link[rel=stylesheet]").length == 1));
const script = readFileSync(join(process.env.THEME, "assets/folio.js"), "utf8");
writeFileSync(join(site, "layouts/assets/folio.js"), `${script}\nwindow.ours = 1;\n`);
holds("for a script the page is loaded again", await eventually(() => window.ours == 1 && !window.marked));

await open("/en/posts/pictured/");
const addressed = () => page.evaluate(() => document.querySelector("main img").src);
const first = await addressed();
writeFileSync(at("pictured/dot.svg"), svg("blue"));
holds("a picture that changed is fetched again", await eventually(was => document.querySelector("main img").src != was, first));
holds("... without loading the page", await marked());

/* What is wrong. */
await open("/en/posts/long/");
writeFileSync(at("long.en.md"), long("Broken.").replace("date: 2026-01-01", "date: 2026-13-01"));
const overlay = text => document.querySelector("bifolio-problems")?.shadowRoot.textContent.includes(text);
holds("what is wrong is shown over the page", await eventually(overlay, "long.en.md:3:7: error: '2026-13-01'"));
holds("... with the line", await page.evaluate(overlay, "date: 2026-13-01"));
holds("... the last good page is under it", await shows("After 60."));
holds("... and was not loaded again", await marked());
writeFileSync(at("long.en.md"), long("Mended."));
holds("once mended, it goes away", await eventually(() => !document.querySelector("bifolio-problems")));
holds("... and the text is there", await shows("Mended."));
holds("no script complained", problems.length == 0, problems.join("; "));

/* A page that is not there yet. */
await open("/en/posts/later/");
writeFileSync(at("later.en.md"), post("Later", "It is here now.\n"));
holds("a page that comes to be is shown", await shows("It is here now."));

holds("the server ends at Ctrl-C", await stop(server) === 0, server.output());

/* ---- how long it takes ---- */

const percentile = (times, p) => times[Math.min(times.length - 1, Math.floor(times.length * p))];

const measure = async (program, posts, rounds) => {
  const site = join(folder, `site-${posts}`);
  execFileSync(program, ["new", "site", site, "-q"], { env });
  for (let i = 0; i < posts; i++)
    for (const lang of ["en", "it"])
      writeFileSync(join(site, `content/posts/post-${i}.${lang}.md`),
        post(`Post ${i} ${lang}`, `## A heading\n\n${paragraphs(12, `Some text of post ${i}, about nothing in particular, number`)}`));
  const server = await serve(program, site);
  const path = join(site, "content/posts/post-7.en.md"), text = readFileSync(path, "utf8");
  await page.goto(`${server.url}en/posts/post-7/`, { waitUntil: "load" });
  await page.waitForTimeout(500);
  const times = []; /* the page's clock and ours are the same machine's */
  for (let round = 0; round < rounds; round++) {
    const word = `Round${round}x`;
    const seen = page.evaluate(word => new Promise(done => {
      const look = () => document.querySelector("main").textContent.includes(word) && (watch.disconnect(), done(Date.now()));
      const watch = new MutationObserver(look);
      watch.observe(document, { subtree: true, childList: true, characterData: true });
    }), word);
    await page.waitForTimeout(300);
    const start = Date.now();
    writeFileSync(path, text.replace("A heading", `A heading ${word}`));
    times.push(await seen - start);
  }
  await stop(server);
  times.sort((a, b) => a - b);
  console.log(`     from the save to the page, ${posts} posts in two languages: median ${percentile(times, .5)} ms, ` +
    `nine of ten within ${percentile(times, .9)} ms, ${rounds} saves`);
};

await measure(program, 10, 10);
if (process.env.RELEASE) await measure(process.env.RELEASE, 1000, 20);
else console.log("skip the time at 1000 posts: there is no ./bifolio (make)");

await browser.close();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
