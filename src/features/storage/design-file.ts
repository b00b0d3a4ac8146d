import { findSpec } from '../../kinds/specs.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { currentDesign } from '../../state/document.ts';
import { downloadText, fileNameFor } from '../../state/storage/download-text.ts';

/** Ending of a saved design; `.json` alone opens as well. */
const FILE_ENDING = 'roundtrip.json';

/** Offers the open design as a file. */
export function saveAsFile(): void {
  const design = currentDesign();
  downloadText(fileNameFor(design.name, FILE_ENDING), writeDesign(design, findSpec));
}
