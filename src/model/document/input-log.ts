import type { Problem } from '../result.ts';
import { DOCUMENT_PROBLEMS, type DocumentProblemCode } from './problem-codes.ts';
import { fillWords, type Words } from './problem-text.ts';

/** Listed at most; a hostile document can have a problem in every character. */
const MAX_PROBLEMS = 50;
const MAX_NOTICES = 100;

/** Where in a document: the path as one would write it in JavaScript, and whom it is about (`Service "Checkout"`). */
export interface Place {
  readonly path: string;
  readonly subject: string;
}

export const WHOLE_DOCUMENT: Place = { path: '', subject: '' };

/** The place of a key or of an entry of a list. */
export function placeOf(place: Place, key: string | number): Place {
  const step = typeof key === 'number' ? `[${key}]` : place.path === '' ? key : `.${key}`;
  return { path: place.path + step, subject: place.subject };
}

type WordsOf<C extends DocumentProblemCode> = Words<(typeof DOCUMENT_PROBLEMS)[C]>;

/** A worded problem of a document. */
export function documentProblem<C extends DocumentProblemCode>(code: C, place: Place, words: WordsOf<C>): Problem {
  const text = fillWords<string>(DOCUMENT_PROBLEMS[code], words);
  return { code, path: place.path, message: place.subject === '' ? text : `${place.subject}: ${text}` };
}

/** Collects what is wrong with a document and what was repaired while it is read. */
export class InputLog {
  readonly #problems: Problem[] = [];
  readonly #notices: Problem[] = [];
  #problemCount = 0;
  #noticeCount = 0;

  /** Something that cannot be repaired: the document will be refused. */
  refuse<C extends DocumentProblemCode>(code: C, place: Place, words: WordsOf<C>): void {
    this.#problemCount += 1;
    if (this.#problemCount <= MAX_PROBLEMS) this.#problems.push(documentProblem(code, place, words));
  }

  /** Something that was repaired. */
  notice<C extends DocumentProblemCode>(code: C, place: Place, words: WordsOf<C>): void {
    this.#noticeCount += 1;
    if (this.#noticeCount <= MAX_NOTICES) this.#notices.push(documentProblem(code, place, words));
  }

  get isRefused(): boolean {
    return this.#problemCount > 0;
  }

  problems(): readonly Problem[] {
    const hidden = this.#problemCount - this.#problems.length;
    return hidden === 0
      ? this.#problems
      : [...this.#problems, documentProblem('RT149', WHOLE_DOCUMENT, { count: hidden })];
  }

  notices(): readonly Problem[] {
    const hidden = this.#noticeCount - this.#notices.length;
    return hidden === 0
      ? this.#notices
      : [...this.#notices, documentProblem('RT169', WHOLE_DOCUMENT, { count: hidden })];
  }
}
