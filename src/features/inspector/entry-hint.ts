import { createContext } from 'react';

/** Something to say about one entry of a list of settings, and a way to put it right. */
export interface EntryHint {
  readonly words: string;
  readonly isProblem: boolean;
  readonly fix?: { readonly label: string; readonly field: string; readonly value: string };
}

/** What the settings of an entry are looked at with; null where nothing is to be said about any. */
export const EntryHintContext = createContext<((entry: Readonly<Record<string, unknown>>) => EntryHint | null) | null>(
  null,
);
