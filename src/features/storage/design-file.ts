import { findSpec } from '../../kinds/specs.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import type { Design } from '../../model/design.ts';
import { currentDesign } from '../../state/document.ts';
import { downloadText, fileNameFor } from '../../state/storage/download-text.ts';
import { session } from '../../state/storage/session.ts';
import { showProblems } from './problem-report.ts';

/** Ending of a saved design; `.json` alone opens as well. */
const FILE_ENDING = 'roundtrip.json';

/** Offers the open design as a file. */
export function saveAsFile(): void {
  const design = currentDesign();
  downloadText(fileNameFor(design.name, FILE_ENDING), writeDesign(design, findSpec));
}

/** The design in a file; the size is looked at before anything is read. */
export async function readDesignFile(file: Blob): Promise<Result<Design>> {
  if (file.size > LIMITS.documentBytes) {
    const message = `The file is ${file.size} bytes long; a design may have at most ${LIMITS.documentBytes}.`;
    return { ok: false, problems: [{ code: 'RT101', path: '', message }] };
  }
  return parseDesignText(await file.text(), findSpec);
}

/** Opens a file as a new document. A file that is no design is reported and changes nothing. */
export async function openFile(file: File): Promise<void> {
  const read = await readDesignFile(file);
  if (!read.ok) {
    showProblems({
      title: `"${file.name}" could not be opened`,
      consequence: 'Nothing was changed. The design you were working on is still open.',
      problems: read.problems,
    });
    return;
  }
  await session.openAsNew(read.value);
  if (read.notices.length > 0) {
    showProblems({
      title: `"${file.name}" was opened with repairs`,
      consequence: 'The design is open as a new document. The file itself was not changed.',
      problems: read.notices,
    });
  }
}

/** Lets the person choose a file, then opens it. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}
