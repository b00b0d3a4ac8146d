import { MAX_BACKENDS } from './backend-table.ts';

const SPAN = MAX_BACKENDS + 1;

/** Timer tags: the sweep of idle connections, then one per backend for each purpose, then the checks (two per backend). */
export const TAG = { sweep: 0, ejection: 1, checks: 65_536, drain: 4 * SPAN, slowStart: 5 * SPAN } as const;
