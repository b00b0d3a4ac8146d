import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { FORMAT_KEY, formatWrites } from './store-format.ts';
import type { ValueStore } from './value-store.ts';
import { openVersion, sealVersion, type VersionReason, type VersionRecord } from './version-record.ts';

/** Versions kept at most of one design: by themselves, and with a name. */
export const MAX_OWN_VERSIONS = 20;
export const MAX_NAMED_VERSIONS = 20;

/** Time of editing after which a version is kept by itself. */
export const VERSION_EVERY_MS = 5 * 60_000;

function keyOf(designId: string, number: number): string {
  return `version/${designId}/${number}`;
}

function isNamed({ reason }: VersionRecord): boolean {
  return reason === 'named';
}

/** Kept versions of designs, beside the designs themselves. Only the tab that edits a design writes them. */
export class VersionStore {
  readonly #values: ValueStore;
  readonly #nowMs: () => number;
  /** When the newest version of a design was kept, so that a save need not look it up. */
  readonly #newestAtMs = new Map<string, number>();

  constructor(values: ValueStore, nowMs: () => number) {
    this.#values = values;
    this.#nowMs = nowMs;
  }

  /** The kept versions of a design, the newest first. Damaged ones are left out. */
  async list(designId: string): Promise<readonly VersionRecord[]> {
    const own = (await this.#values.keys()).filter((key) => key.startsWith(`version/${designId}/`));
    const values = await Promise.all(own.map(async (key) => this.#values.get(key)));
    const versions = values.map(openVersion).filter((version) => version !== null);
    return versions.toSorted((a, b) => b.number - a.number);
  }

  /** Keeps a version when it is time for one and something has changed since the last. */
  async keepByItself(designId: string, design: Design, reason: Exclude<VersionReason, 'named'>): Promise<void> {
    const atMs = this.#newestAtMs.get(designId);
    if (reason === 'time' && atMs !== undefined && this.#nowMs() - atMs < VERSION_EVERY_MS) return;
    const before = await this.list(designId);
    const [newest] = before;
    this.#newestAtMs.set(designId, newest?.atMs ?? this.#nowMs());
    if (reason === 'time' && (newest === undefined || this.#nowMs() - newest.atMs < VERSION_EVERY_MS)) return;
    const text = writeDesign(design, findSpec);
    if (newest?.text === text) return;
    await this.#keep(before, { designId, reason, label: '', text });
  }

  /** Keeps a version under a name. False when there are too many with a name already. */
  async keepNamed(designId: string, design: Design, label: string): Promise<boolean> {
    const before = await this.list(designId);
    if (before.filter(isNamed).length >= MAX_NAMED_VERSIONS) return false;
    await this.#keep(before, { designId, reason: 'named', label, text: writeDesign(design, findSpec) });
    return true;
  }

  /** Forgets one version; gives it, to be put back with `putBack`. */
  async remove(version: VersionRecord): Promise<void> {
    await this.#write([[keyOf(version.designId, version.number), undefined]]);
  }

  async putBack(version: VersionRecord): Promise<void> {
    await this.#write([[keyOf(version.designId, version.number), sealVersion(version)]]);
  }

  async #keep(
    before: readonly VersionRecord[],
    kept: Pick<VersionRecord, 'designId' | 'reason' | 'label' | 'text'>,
  ): Promise<void> {
    const version = { ...kept, number: (before[0]?.number ?? 0) + 1, atMs: this.#nowMs() };
    const own = before.filter((each) => !isNamed(each));
    const surplus = version.reason === 'named' ? [] : own.slice(MAX_OWN_VERSIONS - 1);
    await this.#write([
      [keyOf(version.designId, version.number), sealVersion(version)],
      ...surplus.map(({ designId, number }) => [keyOf(designId, number), undefined] as const),
    ]);
    this.#newestAtMs.set(version.designId, version.atMs);
  }

  async #write(writes: readonly (readonly [string, unknown])[]): Promise<void> {
    await this.#values.change([FORMAT_KEY], ([format]) => new Map([...formatWrites(format), ...writes]));
  }
}
