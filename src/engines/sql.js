/* sql.js - SQLite itself, compiled; what it answers is written as the sqlite3
 * program writes it: a row a line, columns with | between. */
import open from "sql.js/dist/sql-wasm-browser.js";
import { load } from "./common.js";

export const languages = ["sql"];
export const label = "SQLite 3";

const cell = value => value === null ? "" : value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);

/* A real is shown as C's %!.15g does: with a point. */
const shown = (value, type) =>
  type == "real" && Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : cell(value);

export async function start({ write }) {
  const sqlite = await open({ wasmBinary: await load("sql.wasm") });
  const sessions = {};

  const exec = ({ code, session }) => {
    const db = sessions[session] || new sqlite.Database();
    if (session) sessions[session] = db;
    let headers = false;
    const lines = code.split("\n").map(line => {
      const setting = /^\.headers?\s+(on|off)\s*$/.exec(line);
      if (setting) headers = setting[1] == "on";
      return setting ? "" : line;
    });
    try {
      for (const statement of db.iterateStatements(lines.join("\n"))) {
        let first = headers;
        while (statement.step()) {
          if (first) write(statement.getColumnNames().join("|") + "\n", 1);
          first = false;
          write(statement.get().map(value => shown(value, typeof value == "number" && !Number.isInteger(value) ? "real" : "")).join("|") + "\n", 1);
        }
      }
      return 0;
    } catch (error) {
      write(`Error: ${error.message}\n`, 2);
      return 1;
    }
  };
  return { exec };
}
