/* jq.js - jq itself, compiled: a block of code is a filter. */
import { jq, prepare } from "./jq-program.js";

export const languages = ["jq"];
export const label = "jq 1.7";

export async function start({ files, write }) {
  await prepare();
  const exec = ({ code, stdin }) => jq([code], stdin || "", files, write);
  return { exec };
}
