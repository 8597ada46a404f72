/* tape.js - the calls of tools that are on a tape (src/snippet/tape.h), answered
 * as they were. */

const named = { a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/* The words of a command line: quotes as src/snippet/words.h reads them. */
export function words(line) {
  const part = /'([^']*)'|"((?:\\.|[^"\\])*)"|\$'((?:\\.|[^'\\])*)'|\\(.)|([^\s'"\\]+)|(\s+)/g;
  const found = [];
  let word = null;
  for (const [, single, double, dollar, one, plain, space] of line.matchAll(part)) {
    if (space) { if (word !== null) found.push(word); word = null; continue; }
    word = (word ?? "") + (single ?? double?.replace(/\\([\\"$`])/g, "$1") ?? one ?? plain ??
      dollar.replace(/\\(?:x([0-9a-fA-F]{1,2})|(.))/g, (_, hex, c) => hex ? String.fromCharCode(parseInt(hex, 16)) : named[c] ?? c));
  }
  if (word !== null) found.push(word);
  return found;
}

/* A line of output: "\" at its end says that there is no newline, "$" that there
 * is one though a "\" stands before it. */
function line(text) {
  text = text.replace(/^. ?/, "");
  if (text.endsWith("\\")) return text.slice(0, -1);
  return (/\\\$*\$$/.test(text) ? text.slice(0, -1) : text) + "\n";
}

function records(source) {
  const all = [];
  let record = null;
  for (const text of source.split("\n")) {
    if (text.startsWith("$ ")) all.push(record = { argv: words(text.slice(2)), out: "", err: "", exit: 0 });
    else if (!record) continue;
    else if (text.startsWith("<")) record.input = text.slice(1).trim();
    else if (text.startsWith("|")) record.out += line(text);
    else if (text.startsWith("!")) record.err += line(text);
    else if (text.startsWith("=")) { record.exit = Number(text.slice(1)); record = null; }
  }
  return all;
}

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, byte => byte.toString(16).padStart(2, "0")).join("");
}

/* -> {tools, call(argv, stdin)}: names, and what answers as a program would;
 * stdin is bytes.  Several records of one call answer in their order and then no
 * more; a single one any number of times. */
export function tape(source) {
  const all = records(source), used = new Map();
  const call = async (argv, stdin) => {
    const key = JSON.stringify(argv);
    let same = all.filter(one => JSON.stringify(one.argv) == key);
    if (same.some(one => one.input && one.input != "*")) {
      const input = await sha256(stdin);
      same = same.filter(one => !one.input || one.input == "*" || one.input == input);
    }
    const n = used.get(key) || 0, one = same[same.length > 1 ? n : 0];
    if (!one) return { stdout: "", stderr: `${argv.join(" ")}: not on the tape\n`, exitCode: 127 };
    used.set(key, n + 1);
    return { stdout: one.out, stdoutKind: "text", stderr: one.err, exitCode: one.exit };
  };
  return { tools: [...new Set(all.map(one => one.argv[0]))], call };
}
