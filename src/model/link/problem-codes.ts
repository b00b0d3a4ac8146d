import type { Problem } from '../result.ts';
import { fillWords, type Words } from '../document/problem-text.ts';

/** Every problem a link can have before the document inside is read (that one has RT1xx). Codes are stable. */
export const LINK_PROBLEMS = {
  RT201: 'This is not a Roundtrip link: there is nothing like "#v1." in it.',
  RT202:
    'This link was made by a newer Roundtrip (link version {version}; this one opens up to {supported}). Reload the page or update the command.',
  RT203: 'The link is {count} characters long; at most {limit} can be opened. Ask for the design as a file.',
  RT204:
    'The link holds a character that links do not have, {value}. It was changed on the way; copy it again, or ask for the design as a file.',
  RT205:
    'The link is incomplete or was changed on the way: some programs cut long links. Copy it again, or ask for the design as a file.',
  RT206: 'The link unpacks to more than {limit} bytes, which no design needs.',
} as const;

export type LinkProblemCode = keyof typeof LINK_PROBLEMS;

/** A worded problem of a link. */
export function linkProblem<C extends LinkProblemCode>(code: C, words: Words<(typeof LINK_PROBLEMS)[C]>): Problem {
  return { code, path: '', message: fillWords<string>(LINK_PROBLEMS[code], words) };
}
