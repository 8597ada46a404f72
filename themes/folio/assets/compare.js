/* compare.js - expected output and what came, as `bifolio snippets test`
 * compares them (src/snippet/match.h). */

/* What may differ from one run on a cluster to the next, for match=like
 * (src/snippet/alike.c): addresses, moments, ages, generated suffixes, blanks. */
const likes = [
  ["<ip>", /(?<![\w.])(?:(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}|(?:[\da-fA-F]{1,4}:){7}[\da-fA-F]{1,4}|(?=:*[\da-fA-F])(?:[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4})*)?::(?:[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4})*)?)(?!\w)/],
  ["<time>", /(?<![\w.])(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?|\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)(?:Z| UTC|[+-]\d{4}|[+-]\d\d:\d\d)?(?!\w)/],
  ["<ip>", /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/],
  ["<age>", /(?<![\w.])(?:\d+(?:\.\d+)?(?:ms|us|µs|ns|[smhdwy]))+(?!\w)/],
  ["-<id>", /(?:-(?:[bcdfghjklmnpqrstvwxz2456789]{8,10}|[bcdfghjklmnpqrstvwxz2456789]{5}))+(?!\w)/],
  [" ", /[ \t]+/],
];
const any = new RegExp(likes.map(([, re]) => `(${re.source})`).join("|"), "g");
const like = line => line.trimEnd().replace(any, (...found) => likes[found.slice(1).findIndex(one => one !== undefined)][0]);
const plain = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/* A line of expected output as a question put to a line. */
function asks(line, match) {
  let found;
  if ((found = / \(re\)$/.exec(line))) {
    try { const re = new RegExp(`^(?:${line.slice(0, found.index)})$`); return text => re.test(text); } catch { return () => false; }
  }
  const norm = match == "like" ? like : text => text;
  if ((found = / \(glob\)$/.exec(line))) {
    const re = new RegExp(`^${plain(norm(line.slice(0, found.index))).replace(/\\\*/g, ".*").replace(/\\\?/g, ".")}$`);
    return text => re.test(norm(text));
  }
  const parts = norm(line).split("[..]");
  if (parts.length == 1) return text => norm(text) == parts[0];
  const re = new RegExp(`^${parts.map(plain).join(".*")}$`);
  return text => re.test(norm(text));
}

const lines = text => text ? text.replace(/\n$/, "").split("\n") : [];

/* The longest way through both, `...` standing for any lines. */
function align(expected, actual, match) {
  const any = expected.map(line => line.trim() == "...");
  const tests = expected.map(line => asks(line, match));
  const n = expected.length, m = actual.length;
  const best = Array.from({ length: n + 1 }, () => new Int32Array(m + 1).fill(1 << 20));
  best[n][m] = 0;
  for (let i = n; i >= 0; i--)
    for (let j = m; j >= 0; j--) {
      if (i < n) best[i][j] = Math.min(best[i][j], best[i + 1][j] + (any[i] ? 0 : 1));
      if (j < m) best[i][j] = Math.min(best[i][j], best[i][j + 1] + (i < n && any[i] ? 0 : 1));
      if (i < n && j < m && !any[i] && tests[i](actual[j])) best[i][j] = Math.min(best[i][j], best[i + 1][j + 1]);
    }
  const shown = [];
  for (let i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && !any[i] && tests[i](actual[j]) && best[i][j] == best[i + 1][j + 1]) { shown.push([" ", actual[j]]); i++; j++; }
    else if (i < n && any[i] && j < m && best[i][j] == best[i][j + 1]) { shown.push([" ", actual[j]]); j++; }
    else if (i < n && best[i][j] == best[i + 1][j] + (any[i] ? 0 : 1)) { if (!any[i]) shown.push(["-", expected[i]]); i++; }
    else { shown.push(["+", actual[j]]); j++; }
  }
  return { same: best[0][0] == 0, lines: shown };
}

/* `job`: match, exit, fail.  -> {same, lines: [[" " "-" "+", text]]} */
export function compare(expected, came, exit, job) {
  const ended = job.fail ? exit != 0 : exit == job.exit;
  if (job.match == "any" || expected === null || expected === undefined) return { same: ended, lines: [] };
  const wanted = lines(expected);
  if (/^\[\d+\]$/.test(wanted.at(-1) || "")) wanted.pop();
  const found = align(wanted.slice(0, 400), lines(came.all).slice(0, 400), job.match);
  return { same: found.same && ended, lines: found.lines };
}
