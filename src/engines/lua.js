/* lua.js - Lua, by wasmoon: the interpreter of lua.org, compiled. */
import { LuaEngine, LuaWasm } from "wasmoon";
import { folder, load, sink, source } from "./common.js";

export const languages = ["lua"];
export const label = "Lua 5.4";

export async function start({ files, write }) {
  const out = sink(text => write(text, 1)), err = sink(text => write(text, 2));
  let next = () => null;
  const lua = await LuaWasm.initialize({
    luaBinary: await load("lua.wasm"), luaIn: () => next(), luaOut: out.byte, luaErr: err.byte,
  });
  const sessions = {};
  folder(lua.module.FS, files);

  const exec = ({ code, name, stdin, session }) => {
    const state = sessions[session] || new LuaEngine(lua);
    if (session) sessions[session] = state;
    next = source(stdin);
    lua.module.FS.writeFile(name, code);
    try {
      state.doFileSync(name);
      return 0;
    } catch (error) {
      if (error.name == "ExitStatus") return error.status;
      err.text(`lua: ${error.message}\n`);
      return 1;
    } finally {
      out.end();
      err.end();
    }
  };
  return { exec };
}
