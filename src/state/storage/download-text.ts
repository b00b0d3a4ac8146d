/** Longest file name offered, without its ending. */
const MAX_NAME_CHARS = 60;

/** A file name that every system takes: letters, digits and hyphens of the name, or `design`. */
export function fileNameFor(name: string, ending: string): string {
  const safe = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME_CHARS)
    .replace(/^-|-$/g, '');
  return `${safe === '' ? 'design' : safe}.${ending}`;
}

/** Offers a text as a download. */
export function downloadText(fileName: string, text: string, type = 'application/json'): void {
  downloadBlob(fileName, new Blob([text], { type }));
}

/** Offers a file as a download. Nothing leaves the browser: the file is made from memory. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  // The click only queues the download; the URL must live until it has been read.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
