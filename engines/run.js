/* run.js - a snippet with an engine: first what it needs, unseen, then itself. */
export async function run(engine, job, write, ready = () => {}) {
  let seen = false;
  const machine = await engine.start({
    files: job.files || {}, env: job.env || {}, tape: job.tape,
    write: (text, stream) => { if (seen && text) write(text, stream); },
  });
  ready();
  for (const step of job.needs || []) await machine.exec(step);
  seen = true;
  return machine.exec(job);
}
