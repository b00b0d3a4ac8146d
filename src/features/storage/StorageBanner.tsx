import { useState, type ReactNode } from 'react';
import { useDocument } from '../../state/document.ts';
import { downloadText, fileNameFor } from '../../state/storage/download-text.ts';
import { dismissNotice, useSaveState } from '../../state/storage/save-state.ts';
import { session } from '../../state/storage/session.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { saveAsFile } from './design-file.ts';

const TONES = {
  info: { icon: 'info', color: 'text-accent' },
  lock: { icon: 'lock', color: 'text-text-2' },
  fail: { icon: 'triangle-alert', color: 'text-fail' },
} as const;

function Banner({
  tone,
  title,
  details,
  children,
}: {
  readonly tone: keyof typeof TONES;
  readonly title: string;
  readonly details: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <div
      role="status"
      className="pointer-events-auto flex max-w-2xl flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-3 shadow-float"
    >
      <Icon name={TONES[tone].icon} size={16} className={classNames('shrink-0', TONES[tone].color)} />
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
  const isOutdated = useSaveState((state) => state.access === 'newer');
  if (problem === null) return null;
  return (
    <Banner
      tone="fail"
      title="Your work is not being saved"
      details={[problem, 'It is kept while this tab stays open. Download it to be safe.']}
    >
      {isOutdated ? (
        <Button small onClick={() => void reloadPage()}>
          Reload
        </Button>
      ) : (
        <Button small onClick={() => void session.retry()}>
          Try again
        </Button>
      )}
      <Button small variant="primary" icon="download" onClick={saveAsFile}>
        Download now
      </Button>
    </Banner>
  );
}

async function reloadPage(): Promise<void> {
  await session.leavePage();
  location.reload();
}

/** Stays as long as another tab has the design: what may be done about it. */
function OtherTabBanner() {
  const access = useSaveState((state) => state.access);
  const [isTaking, setIsTaking] = useState(false);
  if (access !== 'other-tab' && access !== 'taken-over') return null;
  const takeOver = async () => {
    setIsTaking(true);
    await session.takeOver();
    setIsTaking(false);
  };
  return (
    <Banner
      tone="lock"
      title={access === 'other-tab' ? 'Read-only: open in another tab' : 'Read-only: another tab has taken over'}
      details={['Its saves are shown here. You can run the design, but not change it.']}
    >
      <Button small onClick={() => void session.makeCopy()}>
        Make a copy
      </Button>
      <Button small variant="primary" disabled={isTaking} onClick={() => void takeOver()}>
        Take over
      </Button>
    </Banner>
  );
}

/** Stays as long as a design is shown that came by a view-only link. */
function ViewOnlyBanner() {
  const isViewOnly = useSaveState((state) => state.access === 'view-only');
  if (!isViewOnly) return null;
  return (
    <Banner tone="lock" title="View only" details={['You can run this design. Nothing of it is stored here.']}>
      <Button small variant="primary" onClick={() => void session.makeCopy()}>
        Edit a copy
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
      {notice.needsReload === true ? (
        <Button small variant="primary" onClick={() => void reloadPage()}>
          Reload
        </Button>
      ) : null}
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
      <OtherTabBanner />
      <ViewOnlyBanner />
      <NoticeBanner />
    </>
  );
}
