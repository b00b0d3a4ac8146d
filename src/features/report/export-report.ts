import type { Report } from '../../model/report.ts';
import { downloadText, fileNameFor } from '../../state/storage/download-text.ts';

/** Saves the report as a JSON file: the same object the command line prints with --json. */
export function exportReport(report: Report, designName: string): void {
  downloadText(fileNameFor(designName, 'report.json'), JSON.stringify(report, null, 2));
}
