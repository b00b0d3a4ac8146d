import { useState } from 'react';
import { formatBytes, quantityText } from '../../model/units.ts';
import { currentDesign } from '../../state/document.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { downloadBlob, fileNameFor } from '../../state/storage/download-text.ts';
import { runWindows } from '../../state/windows.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ExportPreview } from './ExportPreview.tsx';
import { PictureOptions } from './ExportOptions.tsx';
import { FormatList } from './FormatList.tsx';
import { formatOf, type FormatId } from './formats.ts';
import type { ExportOptions } from './make-export.ts';
import { useExport, type ExportState } from './use-export.ts';

function firstOptions(): ExportOptions {
  const theme = document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
  return { theme, background: true, figures: false, scale: 2 };
}

function fileWords(state: ExportState): string {
  if (state.phase !== 'ready') return '';
  const { blob, note } = state.file;
  return [quantityText(formatBytes(blob.size)), note].filter((words) => words !== '').join(', ');
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === text;
  return (
    <Button
      icon={isCopied ? 'check' : 'copy'}
      onClick={() => void copyText(text).then((done) => setCopied(done ? text : null))}
    >
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  );
}

/** The design as it was when the dialog opened, in any form: preview, size, download. */
export function ExportDialog() {
  const isOpen = useDialog((state) => state.open === 'export');
  const [design] = useState(currentDesign);
  // A run that has just begun has them a moment later: asked at each render.
  const hasFigures = runWindows.count > 0;
  const [id, setId] = useState<FormatId>('png');
  const [options, setOptions] = useState<ExportOptions>(firstOptions);
  const state = useExport(design, id, options);
  const format = formatOf(id);
  const fileName = fileNameFor(design.name, format.ending);
  const file = state.phase === 'ready' ? state.file : null;
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      size="large"
      title="Export"
      description="The whole design, made in this browser from the document."
      footer={
        <>
          <p role="status" className="mr-auto min-w-0 text-sm wrap-anywhere text-text-2">
            {file === null ? null : (
              <>
                <span className="text-text-1">{fileName}</span>, {fileWords(state)}
              </>
            )}
          </p>
          {file?.text == null ? null : <CopyButton text={file.text} />}
          <Button
            variant="primary"
            icon="download"
            disabled={file === null}
            onClick={() => {
              if (file !== null) downloadBlob(fileName, file.blob);
            }}
          >
            Download
          </Button>
        </>
      }
    >
      <div className="flex min-h-[54dvh] flex-col gap-5 sm:flex-row">
        <FormatList chosen={id} onChoose={setId} />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <p className="text-text-2">{format.help}</p>
          {format.shows === 'picture' ? (
            <PictureOptions
              format={id}
              options={options}
              hasFigures={hasFigures}
              onChange={(change) => setOptions((before) => ({ ...before, ...change }))}
            />
          ) : null}
          <ExportPreview state={state} format={format} />
        </div>
      </div>
    </Dialog>
  );
}
