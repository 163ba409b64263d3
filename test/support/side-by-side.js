/**
 * `node side-by-side.js first second`: both npm scripts at once. The output of the last is shown as it comes, that of the
 * others in one piece when they end. One that fails ends the rest, so a mistake of types is not waited for behind the tests.
 */
import { spawn } from 'node:child_process';

const scripts = process.argv.slice(2);
const running = new Map();
let failed = false;

for (const script of scripts) {
  const shown = script === scripts.at(-1);
  const started = performance.now();
  // A group of its own, so that ending it also ends what it started.
  const child = spawn('npm', ['run', '-s', script], {
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    detached: true,
  });
  running.set(script, child);
  const output = [];
  for (const stream of shown ? [] : [child.stdout, child.stderr])
    stream.on('data', (chunk) => output.push(chunk));
  child.on('close', (code) => {
    running.delete(script);
    process.stdout.write(Buffer.concat(output));
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stdout.write(`npm run ${script}: ${code === 0 ? 'passed' : 'failed'} after ${seconds} s\n`);
    if (code === 0 || failed) return;
    fail('SIGTERM');
  });
}

function fail(signal) {
  failed = true;
  process.exitCode = 1;
  for (const { pid } of running.values()) process.kill(-pid, signal);
}
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    fail(signal);
  });
