import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { decodeLink, isLink } from '../../src/model/link/decode-link.ts';
import { refuse, type Result } from '../../src/model/result.ts';
import type { CommandIo } from './command.ts';
import { PRESET_NAMES, presetText } from './presets.ts';
import { CLI_PROBLEMS } from './problems.ts';

/** Said in every help text. */
export const DESIGN_HELP =
  'DESIGN is a file, - for standard input, the name of a preset, or a link (the whole address or its #v1. part).';

async function loadText(name: string, io: CommandIo): Promise<string | null> {
  // One byte beyond the limit is enough for the reader to refuse it with the number.
  if (name === '-') return io.readInput(LIMITS.documentBytes + 1);
  return (await io.readFile(name, LIMITS.documentBytes + 1)) ?? presetText(name) ?? null;
}

/** Loads what DESIGN names: a file that exists wins over a preset of the same name. */
export async function loadDesign(name: string, io: CommandIo): Promise<Result<Design>> {
  if (isLink(name)) return decodeLink(name, findSpec);
  const text = await loadText(name, io);
  if (text !== null) return isLink(text) ? decodeLink(text, findSpec) : parseDesignText(text, findSpec);
  const message = `There is no file and no preset called "${name.slice(0, 200)}". Presets: ${PRESET_NAMES.join(', ')}.`;
  return refuse({ code: CLI_PROBLEMS.notFound, path: '', message });
}
