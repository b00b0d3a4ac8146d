import { findSpec } from '../../src/kinds/specs.ts';
import { adviceFor } from '../../src/model/design-advice.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { DESIGN_HELP, loadDesign } from './load-design.ts';
import { complainAbout, complainNotices } from './problems.ts';

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `roundtrip validate DESIGN`: says whether a design can be read, and everything that is wrong or was repaired. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'check a design and say what is wrong with it',
  help: `Usage: roundtrip validate DESIGN [--json]

Checks a design. ${DESIGN_HELP}

  --json   print { valid, problems, notices } as JSON

Exit code 0: it can be opened, 2: it cannot.`,
  options: { json: { type: 'boolean' } },
  positionals: [1, 1],
  async run({ values, positionals }, io) {
    const loaded = await loadDesign(positionals[0] ?? '', io);
    const exit = loaded.ok ? EXIT.met : EXIT.badInput;
    if (values['json'] === true) {
      const found = loaded.ok ? { problems: [], notices: loaded.notices } : { problems: loaded.problems, notices: [] };
      io.print(JSON.stringify({ valid: loaded.ok, ...found }, null, 2));
      return exit;
    }
    if (!loaded.ok) {
      complainAbout(loaded.problems, io);
      return exit;
    }
    complainNotices(loaded.notices, io);
    const { name, nodes, edges } = loaded.value;
    for (const { words } of adviceFor(loaded.value, findSpec)) io.complain(`note: ${words}`);
    io.print(`"${name}" is valid: ${counted(nodes.length, 'node')}, ${counted(edges.length, 'edge')}.`);
    return exit;
  },
};
