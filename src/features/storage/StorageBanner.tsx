import type { ReactNode } from 'react';
import { useDocument } from '../../state/document.ts';
import { downloadText, fileNameFor } from '../../state/storage/download-text.ts';
import { dismissNotice, useSaveState } from '../../state/storage/save-state.ts';
import { session } from '../../state/storage/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { saveAsFile } from './design-file.ts';

function Banner({
  tone,
  title,
  details,
  children,
}: {
  readonly tone: 'info' | 'fail';
  readonly title: string;
  readonly details: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <div
      role="status"
      className="pointer-events-auto flex max-w-2xl flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-3 shadow-float"
    >
      <Icon
        name={tone === 'fail' ? 'triangle-alert' : 'info'}
        size={16}
        className={tone === 'fail' ? 'shrink-0 text-fail' : 'shrink-0 text-accent'}
      />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {details.map((detail) => (
          <p key={detail} className="text-sm text-text-2">
            {detail}
          </p>
        ))}
      </div>
      <div className="flex items-center gap-2">{children}</div>
    </div>
  );
}

/** Stays as long as the design is not stored: the work is in this tab only. */
function UnsavedBanner() {
  const problem = useSaveState((state) => (state.status === 'failed' ? state.problem : null));
  if (problem === null) return null;
  return (
    <Banner
      tone="fail"
      title="Your work is not being saved"
      details={[problem, 'It is kept while this tab stays open. Download it to be safe.']}
    >
      <Button small onClick={() => void session.retry()}>
        Try again
      </Button>
      <Button small variant="primary" icon="download" onClick={saveAsFile}>
        Download now
      </Button>
    </Banner>
  );
}

function NoticeBanner() {
  const notice = useSaveState((state) => state.notice);
  const name = useDocument((state) => state.present.name);
  if (notice === null) return null;
  const { damagedText } = notice;
  return (
    <Banner tone="info" title={notice.title} details={notice.details}>
      {damagedText === undefined ? null : (
        <Button
          small
          icon="download"
          onClick={() => downloadText(fileNameFor(`${name} damaged`, 'txt'), damagedText, 'text/plain')}
        >
          Download the text
        </Button>
      )}
      <Button small onClick={dismissNotice}>
        Dismiss
      </Button>
    </Banner>
  );
}

/** What there is to tell about keeping the design; floats over the top of the canvas. */
export function StorageBanner() {
  return (
    <>
      <UnsavedBanner />
      <NoticeBanner />
    </>
  );
}
