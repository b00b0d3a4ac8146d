import { SPECS } from '../../src/kinds/specs.ts';
import { designJsonSchemaText } from '../../src/model/document/json-schema.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';

/** `roundtrip schema`: the document format as a JSON Schema; with `--out` it keeps `public/roundtrip.schema.json` in step. */
export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the document format',
  help: `Usage: roundtrip schema [--out FILE]

Prints the JSON Schema (draft 2020-12) of a design, derived from the declarations of all kinds.

  --out FILE   write it to FILE instead (public/roundtrip.schema.json in this repository)`,
  options: { out: { type: 'string' } },
  positionals: [0, 0],
  async run({ values }, io) {
    const text = designJsonSchemaText(Object.values(SPECS));
    const { out } = values;
    if (typeof out === 'string') await io.writeFile(out, text);
    else io.print(text.trimEnd());
    return EXIT.met;
  },
};
