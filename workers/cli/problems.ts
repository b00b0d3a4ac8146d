import type { Problem } from '../../src/model/result.ts';
import type { CommandIo } from './command.ts';

/** A bad command line or a file that cannot be read; the message is for the user. */
export class UsageError extends Error {}

/** Problems that only the command line has, beside RT1xx (documents) and RT2xx (links). */
export const CLI_PROBLEMS = {
  notFound: 'RT301',
} as const;

function problemLine({ code, path, message }: Problem): string {
  return path === '' ? `${code} ${message}` : `${code} at ${path}: ${message}`;
}

/** Prints what is wrong with an input, one line each. */
export function complainAbout(problems: readonly Problem[], io: CommandIo): void {
  for (const problem of problems) io.complain(problemLine(problem));
}

/** Prints what was repaired, one line each. */
export function complainNotices(notices: readonly Problem[], io: CommandIo): void {
  for (const notice of notices) io.complain(`note: ${problemLine(notice)}`);
}
