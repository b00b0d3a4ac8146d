import './tokens.css';
import { useEffect, useState } from 'react';
import { Canvas } from '../features/canvas/Canvas.tsx';
import { DotsLayer } from '../features/dots/DotsLayer.tsx';
import { RunBanner } from '../features/run-controls/RunBanner.tsx';
import { SimulatedTime } from '../features/run-controls/SimulatedTime.tsx';
import { findSpec } from '../kinds/specs.ts';
import { decodeLink } from '../model/link/decode-link.ts';
import type { Problem } from '../model/result.ts';
import { followDocument } from '../simulation-client/follow-document.ts';
import { simulation } from '../simulation-client/simulation-client.ts';
import { replaceDesign, useDocument } from '../state/document.ts';
import { refuseEdits } from '../state/edit-guard.ts';
import { useRun } from '../state/run.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Announcements } from './Announcements.tsx';
import { SafePart } from './SafePart.tsx';
import { Toasts } from './Toasts.tsx';
import { useTheme } from './use-theme.ts';

const VIEW_ONLY = 'This design is embedded for viewing. Open it in Roundtrip to change it.';

/** Nothing runs in somebody else's page before it is asked to. */
const neverByItself = () => false;

function useEmbeddedDesign(): readonly Problem[] {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    const open = async () => {
      const read = await decodeLink(location.hash, findSpec);
      if (read.ok) replaceDesign(read.value);
      setProblems(read.ok ? [] : read.problems);
    };
    refuseEdits(VIEW_ONLY);
    const end = followDocument(simulation, neverByItself);
    void open();
    const reopen = () => void open();
    addEventListener('hashchange', reopen);
    return () => {
      removeEventListener('hashchange', reopen);
      end();
    };
  }, []);
  return problems;
}

function RunButton() {
  const isRunning = useRun((run) => run.state === 'running');
  return (
    <Button small variant="primary" icon={isRunning ? 'pause' : 'play'} onClick={() => void simulation.toggle()}>
      {isRunning ? 'Pause' : 'Run'}
    </Button>
  );
}

function Bar() {
  const name = useDocument((state) => state.present.name);
  const started = useRun((run) => run.started);
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface-1 px-2">
      <h1 className="min-w-0 flex-1 truncate text-base font-semibold">
        <bdi>{name}</bdi>
      </h1>
      <span className="max-sm:hidden">
        <SimulatedTime />
      </span>
      <IconButton
        icon="rotate-ccw"
        label="Restart"
        small
        disabled={!started}
        onClick={() => void simulation.restart()}
      />
      <RunButton />
      <a
        href={`./${location.hash}`}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-accent hover:bg-accent-soft"
      >
        <Icon name="log-out" size={14} />
        Open in Roundtrip
      </a>
    </header>
  );
}

/** Lies over the canvas until it is clicked, so that a page scrolls past it and no key goes astray. */
function Cover({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="group absolute inset-0 z-30 flex cursor-pointer items-end justify-center bg-transparent p-3"
    >
      <span className="rounded-md border border-line bg-surface-1 px-2 py-1 text-sm text-text-2 shadow-lift group-hover:text-text-1">
        Click to look around
      </span>
    </button>
  );
}

function NoDesign({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-2 p-6 text-center">
      <p className="text-lg font-semibold">This design could not be opened</p>
      {problems.map(({ code, path, message }) => (
        <p key={`${code} ${path}`} className="max-w-xl text-text-2">
          <bdi>{message}</bdi>
        </p>
      ))}
    </div>
  );
}

/** A design inside somebody else's page: to be run and looked at. Stores nothing and reads nothing that is stored. */
export function EmbedPage() {
  useTheme();
  const problems = useEmbeddedDesign();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const leave = () => setIsOpen(false);
    addEventListener('blur', leave);
    return () => removeEventListener('blur', leave);
  }, []);
  return (
    <SafePart name="the design">
      <div className="flex h-full flex-col">
        <Bar />
        {problems.length > 0 ? (
          <NoDesign problems={problems} />
        ) : (
          <main aria-label="Canvas" className="relative min-h-0 flex-1">
            <div className="size-full" inert={!isOpen}>
              <Canvas layers={<DotsLayer onRequest={() => undefined} />}>
                <div className="absolute inset-x-3 top-3 z-10">
                  <RunBanner />
                </div>
              </Canvas>
            </div>
            {isOpen ? null : <Cover onOpen={() => setIsOpen(true)} />}
          </main>
        )}
      </div>
      <Toasts />
      <Announcements />
    </SafePart>
  );
}
