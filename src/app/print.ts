import { create } from 'zustand';

/** Whether what makes the sheet for paper is to be on the page. */
export const usePrintWanted = create<{ readonly isWanted: boolean }>(() => ({ isWanted: false }));

export function wantPrint(): void {
  usePrintWanted.setState({ isWanted: true });
}

/** Prints the design; the browser's own dialog asks the rest. */
export async function print(): Promise<void> {
  wantPrint();
  const { printDesign } = await import('../features/print/print-state.ts');
  await printDesign();
}
