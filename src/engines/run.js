/* run.js - a snippet with an engine: first what it needs, unseen, then itself.
 *
 * job: {code, name, stdin, stdinFile, session, files: {name: text}, env, tape,
 * needs: [the same of what runs before]} */
export async function run(engine, job, write, ready = () => {}) {
  const files = job.files || {};
  let seen = false;
  const machine = await engine.start({
    files, env: job.env || {}, tape: job.tape,
    write: (text, stream) => { if (seen && text) write(text, stream); },
  });
  const exec = step => machine.exec({ ...step, name: step.name || "snippet", stdin: step.stdin ?? files[step.stdinFile] });
  ready();
  for (const step of job.needs || []) await exec(step);
  seen = true;
  return exec(job);
}
