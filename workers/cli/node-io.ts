import { open, writeFile } from 'node:fs/promises';
import type { CommandIo } from './command.ts';
import { UsageError } from './problems.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Reads at most `maxBytes`, so that a huge or endless file cannot fill the memory. */
async function readFileHead(path: string, maxBytes: number): Promise<string | null> {
  try {
    const file = await open(path, 'r');
    try {
      const parts: Buffer[] = [];
      for await (const part of file.createReadStream({ end: maxBytes - 1, autoClose: false }))
        parts.push(part as Buffer);
      return Buffer.concat(parts).toString('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE')
      return null;
    throw new UsageError(`The file "${path}" cannot be read: ${code === '' ? 'unknown reason' : code}.`);
  }
}

async function readStandardInput(maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes).toString('utf8');
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`The file "${path}" cannot be written: ${codeOf(error)}.`);
  }
}

/** Standard streams, files and the clock of this process. */
export const nodeIo: CommandIo = {
  print: (text) => {
    process.stdout.write(`${text}\n`);
  },
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
  readInput: readStandardInput,
  readFile: readFileHead,
  writeFile: writeText,
  nowMs: () => performance.now(),
};
