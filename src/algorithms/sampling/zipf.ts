import type { RandomStream } from '../../model/random-stream.ts';
import { AliasTable } from './alias-table.ts';
import { pow } from '../math/pow.ts';
import { ZipfRejection } from './zipf-rejection.ts';

/** Draws ranks; see `createZipf`. */
export interface ZipfSampler {
  /** 0-based rank; 0 is the most popular. */
  next(): number;
}

/** Up to here a table (12 bytes per item) is faster; above it would not fit the caches. */
const TABLE_LIMIT = 100_000;
/** Tables kept for reuse: many clients and replicas share one catalogue. At most 16 x 1.2 MB. */
const KEPT_TABLES = 16;
const tables = new Map<string, AliasTable>();

class UniformRanks implements ZipfSampler {
  constructor(
    private readonly stream: RandomStream,
    private readonly count: number,
  ) {}

  next(): number {
    return this.stream.below(this.count);
  }
}

class TableRanks implements ZipfSampler {
  constructor(
    private readonly stream: RandomStream,
    private readonly table: AliasTable,
  ) {}

  next(): number {
    return this.table.draw(this.stream);
  }
}

/** The table is a pure function of its key, so sharing it changes no result. */
function zipfTable(count: number, exponent: number): AliasTable {
  const key = `${count}|${exponent}`;
  const kept = tables.get(key);
  if (kept !== undefined) return kept;
  const weights = new Float64Array(count);
  for (let rank = 0; rank < count; rank++) weights[rank] = pow(rank + 1, -exponent);
  const table = new AliasTable(weights);
  const oldest = tables.keys().next();
  if (tables.size >= KEPT_TABLES && oldest.done !== true) tables.delete(oldest.value);
  tables.set(key, table);
  return table;
}

/**
 * Ranks 0..count - 1 with probability proportional to (rank + 1)^-exponent; exponent 0 is uniform.
 * @param count 1 to 2^31
 * @param exponent 0 or more; web caches measure 0.6 to 1.2 (Breslau et al. 1999, "Web caching and Zipf-like distributions")
 * @throws RangeError for a count that is no positive integer or a negative exponent
 */
export function createZipf(count: number, exponent: number, stream: RandomStream): ZipfSampler {
  if (!Number.isInteger(count) || count < 1 || count > 2_147_483_648)
    throw new RangeError(`Zipf needs 1 to 2^31 items, not ${count}`);
  if (!(exponent >= 0)) throw new RangeError(`Zipf needs an exponent of 0 or more, not ${exponent}`);
  if (count === 1) return { next: () => 0 };
  if (exponent === 0) return new UniformRanks(stream, count);
  if (count <= TABLE_LIMIT) return new TableRanks(stream, zipfTable(count, exponent));
  return new ZipfRejection(stream, count, exponent);
}
