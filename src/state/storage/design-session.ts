import type { StoreApi } from 'zustand';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { createAutosave, type Autosave } from './autosave.ts';
import type { DesignStore } from './design-store.ts';
import { DocumentAccess, type AccessParts } from './document-access.ts';
import { NewerData, SaveConflict, wordSaveProblem } from './save-problem.ts';
import { ACCESS_REASONS, type Access, type SaveState } from './save-state.ts';
import { CONFLICT_NOTICE, damageNotice, NEWER_NOTICE, unreadableNotice } from './session-notices.ts';
import type { DesignRecord } from './stored-record.ts';
import type { TabMemory } from './tab-memory.ts';
import type { VersionStore } from './version-store.ts';

/** The open document, as far as keeping it is concerned. */
export interface OpenDocument {
  design(): Design;
  /** Replaces the document; its undo history starts anew. */
  load(design: Design): void;
  /** Shows what another tab made of the same document. */
  follow(design: Design): void;
  /** Refuses every edit for this reason; null lets them through. */
  refuseEdits(reason: string | null): void;
  /** Calls back after every change of the document, `load` and `follow` included. */
  subscribe(listener: () => void): () => void;
}

export interface SessionParts extends AccessParts {
  readonly document: OpenDocument;
  readonly state: StoreApi<SaveState>;
  readonly store: DesignStore;
  readonly versions: VersionStore;
  readonly tab: TabMemory;
  readonly nowMs: () => number;
}

/** Wait before a refused write is tried again by itself. */
const RETRY_MS = 10_000;

const OPENING = 'Another design is being opened.';

/**
 * Keeps the open design in this browser: which one it is, who may write it, and when it is written.
 * Opening something else never overwrites: each opened design has a record of its own.
 */
export class DesignSession {
  readonly #parts: SessionParts;
  readonly #autosave: Autosave;
  readonly #access: DocumentAccess;
  #id = '';
  #revision = 0;
  #edited = false;
  #loading = false;
  /** Changes made, and how many of them are stored. */
  #changes = 0;
  #savedChanges = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** Opening, taking over and losing a design follow one another; half of one is never seen by the next. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#autosave = createAutosave(async () => this.#save());
    this.#access = new DocumentAccess(parts, {
      stopEditing: () => this.#setAccess('taken-over'),
      handOver: async () => {
        await this.#autosave.flush();
        return this.#isDirty() ? this.#record() : { ...this.#record(), revision: this.#revision };
      },
      resumeEditing: () => this.#setAccess('here'),
      lost: () => {
        this.#setAccess('taken-over');
        this.#later(async () => this.#keepOwnEdits());
      },
      granted: () => this.#later(async () => this.#becomeEditor(null)),
      savedElsewhere: () => this.#later(async () => this.#followOther()),
    });
    parts.document.subscribe(() => this.#changed());
  }

  /** Opens `arrived` (from a link) when there is one, else what was open last, else `example`. */
  async start(arrived: Design | null, example: Design): Promise<void> {
    return this.#inTurn(async () => {
      if (arrived !== null) return this.#openAsNew(arrived, true);
      try {
        const own = this.#parts.tab.designId();
        if (own !== null && (await this.#openStored(own))) return undefined;
        const last = await this.#parts.store.currentId();
        if (last !== null && last !== own && (await this.#openStored(last))) return undefined;
      } catch (error) {
        this.#reportFailure(error);
      }
      return this.#openAsNew(example, false);
    });
  }

  /** Opens a design as a new document. What was open stays in the library. */
  async openAsNew(design: Design, { edited = true } = {}): Promise<void> {
    return this.#inTurn(async () => this.#openAsNew(design, edited));
  }

  /** Opens a stored design. False when there is none with this id that can be read. */
  async openStored(id: string): Promise<boolean> {
    return this.#inTurn(async () => id === this.#id || this.#openStored(id));
  }

  /** Shows a design that is not to be changed and of which nothing is stored. */
  async view(design: Design): Promise<void> {
    return this.#inTurn(async () => {
      await this.#leave();
      this.#take('', 0, false);
      this.#setAccess('view-only');
      this.#load(design);
      this.#parts.state.setState({ status: 'saved', savedAtMs: null, problem: null });
    });
  }

  /** Makes this the tab that edits the open design. The other one stops at once, after a last save. */
  async takeOver(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isLookingOn()) await this.#becomeEditor(await this.#access.takeOver());
    });
  }

  /** Opens the design on screen once more, as one of its own that can be edited. */
  async makeCopy(): Promise<void> {
    const design = this.#parts.document.design();
    return this.openAsNew({ ...design, name: `${design.name} (copy)` });
  }

  /** Writes what is unsaved now, as a design of its own where another tab was faster. */
  async flush(): Promise<void> {
    await this.#autosave.flush();
    await this.#last;
  }

  /** The page is being hidden or left: keeps what is unsaved at once, then writes it as usual. */
  async leavePage(): Promise<void> {
    if (this.#isDirty()) this.#parts.store.rescue(this.#record());
    return this.#autosave.flush();
  }

  /** Tries a refused write again. */
  async retry(): Promise<void> {
    this.#autosave.changed();
    return this.#autosave.flush();
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** As `#inTurn`, for what other tabs bring about; dropped when something else has been opened by then. */
  #later(work: () => Promise<void>): void {
    const id = this.#id;
    this.#inTurn(async () => (id === this.#id ? work() : undefined)).catch((error: unknown) =>
      this.#reportFailure(error),
    );
  }

  async #openAsNew(design: Design, edited: boolean): Promise<void> {
    await this.#leave();
    const id = this.#parts.newId();
    await this.#access.enter(id);
    this.#take(id, 0, edited);
    this.#setAccess('here');
    this.#load(design);
    this.#changes += 1;
    this.#autosave.changed();
    await this.#autosave.flush();
  }

  async #openStored(id: string): Promise<boolean> {
    const first = await this.#readStored(id);
    if (first === null) return false;
    // An example nobody changed is not shared between tabs: it simply opens once more.
    await this.#leave();
    const isEditor = await this.#access.enter(id);
    if (!isEditor && !first.record.edited) {
      await this.#openAsNew(first.design, false);
      return true;
    }
    // Once more: another tab may have saved until it let go.
    const { record, design } = (await this.#readStored(id)) ?? first;
    this.#take(record.id, record.revision, record.edited);
    this.#setAccess(isEditor ? 'here' : 'other-tab');
    this.#load(design);
    this.#parts.state.setState({ status: 'saved', savedAtMs: record.savedAtMs, problem: null });
    if (isEditor && record.edited) await this.#keepVersion('opened');
    await this.#remember();
    return true;
  }

  /** What is stored of a design; null when it cannot be opened, and then the reason is on screen. */
  async #readStored(id: string): Promise<{ readonly record: DesignRecord; readonly design: Design } | null> {
    const { record, damagedText, isNewer } = await this.#parts.store.read(id);
    if (damagedText !== null) this.#parts.state.setState({ notice: damageNotice(record, damagedText) });
    if (isNewer) this.#parts.state.setState({ notice: NEWER_NOTICE });
    if (record === null) return null;
    const read = parseDesignText(record.text, findSpec);
    if (read.ok) return { record, design: read.value };
    this.#parts.state.setState({ notice: unreadableNotice(record, read.problems) });
    return null;
  }

  /** This tab has the lock now: goes on from the newest state there is, which the other tab may have sent along. */
  async #becomeEditor(handed: DesignRecord | null): Promise<void> {
    const stored = (await this.#parts.store.read(this.#id).catch(() => null))?.record ?? null;
    const last = handed !== null && (stored === null || handed.revision > stored.revision) ? handed : stored;
    if (last !== null) this.#followRecord(last);
    // What was sent along is not stored yet; the next revision is based on what is.
    if (stored !== null) this.#revision = stored.revision;
    this.#edited = true;
    this.#setAccess('here');
    // Stored at once, so that a tab that was thought dead and wakes up finds that it was overtaken.
    this.#changes += 1;
    this.#autosave.changed();
    await this.#autosave.flush();
  }

  /** The lock is gone. What this tab could not save before is kept as a design of its own. */
  async #keepOwnEdits(): Promise<void> {
    if (this.#isDirty()) await this.#fork();
    else await this.#followOther();
  }

  async #fork(): Promise<void> {
    if (!this.#isDirty()) return;
    const design = this.#parts.document.design();
    this.#savedChanges = this.#changes;
    await this.#openAsNew({ ...design, name: `${design.name} (copy)` }, true);
    this.#parts.state.setState({ notice: CONFLICT_NOTICE });
  }

  async #followOther(): Promise<void> {
    if (!this.#isLookingOn()) return;
    const { record, isNewer } = await this.#parts.store.read(this.#id);
    if (isNewer) this.#setAccess('newer');
    else if (record !== null && record.revision > this.#revision) this.#followRecord(record);
  }

  #followRecord(record: DesignRecord): void {
    this.#revision = record.revision;
    const read = parseDesignText(record.text, findSpec);
    if (!read.ok) return;
    this.#silently(() => this.#parts.document.follow(read.value));
    this.#parts.state.setState({ status: 'saved', savedAtMs: record.savedAtMs, problem: null });
  }

  /** Saves and lets go of the open design; an example nobody changed leaves no trace. */
  async #leave(): Promise<void> {
    // An edit made between the last save of this design and the arrival of the next would belong to neither.
    this.#parts.document.refuseEdits(OPENING);
    await this.#autosave.flush();
    if (this.#id !== '' && !this.#edited && this.#mayWrite()) {
      try {
        await this.#parts.store.remove(this.#id, this.#revision);
      } catch (error) {
        this.#reportFailure(error);
      }
    }
    this.#access.leave();
  }

  #take(id: string, revision: number, edited: boolean): void {
    this.#id = id;
    this.#revision = revision;
    this.#edited = edited;
    this.#savedChanges = this.#changes;
    this.#parts.state.setState({ designId: id === '' ? null : id });
  }

  #setAccess(access: Access): void {
    this.#parts.document.refuseEdits(ACCESS_REASONS[access]);
    this.#parts.state.setState({ access });
  }

  #isLookingOn(): boolean {
    const { access } = this.#parts.state.getState();
    return access === 'other-tab' || access === 'taken-over';
  }

  #mayWrite(): boolean {
    return this.#parts.state.getState().access === 'here';
  }

  #isDirty(): boolean {
    return this.#id !== '' && this.#changes !== this.#savedChanges;
  }

  #load(design: Design): void {
    this.#silently(() => this.#parts.document.load(design));
  }

  #silently(change: () => void): void {
    this.#loading = true;
    try {
      change();
    } finally {
      this.#loading = false;
    }
  }

  #changed(): void {
    if (this.#loading || this.#id === '') return;
    this.#edited = true;
    this.#changes += 1;
    if (this.#parts.state.getState().status === 'saved') this.#parts.state.setState({ status: 'pending' });
    this.#autosave.changed();
  }

  /** The open design as it would be stored now. */
  #record(): DesignRecord {
    const design = this.#parts.document.design();
    return {
      id: this.#id,
      revision: this.#revision + 1,
      savedAtMs: this.#parts.nowMs(),
      name: design.name,
      edited: this.#edited,
      text: writeDesign(design, findSpec),
    };
  }

  async #save(): Promise<void> {
    if (!this.#isDirty()) return;
    const changes = this.#changes;
    const record = this.#record();
    try {
      await this.#parts.store.write(record);
    } catch (error) {
      this.#refused(error);
      return;
    }
    this.#revision = record.revision;
    this.#savedChanges = changes;
    const status = this.#isDirty() ? 'pending' : 'saved';
    this.#parts.state.setState({ status, savedAtMs: record.savedAtMs, problem: null });
    this.#access.tellSaved();
    if (record.revision === 1) await this.#remember();
    else if (record.edited) await this.#keepVersion('time');
  }

  #refused(error: unknown): void {
    if (error instanceof SaveConflict) {
      this.#later(async () => this.#fork());
      return;
    }
    this.#reportFailure(error);
    if (error instanceof NewerData) this.#setAccess('newer');
    else this.#retryLater();
  }

  /** Versions are a help beside the work itself: one that cannot be kept is no reason for an alarm. */
  async #keepVersion(reason: 'opened' | 'time'): Promise<void> {
    try {
      await this.#parts.versions.keepByItself(this.#id, this.#parts.document.design(), reason);
    } catch {
      // The save itself says what is wrong with the storage.
      return;
    }
  }

  async #remember(): Promise<void> {
    this.#parts.tab.remember(this.#id);
    try {
      await this.#parts.store.setCurrentId(this.#id);
    } catch (error) {
      if (!(error instanceof NewerData)) this.#reportFailure(error);
    }
  }

  #reportFailure(error: unknown): void {
    this.#parts.state.setState({ status: 'failed', problem: wordSaveProblem(error) });
  }

  #retryLater(): void {
    if (this.#retry !== null) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.retry();
    }, RETRY_MS);
  }
}
