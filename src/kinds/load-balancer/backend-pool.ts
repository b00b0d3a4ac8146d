import type { Balancer } from '../../algorithms/load-balancing/balancer.ts';
import { BackendTier, type TierOptions } from './backend-tier.ts';

const NOBODY: readonly number[] = [];

/** The backends that may take one sort of request: the usual ones, and those that stand in while no usual one is left (nginx `backup`). */
export class BackendPool {
  readonly #usual: BackendTier;
  readonly #backups: BackendTier | null;

  /** @param backupWeights by backend, like the usual weights; all 0 for no backups */
  constructor(options: TierOptions, backupWeights: readonly number[]) {
    this.#usual = new BackendTier(options);
    const hasBackups = backupWeights.some((weight) => weight > 0);
    this.#backups = hasBackups ? new BackendTier({ ...options, weights: backupWeights }) : null;
  }

  /** The rule for the usual backends. */
  get rule(): Balancer {
    return this.#usual.balancer;
  }

  /** The backend may be given something new. */
  isUsable(index: number): boolean {
    return this.#usual.isUsable(index) || this.#backups?.isUsable(index) === true;
  }

  has(index: number): boolean {
    return this.#usual.has(index) || this.#backups?.has(index) === true;
  }

  isBackup(index: number): boolean {
    return this.#backups?.has(index) === true;
  }

  /** Backends of both tiers. */
  get size(): number {
    return this.#usual.size + (this.#backups?.size ?? 0);
  }

  tierOf(index: number): BackendTier {
    return this.#backups?.has(index) === true ? this.#backups : this.#usual;
  }

  refresh(healthy: Uint8Array, newcomers: Uint8Array): void {
    this.#usual.refresh(healthy, newcomers);
    this.#backups?.refresh(healthy, newcomers);
  }

  /** The load of a backend changed. */
  update(index: number): void {
    if (this.has(index)) this.tierOf(index).balancer.update(index);
  }

  pick(key: number, nowNs: number): number {
    const picked = this.#usual.pick(key, nowNs);
    return picked >= 0 || this.#backups === null ? picked : this.#backups.pick(key, nowNs);
  }

  /** A choice among the usable backends not in `tried`; -1 when there is none. */
  pickOther(key: number, nowNs: number, tried: readonly number[] = NOBODY): number {
    const picked = this.#usual.pickOther(key, nowNs, tried);
    return picked >= 0 || this.#backups === null ? picked : this.#backups.pickOther(key, nowNs, tried);
  }
}
