import { openRecord, sealRecord, type DesignRecord } from './stored-record.ts';
import type { TabChannel, TabMessage } from './tab-channel.ts';
import type { DesignLocks, Release } from './tab-lock.ts';

/** What the session does when the right to edit the open design comes or goes. */
export interface AccessHooks {
  /** Another tab wants to edit: no edit may be made from here on. */
  readonly stopEditing: () => void;
  /** Saves what is unsaved, and gives the design as it is now, saved or not. */
  readonly handOver: () => Promise<DesignRecord>;
  /** The tab that asked never took over. */
  readonly resumeEditing: () => void;
  /** The right is gone: another tab has it. */
  readonly lost: () => void;
  /** The right has come by itself: the tab that had it is closed. */
  readonly granted: () => void;
  /** The tab that edits has saved. */
  readonly savedElsewhere: () => void;
}

export interface AccessParts {
  readonly locks: DesignLocks;
  readonly channel: TabChannel;
  readonly newId: () => string;
  /** How long the editing tab has to give way before it is taken to be dead. */
  readonly answerMs?: number;
}

/** Time for a busy tab to save; one that is silent for longer is hanging or frozen. */
const ANSWER_MS = 2_000;

/** Who may edit the open design: the tab that holds its lock. One instance for each tab. */
export class DocumentAccess {
  readonly #parts: AccessParts;
  readonly #hooks: AccessHooks;
  readonly #tab: string;
  readonly #answerMs: number;
  #id = '';
  #release: Release | null = null;
  #leaveQueue: (() => void) | null = null;
  #givingWay: ReturnType<typeof setTimeout> | null = null;
  #onAnswer: ((record: DesignRecord | null) => void) | null = null;

  constructor(parts: AccessParts, hooks: AccessHooks) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.#tab = parts.newId();
    this.#answerMs = parts.answerMs ?? ANSWER_MS;
    parts.channel.listen((message) => {
      if (message.id === this.#id) this.#hear(message);
    });
  }

  /** Leaves what was open and asks for the right to edit this one. False: another tab has it, and this one is in the queue. */
  async enter(id: string): Promise<boolean> {
    this.leave();
    this.#id = id;
    this.#release = await this.#parts.locks.tryTake(id, this.#lostOf(id));
    if (this.#release === null) this.#queue();
    return this.#release !== null;
  }

  /** Gives up the right, or the place in the queue. */
  leave(): void {
    this.#endGivingWay();
    this.#release?.();
    this.#release = null;
    this.#leaveQueue?.();
    this.#leaveQueue = null;
    this.#id = '';
  }

  /** Takes the right from the tab that has it. Gives that tab's last state, or null when it did not answer. */
  async takeOver(): Promise<DesignRecord | null> {
    const id = this.#id;
    const record = await this.#askForIt(id);
    this.#leaveQueue?.();
    this.#leaveQueue = null;
    this.#release = await this.#parts.locks.steal(id, this.#lostOf(id));
    return record;
  }

  /** Tells the tabs that look on. */
  tellSaved(): void {
    this.#parts.channel.post({ type: 'saved', id: this.#id });
  }

  async #askForIt(id: string): Promise<DesignRecord | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#onAnswer?.(null), this.#answerMs);
      this.#onAnswer = (record) => {
        clearTimeout(timer);
        this.#onAnswer = null;
        resolve(record);
      };
      this.#parts.channel.post({ type: 'give-way', id, to: this.#tab });
    });
  }

  #hear(message: TabMessage): void {
    if (message.type === 'gave-way') {
      if (message.to === this.#tab) this.#onAnswer?.(openRecord(message.record));
    } else if (message.type === 'give-way') {
      if (this.#release !== null) void this.#giveWay(message.to);
    } else if (this.#release === null) this.#hooks.savedElsewhere();
  }

  async #giveWay(to: string): Promise<void> {
    const id = this.#id;
    this.#hooks.stopEditing();
    this.#endGivingWay();
    // Should the other tab die before it has taken the lock, this one goes on.
    this.#givingWay = setTimeout(() => {
      this.#givingWay = null;
      if (this.#release !== null) this.#hooks.resumeEditing();
    }, 2 * this.#answerMs);
    const record = await this.#hooks.handOver();
    if (id === this.#id) this.#parts.channel.post({ type: 'gave-way', id, to, record: sealRecord(record) });
  }

  #endGivingWay(): void {
    if (this.#givingWay !== null) clearTimeout(this.#givingWay);
    this.#givingWay = null;
  }

  #queue(): void {
    const id = this.#id;
    this.#leaveQueue = this.#parts.locks.wait(
      id,
      (release) => {
        if (id !== this.#id || this.#release !== null) return release();
        this.#leaveQueue = null;
        this.#release = release;
        return this.#hooks.granted();
      },
      this.#lostOf(id),
    );
  }

  #lostOf(id: string): () => void {
    return () => {
      if (id !== this.#id || this.#release === null) return;
      this.#endGivingWay();
      this.#release = null;
      this.#hooks.lost();
      this.#queue();
    };
  }
}
