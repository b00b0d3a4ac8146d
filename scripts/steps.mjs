import { spawn } from 'node:child_process';
import { root } from './install.mjs';

/**
 * @typedef {{ passed: number, failed: number, output: string }} StepResult
 * @typedef {{ name: string, run: () => Promise<StepResult> }} Step
 */

/** Process groups that are running now, by the id of their leader. */
const running = /** @type {Set<number>} */ (new Set());

/** @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined || !running.has(leader)) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const leader of running) endGroup(leader);
    process.exit(1);
  });
}

/**
 * Runs a program to its end, without standard input, and keeps what it prints.
 * A program that is still running after the limit is ended with everything it started.
 * @param {string} command
 * @param {string[]} args
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runProgram(command, args, { timeoutMs = 180_000 } = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    // Its own process group, so that ending it ends its children as well.
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined) running.add(child.pid);
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nStopped: still running after ${timeoutMs / 1000} s.\n`));
      endGroup(child.pid);
    }, timeoutMs);
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (child.pid !== undefined) running.delete(child.pid);
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * A check that passes or fails as a whole: it counts as one.
 * @param {string} name
 * @param {string[][]} commands each a Node script below the checkout with its arguments; all of them run, in order
 * @returns {Step}
 */
export function check(name, ...commands) {
  return {
    name,
    async run() {
      const complaints = [];
      for (const command of commands) {
        const { ok, output } = await runProgram(process.execPath, command);
        if (!ok) complaints.push(output);
      }
      const failed = complaints.length > 0;
      return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, output: complaints.join('\n') };
    },
  };
}

/**
 * Runs one step and prints its line; a step that throws has failed, it does not stop the others.
 * @param {Step} step
 * @returns {Promise<StepResult>}
 */
async function runStep(step) {
  const startedMs = performance.now();
  /** @type {StepResult} */
  let result;
  try {
    result = await step.run();
  } catch (error) {
    result = {
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const counts = `${result.passed} passed, ${result.failed} failed`;
  console.log(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s): ${counts}`);
  if (result.failed > 0) console.log(result.output.trimEnd().replaceAll(/^/gm, '     | '));
  return result;
}

/**
 * Runs the steps in order, at most `lanes` at a time, all of them even when one fails.
 * @param {Step[]} steps
 * @param {number} lanes
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps, lanes) {
  const waiting = [...steps];
  const total = { passed: 0, failed: 0 };
  async function lane() {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      total.passed += result.passed;
      total.failed += result.failed;
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  return total;
}
