import type { Report } from '../../model/report.ts';

/** Letters, digits and dashes of a design's name, for a file. */
export function fileNameOf(designName: string): string {
  const plain = designName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${plain === '' ? 'design' : plain}-report.json`;
}

/** Saves the report as a JSON file: the same object the command line prints with --json. */
export function exportReport(report: Report, designName: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(designName);
  link.click();
  // The browser has read the address by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
