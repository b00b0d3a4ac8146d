import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { readAnyText } from '../../src/model/import/read-any.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { refuse } from '../../src/model/result.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { CLI_PROBLEMS, complainAbout, complainNotices } from './problems.ts';

/** `roundtrip import`: another program's file as a design. */
export const importCommand: Command = {
  name: 'import',
  summary: 'make a design of a Mermaid, Docker Compose, Excalidraw or draw.io file',
  help: `Usage: roundtrip import FILE [--out FILE]

Prints the design that a Mermaid flowchart, a Docker Compose file, an Excalidraw or a draw.io drawing becomes. FILE may be - for
standard input. What was understood, guessed and left out is said on standard error.

  --out FILE   write the design to FILE instead of printing it`,
  options: { out: { type: 'string' } },
  positionals: [1, 1],
  async run({ values, positionals }, io) {
    const name = positionals[0] ?? '';
    const limit = LIMITS.documentBytes + 1;
    const text = name === '-' ? await io.readInput(limit) : await io.readFile(name, limit);
    const missing = { code: CLI_PROBLEMS.notFound, path: '', message: `There is no file "${name.slice(0, 200)}".` };
    const tools = { findSpec, specs: Object.values(SPECS), loadYaml: () => import('yaml') };
    const read = text === null ? refuse(missing) : await readAnyText(text, tools);
    if (!read.ok) {
      complainAbout(read.problems, io);
      return EXIT.badInput;
    }
    for (const { label, text: words } of read.value.understood) io.complain(`${label}: ${words}`);
    complainNotices(read.notices, io);
    const design = writeDesign(read.value.design, findSpec);
    if (typeof values['out'] === 'string') await io.writeFile(values['out'], design);
    else io.print(design.trimEnd());
    return EXIT.met;
  },
};
