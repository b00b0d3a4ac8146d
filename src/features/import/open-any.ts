import type { Imported } from '../../model/import/design-of-sketch.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Problem, Result } from '../../model/result.ts';
import { showProblems } from '../../state/problem-report.ts';
import { session } from '../../state/storage/session.ts';

const ACCEPTED = '.json,.mmd,.mermaid,.md,.yml,.yaml,.excalidraw,.drawio,.xml,.txt,application/json';

/** Files of other programs that are no text, by their first bytes: they are named, not read. */
const BINARY_SIGNS: readonly (readonly [sign: readonly number[], what: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF file'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive, as Visio (.vsdx) and Office files are'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Visio or Office file'],
  [[0x1f, 0x8b], 'a gzip archive'],
];

function refused(code: string, message: string): Result<never> {
  return { ok: false, problems: [{ code, path: '', message }] };
}

/** What a file is that is no text at all; null for texts. */
async function binaryType(file: Blob): Promise<string | null> {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return BINARY_SIGNS.find(([sign]) => sign.every((byte, i) => head[i] === byte))?.[1] ?? null;
}

/** Any file as a design; its size and its first bytes are looked at before it is read. */
export async function readAnyFile(file: Blob): Promise<Result<Imported>> {
  if (file.size > LIMITS.documentBytes)
    return refused('RT101', `The file is ${file.size} bytes long; a design may have at most ${LIMITS.documentBytes}.`);
  const binary = await binaryType(file);
  if (binary !== null)
    return refused(
      'RT104',
      `This is ${binary}, not a Roundtrip design. A design is JSON; Mermaid, Docker Compose, Excalidraw and draw.io can be imported.`,
    );
  const text = await file.text();
  const { readImport } = await import('./read-import.ts');
  return readImport(text);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What came of a file or a text: opened with a report, or refused with the reasons and nothing changed. */
async function finish(name: string, read: Result<Imported>): Promise<void> {
  if (!read.ok) {
    showProblems({
      title: `${name} could not be opened`,
      consequence: 'Nothing was changed. The design you were working on is still open.',
      problems: read.problems,
    });
    return;
  }
  const { design, format, understood } = read.value;
  await session.openAsNew(design);
  const { notices } = read;
  if (format !== null) showProblems({ ...importReport(name, read.value, notices), understood });
  else if (notices.length > 0)
    showProblems({
      title: `${name} was opened with repairs`,
      consequence: 'The design is open as a new document. The file itself was not changed.',
      problems: notices,
    });
}

function importReport(name: string, { design, format }: Imported, problems: readonly Problem[]) {
  const parts = counted(design.nodes.length, 'component', 'components');
  const calls = counted(design.edges.length, 'connection', 'connections');
  const notes =
    problems.length === 0
      ? 'Everything in it was understood.'
      : `${counted(problems.length, 'thing', 'things')} to look at below.`;
  return {
    title: `${name} was imported`,
    consequence: `The ${format ?? 'file'} is open as a new design with ${parts} and ${calls}. ${notes}`,
    problems,
  };
}

/** Opens a file as a new document. A file that is no design is reported and changes nothing. */
export async function openFile(file: File): Promise<void> {
  await finish(`"${file.name}"`, await readAnyFile(file));
}

/** Opens a text as a new document, in the same way. */
export async function openText(text: string): Promise<void> {
  if (text.length > LIMITS.inputChars) {
    const message = `The text is ${text.length} characters long; at most ${LIMITS.inputChars} can be pasted. Open it as a file.`;
    await finish('The text', refused('RT101', message));
    return;
  }
  const { readImport } = await import('./read-import.ts');
  await finish('The text', await readImport(text));
}

/** Lets the person choose a file, then opens it. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPTED;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}
