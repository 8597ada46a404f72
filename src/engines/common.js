/* common.js - what the engines share.  README.md says what an engine is. */

/* A file beside the engine, as bytes. */
export async function load(name) {
  const url = new URL(name, import.meta.url);
  if (url.protocol == "file:")
    return (await import("node:fs/promises")).readFile(url);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/* A stream of bytes as text, given on at the end of a line or when it is much. */
export function sink(write) {
  const decoder = new TextDecoder();
  let bytes = [];
  const flush = more => {
    const text = decoder.decode(new Uint8Array(bytes), { stream: more });
    bytes = [];
    if (text) write(text);
  };
  return {
    byte(c) {
      if (c === null || c === undefined) return;
      bytes.push(c & 255);
      if (c == 10 || bytes.length > 4096) flush(true);
    },
    text(text) { flush(true); if (text) write(text); },
    end() { flush(false); },
  };
}

/* Text as bytes one after the other, then null: what getchar gives. */
export function source(text) {
  const bytes = new TextEncoder().encode(text || "");
  let next = 0;
  return () => next < bytes.length ? bytes[next++] : null;
}

/* The scratch folder in the file system that Emscripten gives to programs. */
export function folder(FS, files) {
  try { FS.mkdir("/scratch"); } catch {} /* there already */
  FS.chdir("/scratch");
  for (const [name, text] of Object.entries(files)) {
    const parts = name.split("/");
    for (let i = 1; i < parts.length; i++)
      try { FS.mkdir(parts.slice(0, i).join("/")); } catch {}
    FS.writeFile(name, text);
  }
}
