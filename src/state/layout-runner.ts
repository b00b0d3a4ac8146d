let registered: (() => void) | null = null;

/** Lays the design out; nothing while the page has no layout. */
export function layOut(): void {
  registered?.();
}

/** The automatic layout registers itself while it is on the page. Gives the function that takes it away. */
export function registerLayout(run: () => void): () => void {
  registered = run;
  return () => {
    registered = null;
  };
}
