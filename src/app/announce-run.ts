import { stateWords } from '../features/run-controls/state-words.ts';
import { totalsText } from '../features/timeline/TotalsText.tsx';
import { actionWords, targetWords } from '../state/action-words.ts';
import { announcer } from '../state/announcements.ts';
import { currentDesign } from '../state/document.ts';
import { liveFigures } from '../state/live-figures.ts';
import { runClock } from '../state/run-clock.ts';
import { RunNews, summaryWords } from '../state/run-news.ts';
import { useRun, type RunSlice } from '../state/run.ts';

/** How often the run is looked at, in ms: once in a window of figures. */
const LOOK_MS = 1_000;
/** The figures are read out after the first looks, and then once in so many. */
const FIRST_SUMMARY_LOOK = 5;
const SUMMARY_LOOKS = 30;
/** A state that lasts for less is a step on the way to another, as when an edit reaches the engine. */
const STATE_LASTS_MS = 300;

function stateSentence({ state, stopReason }: RunSlice): string {
  const words = stateWords(state, stopReason);
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return state === 'running' || state === 'empty' ? `${sentence}.` : `${sentence}. ${totalsText(runClock.read())}.`;
}

/** Tells faults as they begin and end: those somebody makes at once, planned ones as news. */
function announceActions(now: RunSlice, before: RunSlice): void {
  const words = (one: RunSlice['activeActions'][number]): string =>
    `${targetWords(one.target, currentDesign())}: ${actionWords(one.action)}`;
  const isFault = ({ action }: RunSlice['activeActions'][number]): boolean => action.type !== 'traffic';
  const ids = (actions: RunSlice['activeActions']): ReadonlySet<number> => new Set(actions.map(({ id }) => id));
  const [is, was] = [ids(now.activeActions), ids(before.activeActions)];
  for (const action of now.activeActions.filter((one) => isFault(one) && !was.has(one.id))) {
    if (action.planned) announcer.report(`action ${action.id}`, `${words(action)}.`);
    else announcer.say(`${words(action)}.`);
  }
  for (const action of before.activeActions.filter((one) => isFault(one) && !is.has(one.id)))
    announcer.report(`action ${action.id}`, `Ended: ${words(action)}.`);
}

/** Reads out the run: its state, faults, what goes down and comes back, what fails and why. Gives the function that ends it. */
export function announceRun(): () => void {
  let news = new RunNews();
  let looks = 0;
  let told = useRun.getState().state;
  let settling: ReturnType<typeof setTimeout> | null = null;
  const tellState = (): void => {
    const now = useRun.getState();
    if (now.state === told) return;
    told = now.state;
    if (now.state !== 'running') announcer.forgetNews();
    announcer.say(stateSentence(now));
  };
  const timer = setInterval(() => {
    if (useRun.getState().state !== 'running') return;
    const design = currentDesign();
    for (const [key, text] of news.look(design, liveFigures)) announcer.report(key, text);
    looks += 1;
    const summary = looks % SUMMARY_LOOKS === FIRST_SUMMARY_LOOK ? summaryWords(design, liveFigures) : null;
    if (summary !== null) announcer.report('summary', summary);
  }, LOOK_MS);
  const leave = useRun.subscribe((now, before) => {
    if (now.epoch !== before.epoch) {
      news = new RunNews();
      looks = 0;
      announcer.forgetNews();
    }
    if (now.activeActions !== before.activeActions && now.epoch === before.epoch) announceActions(now, before);
    if (now.state === before.state) return;
    if (settling !== null) clearTimeout(settling);
    settling = setTimeout(tellState, STATE_LASTS_MS);
  });
  return () => {
    clearInterval(timer);
    if (settling !== null) clearTimeout(settling);
    leave();
  };
}
