import { DESIGN_VERSION } from '../design.ts';
import { placeOf, WHOLE_DOCUMENT, type InputLog } from './input-log.ts';
import { ownValue, type InputRecord } from './known-keys.ts';
import { showValue } from './text-safety.ts';

/** One step of the document format: from version `from` to `from + 1`. Pure, and never edited once released. */
export interface Migration {
  readonly from: number;
  /** What changed, for whoever reads the chain. */
  readonly summary: string;
  readonly migrate: (document: InputRecord) => InputRecord;
}

/** The chain, in order. */
export const MIGRATIONS: readonly Migration[] = [
  {
    from: 0,
    summary: 'A document written by hand, without a version: its keys are those of version 1.',
    migrate: (document) => ({ ...document, version: 1 }),
  },
];

/** The version a document says it has; undefined when it says something else than a version this program can read. */
function readVersion(document: InputRecord, log: InputLog): number | undefined {
  const written = ownValue(document, 'version');
  if (written === undefined) return 0;
  const version = typeof written === 'string' && /^\d{1,6}$/.test(written) ? Number(written) : written;
  const place = placeOf(WHOLE_DOCUMENT, 'version');
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
    log.refuse('RT109', place, { supported: DESIGN_VERSION, value: showValue(written) });
    return undefined;
  }
  if (version > DESIGN_VERSION) {
    log.refuse('RT108', place, { version, supported: DESIGN_VERSION });
    return undefined;
  }
  if (version !== written)
    log.notice('RT152', place, { label: 'The version', old: showValue(written), value: version });
  return version;
}

/** Brings a document to the current version; null when its version cannot be read. The input is not changed. */
export function migrate(document: InputRecord, log: InputLog): InputRecord | null {
  const from = readVersion(document, log);
  if (from === undefined) return null;
  if (from < DESIGN_VERSION) {
    const isUnnumbered = ownValue(document, 'version') === undefined;
    const place = placeOf(WHOLE_DOCUMENT, 'version');
    if (isUnnumbered) log.notice('RT158', place, { version: DESIGN_VERSION });
    else log.notice('RT159', place, { old: from, version: DESIGN_VERSION });
  }
  return MIGRATIONS.slice(from).reduce((current, { migrate: step }) => step(current), document);
}
