import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { createAutosave, type Autosave } from './autosave.ts';
import type { DesignStore } from './design-store.ts';
import { wordSaveProblem } from './save-problem.ts';
import { showNotice, useSaveState } from './save-state.ts';
import type { DesignRecord } from './stored-record.ts';
import type { Release } from './tab-lock.ts';
import type { TabMemory } from './tab-memory.ts';

/** The open document, as far as keeping it is concerned. */
export interface OpenDocument {
  design(): Design;
  /** Replaces the document; its undo history starts anew. */
  load(design: Design): void;
  /** Calls back after every change of the document, `load` included. */
  subscribe(listener: () => void): () => void;
}

export interface SessionParts {
  readonly document: OpenDocument;
  readonly store: DesignStore;
  readonly tab: TabMemory;
  readonly lock: (id: string) => Promise<Release | null>;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

/** Wait before a refused write is tried again by itself. */
const RETRY_MS = 10_000;

/**
 * Keeps the open design in this browser: which one it is, who may write it, and when it is written.
 * Opening something else never overwrites: each opened design has a record of its own.
 */
export class DesignSession {
  readonly #parts: SessionParts;
  readonly #autosave: Autosave;
  #id = '';
  #revision = 0;
  #edited = false;
  #loading = false;
  #release: Release = () => undefined;
  #retry: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#autosave = createAutosave(async () => this.#save());
    parts.document.subscribe(() => {
      this.#changed();
    });
  }

  /** Opens `arrived` (from a link) when there is one, else what was open last, else `example`. */
  async start(arrived: Design | null, example: Design): Promise<void> {
    if (arrived !== null) return this.openAsNew(arrived);
    try {
      const own = this.#parts.tab.designId();
      if (own !== null && (await this.openStored(own))) return undefined;
      const last = await this.#parts.store.currentId();
      if (last !== null && last !== own && (await this.openStored(last))) return undefined;
    } catch (error) {
      this.#reportFailure(error);
    }
    return this.openAsNew(example, { edited: false });
  }

  /** Opens a design as a new document. What was open stays in the library. */
  async openAsNew(design: Design, { edited = true } = {}): Promise<void> {
    await this.#leave();
    const id = this.#parts.newId();
    this.#release = (await this.#parts.lock(id)) ?? this.#release;
    this.#take(id, 0, edited);
    this.#load(design);
    this.#autosave.changed();
    await this.#autosave.flush();
  }

  /** Opens a stored design. False when there is none with this id that can be read. */
  async openStored(id: string): Promise<boolean> {
    if (id === this.#id) return true;
    const { record, damagedText } = await this.#parts.store.read(id);
    if (damagedText !== null) this.#showDamage(record, damagedText);
    if (record === null) return false;
    const read = parseDesignText(record.text, findSpec);
    if (!read.ok) {
      showNotice({
        title: `"${record.name}" could not be read.`,
        details: read.problems.map(({ message }) => message),
        damagedText: record.text,
      });
      return false;
    }
    const release = await this.#parts.lock(id);
    if (release === null) await this.#openCopy(read.value, record.edited);
    else await this.#openRecord(record, read.value, release);
    return true;
  }

  /** Writes what is unsaved now. */
  async flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** The page is being hidden or left: keeps what is unsaved at once, then writes it as usual. */
  async leavePage(): Promise<void> {
    if (this.#id !== '' && useSaveState.getState().status !== 'saved') this.#parts.store.rescue(this.#record());
    return this.#autosave.flush();
  }

  /** Tries a refused write again. */
  async retry(): Promise<void> {
    this.#autosave.changed();
    return this.#autosave.flush();
  }

  async #openRecord(record: DesignRecord, design: Design, release: Release): Promise<void> {
    await this.#leave();
    this.#release = release;
    this.#take(record.id, record.revision, record.edited);
    this.#load(design);
    useSaveState.setState({ status: 'saved', savedAtMs: record.savedAtMs, problem: null });
    await this.#remember();
  }

  async #openCopy(design: Design, isWork: boolean): Promise<void> {
    // An example nobody changed needs no copy and no words: it simply opens once more.
    if (!isWork) return this.openAsNew(design, { edited: false });
    await this.openAsNew({ ...design, name: `${design.name} (copy)` }, { edited: false });
    showNotice({
      title: 'This design is open in another tab.',
      details: ['You are working on a copy here, so that the two tabs cannot overwrite each other.'],
    });
    return undefined;
  }

  /** Saves and lets go of the open design; an example nobody changed leaves no trace. */
  async #leave(): Promise<void> {
    await this.#autosave.flush();
    if (this.#id !== '' && !this.#edited) {
      try {
        await this.#parts.store.remove(this.#id);
      } catch (error) {
        this.#reportFailure(error);
      }
    }
    this.#release();
    this.#release = () => undefined;
  }

  #take(id: string, revision: number, edited: boolean): void {
    this.#id = id;
    this.#revision = revision;
    this.#edited = edited;
    useSaveState.setState({ designId: id });
  }

  #load(design: Design): void {
    this.#loading = true;
    try {
      this.#parts.document.load(design);
    } finally {
      this.#loading = false;
    }
  }

  #changed(): void {
    if (this.#loading || this.#id === '') return;
    this.#edited = true;
    if (useSaveState.getState().status === 'saved') useSaveState.setState({ status: 'pending' });
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
    const record = this.#record();
    try {
      await this.#parts.store.write(record);
      this.#revision = record.revision;
      useSaveState.setState({ status: 'saved', savedAtMs: record.savedAtMs, problem: null });
      if (record.revision === 1) await this.#remember();
    } catch (error) {
      this.#reportFailure(error);
      this.#retryLater();
    }
  }

  async #remember(): Promise<void> {
    this.#parts.tab.remember(this.#id);
    try {
      await this.#parts.store.setCurrentId(this.#id);
    } catch (error) {
      this.#reportFailure(error);
    }
  }

  #reportFailure(error: unknown): void {
    useSaveState.setState({ status: 'failed', problem: wordSaveProblem(error) });
  }

  #retryLater(): void {
    if (this.#retry !== null) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.retry();
    }, RETRY_MS);
  }

  #showDamage(record: DesignRecord | null, damagedText: string): void {
    const title =
      record === null ? 'A stored design is damaged.' : 'The last save is damaged; the one before it was opened.';
    showNotice({ title, details: ['You can download the text of the damaged save.'], damagedText });
  }
}
