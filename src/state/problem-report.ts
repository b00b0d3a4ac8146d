import { create } from 'zustand';
import type { Problem } from '../model/result.ts';

/** What a document that could not be opened, or only with repairs, has to be told about. */
export interface ProblemReport {
  readonly title: string;
  /** What stays as it was, or what was done; one sentence. */
  readonly consequence: string;
  readonly problems: readonly Problem[];
  /** What was understood of another program's file. */
  readonly understood?: readonly { readonly label: string; readonly text: string }[];
}

/** The report on screen, if any. */
export const useProblemReport = create<{ readonly report: ProblemReport | null }>(() => ({ report: null }));

export function showProblems(report: ProblemReport): void {
  useProblemReport.setState({ report });
}

export function closeProblems(): void {
  useProblemReport.setState({ report: null });
}
