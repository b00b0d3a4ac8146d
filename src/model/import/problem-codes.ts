import { fillWords, type Words } from '../document/problem-text.ts';
import type { Problem } from '../result.ts';

/** Every problem an import can have beside those of the design it leads to (RT1xx). RT401 to RT449 refuse, RT451 on are notices. Codes are stable. */
export const IMPORT_PROBLEMS = {
  RT401: 'The file is {size} characters long; {format} is read up to {limit}.',
  RT402: 'This Mermaid text is a {type}. Only flowcharts ("flowchart" or "graph") can become a design.',
  RT403: 'Nothing in this {format} could be read as a component.',
  RT404: 'This is not valid YAML: {reason}.',
  RT405: 'The YAML repeats parts by aliases more than {limit} times.',
  RT406: 'There are no "services" in this Compose file.',
  RT407: 'This is not valid XML: {reason}.',
  RT408: 'A compressed page of this draw.io file is damaged, or unpacks to more than {limit} bytes.',
  RT409: 'There are {count} {what}; a design may have at most {limit}.',
  RT410: 'This is an {format} file, but its list of elements is missing.',
  RT451: '{name} was not recognised by its words and became a {kind}. Change its kind if that is wrong.',
  RT452: 'The connection from {source} to {target} was left out. {reason}',
  RT453: 'This line was not understood and left out: {text}',
  RT454: 'Left out, because a design has nothing like it: {names}.',
  RT455: 'The settings in the "%% roundtrip" comments could not be used; the graph was read without them.',
  RT456: '{count} of the arrows are not tied to a box at both ends and were left out.',
  RT457: '{name} asks for {count} replicas, which a {kind} does not have.',
  RT458: '{count} further pages were left out: a design has one.',
  RT469: '{count} more notices are not listed.',
} as const;

export type ImportProblemCode = keyof typeof IMPORT_PROBLEMS;

/** A worded problem of an import; `path` names the place in the file ("line 12", "services.web"). */
export function importProblem<C extends ImportProblemCode>(
  code: C,
  path: string,
  words: Words<(typeof IMPORT_PROBLEMS)[C]>,
): Problem {
  return { code, path, message: fillWords<string>(IMPORT_PROBLEMS[code], words) };
}
