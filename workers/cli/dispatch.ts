import { parseArgs } from 'node:util';
import type { Command, CommandArguments, CommandIo } from './command.ts';
import { exportCommand } from './export.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { importCommand } from './import.ts';
import { linkCommand } from './link.ts';
import { DESIGN_HELP } from './load-design.ts';
import { PRESET_NAMES } from './presets.ts';
import { UsageError } from './problems.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { terminalText } from './terminal-text.ts';
import { validateCommand } from './validate.ts';

const COMMANDS: readonly Command[] = [
  runCommand,
  validateCommand,
  linkCommand,
  exportCommand,
  importCommand,
  schemaCommand,
];

function generalHelp(): string {
  const list = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n');
  return `Usage: roundtrip COMMAND [arguments]

${list}

${DESIGN_HELP}
Presets: ${PRESET_NAMES.join(', ')}.
roundtrip COMMAND --help says more about a command.`;
}

function readArguments(command: Command, args: readonly string[]): CommandArguments {
  const options = { ...command.options, help: { type: 'boolean' as const, short: 'h' } };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  return { values, positionals };
}

async function runCommandLine(command: Command, args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const parsed = readArguments(command, args);
  if (parsed.values['help'] === true) {
    io.print(command.help);
    return EXIT.met;
  }
  const [min, max] = command.positionals;
  const count = parsed.positionals.length;
  if (count < min) throw new UsageError('An argument is missing.');
  if (count > max) throw new UsageError(`There is one argument too many: "${parsed.positionals[max] ?? ''}".`);
  return command.run(parsed, io);
}

/** Errors that the user caused; `parseArgs` marks its own with a code. */
function isUsersMistake(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Whatever is printed came at least partly from outside: labels, paths, messages. */
function stripped(io: CommandIo): CommandIo {
  return { ...io, print: (text) => io.print(terminalText(text)), complain: (text) => io.complain(terminalText(text)) };
}

/**
 * Runs one command line and gives its exit code. Bad input is a message on standard error, never a stack.
 * @param argv arguments after the program's name
 */
export async function dispatch(argv: readonly string[], bareIo: CommandIo): Promise<ExitCode> {
  const io = stripped(bareIo);
  const [name, ...args] = argv;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (name === '--help' || name === '-h' || name === 'help') {
    io.print(generalHelp());
    return EXIT.met;
  }
  if (command === undefined) {
    io.complain(name === undefined ? generalHelp() : `There is no command "${name}".\n\n${generalHelp()}`);
    return EXIT.badInput;
  }
  try {
    return await runCommandLine(command, args, io);
  } catch (error) {
    if (!isUsersMistake(error)) throw error;
    io.complain(`${error.message}\n\n${command.help}`);
    return EXIT.badInput;
  }
}
