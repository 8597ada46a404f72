/* tape.js - what a cluster answered, from a tape (src/snippet/tape.h): the
 * calls of a tool that were recorded, given again. */

/* The words of a line in the shell's quoting. */
export function words(line) {
  const found = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g))
    found.push(word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, single, double, one) =>
      single ?? double?.replace(/\\([\\"$`])/g, "$1") ?? one));
  return found;
}

const key = words => JSON.stringify(words);

/* Lines after `| ` or `! `; a last one of "\" alone says that no newline ends
 * the text. */
const text = lines => {
  const all = lines.map(line => line.slice(2));
  if (all.at(-1) == "\\") return all.slice(0, -1).join("\n");
  return all.map(line => line + "\n").join("");
};

/* -> {tools: [names], call(words, stdin) -> {stdout, stderr, exitCode}} */
export function tape(source) {
  const records = new Map();
  let record;
  for (const line of source.split("\n")) {
    if (line.startsWith("$ ")) {
      const call = words(line.slice(2));
      record = { call, stdin: "", out: [], err: [], exit: 0 };
      const all = records.get(key(call)) || [];
      records.set(key(call), [...all, record]);
    }
    else if (!record) continue;
    else if (line.startsWith("<")) record.stdin = line.slice(2).trim();
    else if (line.startsWith("|")) record.out.push(line);
    else if (line.startsWith("!")) record.err.push(line);
    else if (line.startsWith("=")) record.exit = Number(line.slice(1));
  }
  const used = new Map();
  const call = argv => {
    const all = records.get(key(argv));
    const n = used.get(key(argv)) || 0;
    if (!all || all.length > 1 && n >= all.length)
      return { stdout: "", stderr: `${argv.join(" ")}: not on the tape\n`, exitCode: 127 };
    const one = all[all.length > 1 ? n : 0];
    used.set(key(argv), n + 1);
    return { stdout: text(one.out), stdoutKind: "text", stderr: text(one.err), exitCode: one.exit };
  };
  return { tools: [...new Set([...records.values()].map(([one]) => one.call[0]))], call };
}
