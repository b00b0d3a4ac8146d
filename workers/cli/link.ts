import { findSpec } from '../../src/kinds/specs.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { isLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import { linkBudget } from '../../src/model/link/link-budget.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { DESIGN_HELP, loadDesign } from './load-design.ts';
import { complainAbout, complainNotices, UsageError } from './problems.ts';

const DIRECTIONS = new Set(['encode', 'decode']);

interface LinkRequest {
  readonly decode: boolean;
  readonly design: string;
}

/** `link encode X`, `link decode X`, or `link X` in the direction that X asks for. */
function readRequest(positionals: readonly string[]): LinkRequest {
  const [first = '', second] = positionals;
  if (second === undefined) return { decode: isLink(first), design: first };
  if (!DIRECTIONS.has(first)) throw new UsageError(`"${first}" is neither encode nor decode.`);
  return { decode: first === 'decode', design: second };
}

/** `roundtrip link`: a design as a link, or a link as the text of a file. */
export const linkCommand: Command = {
  name: 'link',
  summary: 'turn a design into a link, or a link into a file',
  help: `Usage: roundtrip link [encode] DESIGN [--base ADDRESS]
       roundtrip link [decode] LINK

Prints a design as a link, or the design in a link as JSON. ${DESIGN_HELP}

  --base ADDRESS   address of the page to put before the #v1. part`,
  options: { base: { type: 'string' } },
  positionals: [1, 2],
  async run({ values, positionals }, io) {
    const { decode, design } = readRequest(positionals);
    const loaded = await loadDesign(design, io);
    if (!loaded.ok) {
      complainAbout(loaded.problems, io);
      return EXIT.badInput;
    }
    complainNotices(loaded.notices, io);
    if (decode) {
      io.print(writeDesign(loaded.value, findSpec).trimEnd());
      return EXIT.met;
    }
    const base = typeof values['base'] === 'string' ? values['base'].replace(/#.*$/s, '') : '';
    const link = base + (await encodeLink(loaded.value, findSpec));
    io.print(link);
    io.complain(`${link.length} characters. ${linkBudget(link.length).advice}`);
    return EXIT.met;
  },
};
