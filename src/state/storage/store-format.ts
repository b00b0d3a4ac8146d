import { DESIGN_VERSION } from '../../model/design.ts';
import { NewerData } from './save-problem.ts';
import { RECORD_FORMAT } from './stored-record.ts';

/** Under this key the store says which versions have written to it. */
export const FORMAT_KEY = 'format';

interface StoreFormat {
  /** Newest format of the records around the designs. */
  readonly records: number;
  /** Newest version of the documents inside. */
  readonly designs: number;
}

const OWN: StoreFormat = { records: RECORD_FORMAT, designs: DESIGN_VERSION };

function versionsIn(value: unknown): StoreFormat {
  const { records, designs } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    records: typeof records === 'number' ? records : 0,
    designs: typeof designs === 'number' ? designs : 0,
  };
}

/** Whether a newer version of this page has written to the store. */
export function isNewerStore(value: unknown): boolean {
  const { records, designs } = versionsIn(value);
  return records > OWN.records || designs > OWN.designs;
}

/**
 * What to write under `FORMAT_KEY` along with anything else; nothing when it stands there already.
 * @throws NewerData when a newer version has been here: then nothing may be written at all
 */
export function formatWrites(value: unknown): readonly (readonly [string, unknown])[] {
  if (isNewerStore(value)) throw new NewerData();
  const { records, designs } = versionsIn(value);
  return records === OWN.records && designs === OWN.designs ? [] : [[FORMAT_KEY, OWN]];
}
