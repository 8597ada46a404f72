/* js.js - JavaScript, by QuickJS: an engine within the engine, which has no
 * page, no network and no clock to wait for, and needs no eval of the
 * browser's. */
import { newQuickJSWASMModuleFromVariant, newVariant } from "quickjs-emscripten-core";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { load } from "./common.js";
import inspect from "./inspect.txt";

export const languages = ["javascript"];
export const label = "QuickJS";

export async function start({ write }) {
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmBinary: await load("quickjs.wasm") }));
  const sessions = {};

  const open = () => {
    const vm = quickjs.newContext();
    const print = vm.newFunction("print", (text, stream) => write(vm.getString(text) + "\n", vm.getNumber(stream)));
    const setup = vm.unwrapResult(vm.evalCode(inspect, "inspect.js"));
    vm.unwrapResult(vm.callFunction(setup, vm.undefined, print));
    return vm;
  };
  const complain = (vm, error) => {
    const { name, message, stack } = vm.dump(error);
    write(`${name ? `${name}: ${message}\n${stack || ""}` : JSON.stringify(vm.dump(error))}\n`, 2);
    return 1;
  };
  const exec = ({ code, name, session }) => {
    const vm = sessions[session] || open();
    if (session) sessions[session] = vm;
    const done = vm.evalCode(code, name, /^\s*(import|export)\b|\bawait\b/m.test(code) ? { type: "module" } : {});
    if (done.error) return complain(vm, done.error);
    const jobs = vm.runtime.executePendingJobs();
    if (jobs.error) return complain(vm, jobs.error);
    const state = vm.getPromiseState(done.value);
    return state.type == "rejected" ? complain(vm, state.error) : 0;
  };
  return { exec };
}
