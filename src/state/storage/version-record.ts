import { checksumOf } from './checksum.ts';

/** Version of the record around a kept version of a design. */
const VERSION_FORMAT = 1;

/**
 * Why a version was kept: `opened` when the design was opened, `time` after minutes of editing, `restore` before an older one
 * was brought back, `named` because somebody asked for it.
 */
export type VersionReason = 'opened' | 'time' | 'restore' | 'named';

/** One kept version of a design. */
export interface VersionRecord {
  readonly designId: string;
  /** Counts the versions of a design, from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly reason: VersionReason;
  /** What the person called it; empty for one that was kept by itself. */
  readonly label: string;
  /** The design as `writeDesign` writes it. */
  readonly text: string;
}

const REASONS: readonly unknown[] = ['opened', 'time', 'restore', 'named'] satisfies readonly VersionReason[];

function checksumOfVersion({ designId, number, atMs, reason, label, text }: VersionRecord): string {
  return checksumOf(JSON.stringify([designId, number, atMs, reason, label, text]));
}

export function sealVersion(version: VersionRecord): unknown {
  return { ...version, format: VERSION_FORMAT, checksum: checksumOfVersion(version) };
}

/** The version inside a stored value, or null when the value is torn, damaged or of another format. */
export function openVersion(value: unknown): VersionRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { format, checksum, designId, number, atMs, reason, label, text } = value as Record<string, unknown>;
  if (format !== VERSION_FORMAT || !REASONS.includes(reason)) return null;
  if (![designId, label, text].every((part) => typeof part === 'string')) return null;
  if (!Number.isSafeInteger(number) || !Number.isFinite(atMs)) return null;
  const version = { designId, number, atMs, reason, label, text } as VersionRecord;
  return checksum === checksumOfVersion(version) ? version : null;
}
