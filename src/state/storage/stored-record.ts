import { checksumOf } from './checksum.ts';

/** Version of the record around a stored design. The design inside has a version of its own. */
export const RECORD_FORMAT = 1;

/** What is kept of a design in this browser. */
export interface DesignRecord {
  readonly id: string;
  /** Counts the saves of this design, from 1. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly savedAtMs: number;
  readonly name: string;
  /** False for an example nobody has changed: it is dropped when something else is opened. */
  readonly edited: boolean;
  /** The design as `writeDesign` writes it. */
  readonly text: string;
}

/** A record as it is written: with its format and a checksum over everything else. */
export interface SealedRecord extends DesignRecord {
  readonly format: typeof RECORD_FORMAT;
  readonly checksum: string;
}

function checksumOfRecord(record: DesignRecord): string {
  const { id, revision, savedAtMs, name, edited, text } = record;
  return checksumOf(JSON.stringify([id, revision, savedAtMs, name, edited, text]));
}

export function sealRecord(record: DesignRecord): SealedRecord {
  return { ...record, format: RECORD_FORMAT, checksum: checksumOfRecord(record) };
}

function isRecordShaped(value: unknown): value is SealedRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, revision, savedAtMs, name, edited, text, checksum } = value as Record<string, unknown>;
  const areTexts = [id, name, text, checksum].every((part) => typeof part === 'string');
  return areTexts && Number.isSafeInteger(revision) && Number.isFinite(savedAtMs) && typeof edited === 'boolean';
}

/** The record inside a stored value, or null when the value is torn, damaged or of another format. */
export function openRecord(value: unknown): DesignRecord | null {
  if (!isRecordShaped(value) || value.format !== RECORD_FORMAT) return null;
  if (value.checksum !== checksumOfRecord(value)) return null;
  const { id, revision, savedAtMs, name, edited, text } = value;
  return { id, revision, savedAtMs, name, edited, text };
}

/** Whether a stored value was written by a newer version of this page, which may mean something else by it. */
export function isNewerRecord(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { format } = value as Record<string, unknown>;
  return typeof format === 'number' && format > RECORD_FORMAT;
}

/** The text inside a value that did not open, for a download by hand; null when there is none. */
export function salvageText(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { text } = value as Record<string, unknown>;
  return typeof text === 'string' && text !== '' ? text : null;
}
