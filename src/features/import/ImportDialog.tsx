import { useState } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { chooseFile, openText } from './open-any.ts';

/** What each format becomes; shown beside the field. */
const FORMATS = [
  ['Roundtrip', 'A design (JSON) or a link, as it is.'],
  ['Mermaid', 'A flowchart: boxes, arrows, subgraphs. Kinds follow from words and shapes.'],
  ['Docker Compose', 'Services, images, depends_on, addresses in the environment, replicas, ports.'],
  ['Excalidraw', 'Boxes with their text, and arrows tied at both ends.'],
  ['draw.io', 'The first page: shapes, containers, arrows with both ends.'],
] as const;

/** Another program's text or file as a new design. */
export function ImportDialog() {
  const isOpen = useDialog((state) => state.open === 'import');
  const [text, setText] = useState('');
  const open = () => {
    closeDialog();
    void openText(text);
  };
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      title="Import"
      description="It opens as a new design, with a report of what was understood. Dropping a file or pasting on the canvas does the same."
      footer={
        <>
          <Button
            icon="upload"
            className="mr-auto"
            onClick={() => {
              closeDialog();
              chooseFile();
            }}
          >
            Choose a file
          </Button>
          <Button variant="primary" disabled={text.trim() === ''} onClick={open}>
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <label className="flex flex-col gap-1.5">
          <span className="font-medium">Text</span>
          <textarea
            value={text}
            maxLength={LIMITS.inputChars}
            onChange={(event) => setText(event.target.value)}
            rows={9}
            spellCheck={false}
            placeholder={
              'flowchart LR\n  users([Users]) --> lb{{Load balancer}} --> api[Orders API] --> db[(Postgres)]'
            }
            className="resize-y rounded-md border border-line-control bg-surface-1 p-2 font-mono text-sm"
          />
        </label>
        <dl className="text-sm">
          {FORMATS.map(([name, help]) => (
            <div key={name} className="flex gap-4 border-t border-line py-1.5 first:border-t-0">
              <dt className="w-32 shrink-0 font-medium">{name}</dt>
              <dd className="min-w-0 text-text-2">{help}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
