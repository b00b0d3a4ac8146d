import type { ParseArgsConfig } from 'node:util';
import type { ExitCode } from './exit-codes.ts';

/** What a command may do with the world; tests give their own. */
export interface CommandIo {
  /** Standard output. The text is stripped of control characters before it gets here. */
  readonly print: (text: string) => void;
  /** Standard error, stripped likewise. */
  readonly complain: (text: string) => void;
  readonly readInput: (maxBytes: number) => Promise<string>;
  readonly readFile: (path: string, maxBytes: number) => Promise<string | null>;
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Clock for `wallSeconds`; any origin. */
  readonly nowMs: () => number;
}

export interface CommandArguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One subcommand. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Everything `--help` prints. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Least and largest number of arguments. */
  readonly positionals: readonly [min: number, max: number];
  readonly run: (args: CommandArguments, io: CommandIo) => Promise<ExitCode>;
}
