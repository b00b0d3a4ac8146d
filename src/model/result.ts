/** The outcome of something that may fail because of what came in (a file, a link, a command line). */
export type Result<T, E = readonly Problem[]> =
  | { readonly ok: true; readonly value: T; readonly notices: readonly Problem[] }
  | { readonly ok: false; readonly problems: E };

/**
 * One thing that is wrong with an input, worded for the person who made it.
 * `code` is stable (`RT101`), `path` names the place (`nodes[3].config.slots`, or "" for the whole),
 * `message` says what is wrong and what to do.
 */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** A success, with notices about what was repaired on the way. */
export function succeed<T>(value: T, notices: readonly Problem[] = []): Result<T, never> {
  return { ok: true, value, notices };
}

/** A refusal with one or more problems. */
export function refuse(...problems: Problem[]): Result<never> {
  return { ok: false, problems };
}
