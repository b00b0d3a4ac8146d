/** Starts the action on one client, ends it: what the traffic slider needs of the worker. */
export interface TrafficCalls {
  start(client: string, factor: number): Promise<number | null>;
  end(action: number): Promise<void>;
}

/**
 * One factor on the rate of all clients. A slider asks faster than the worker answers: while a change is under way only the
 * latest wish is kept, and no action is ever left behind.
 */
export class TrafficControl {
  private wanted = 1;
  private applied = 1;
  private actions: readonly number[] = [];
  private busy = false;
  private turn = 0;

  constructor(private readonly calls: TrafficCalls) {}

  /** The run began anew: its actions are gone with it. */
  reset(): void {
    this.wanted = 1;
    this.applied = 1;
    this.actions = [];
    this.busy = false;
    this.turn++;
  }

  /** @param factor 1 is the configured rate, 0 stops the traffic */
  async set(factor: number, clients: () => readonly string[]): Promise<void> {
    this.wanted = factor;
    if (this.busy) return;
    this.busy = true;
    const { turn } = this;
    while (turn === this.turn && this.applied !== this.wanted) {
      // Each change needs the numbers of the one before.
      // oxlint-disable-next-line no-await-in-loop
      await this.apply(this.wanted, clients(), turn);
    }
    if (turn === this.turn) this.busy = false;
  }

  private async apply(factor: number, clients: readonly string[], turn: number): Promise<void> {
    const old = this.actions;
    await Promise.all(old.map((id) => this.calls.end(id)));
    const started = factor === 1 ? [] : await Promise.all(clients.map((client) => this.calls.start(client, factor)));
    if (turn !== this.turn) return;
    this.actions = started.filter((id) => id !== null);
    this.applied = factor;
  }
}
