/* sh.js - a shell, by just-bash: its own reading of the language and of the
 * usual commands; jq is jq itself, and the tools on the author's tape answer as
 * they did. */
import { Bash, InMemoryFs, defineCommand } from "just-bash/browser";
import { jq, prepare } from "./jq-program.js";
import { tape as open } from "./tape.js";

export const languages = ["sh", "bash"];
export const label = "just-bash";

/* A run is ended by the page's clock, not by a count. */
const executionLimits = { maxCommandCount: 1e8, maxLoopIterations: 1e8, maxCallDepth: 1000 };

const bytes = text => Uint8Array.from(text, c => c.charCodeAt(0));

/* jq reads files of the shell's: those that are named. */
async function runJq(args, ctx) {
  const files = {};
  for (const arg of args) {
    const path = ctx.fs.resolvePath(ctx.cwd, arg);
    if (arg && await ctx.fs.exists(path) && (await ctx.fs.stat(path)).isFile) files[arg.replace(/^\/+/, "")] = await ctx.fs.readFile(path);
  }
  const given = { 1: "", 2: "" };
  const exitCode = await jq(args.map(arg => files[arg.replace(/^\/+/, "")] !== undefined ? arg.replace(/^\/+/, "") : arg),
    new TextDecoder().decode(bytes(ctx.stdin)), files, (text, stream) => { given[stream] += text; });
  return { stdout: given[1], stdoutKind: "text", stderr: given[2], exitCode };
}

export async function start({ files, env, tape, write }) {
  await prepare();
  const recorded = tape && open(tape);
  const commands = [
    defineCommand("jq", runJq),
    ...(recorded?.tools || []).map(tool => defineCommand(tool, (args, ctx) => recorded.call([tool, ...args], bytes(ctx.stdin)))),
  ];
  const fs = new InMemoryFs(Object.fromEntries(Object.entries(files).map(([name, text]) => [`/scratch/${name}`, text])));
  const shell = () => new Bash({ fs, cwd: "/scratch", env: { HOME: "/scratch", LANG: "C.UTF-8", TZ: "UTC", ...env }, customCommands: commands, executionLimits });
  const sessions = {};

  const exec = async ({ code, stdin, session }) => {
    const bash = sessions[session] || shell();
    if (session) sessions[session] = bash;
    const done = await bash.exec(code, { stdin });
    write(done.stdout, 1);
    write(done.stderr, 2);
    return done.exitCode;
  };
  return { exec };
}
