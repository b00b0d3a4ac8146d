import { BUFFER_KIND, HEADER, RUN_STATES, STOP_REASONS } from '../model/snapshot.ts';
import { NS_PER_S } from '../model/units.ts';
import type { PageMessage, WorkerMessage } from '../model/worker-protocol.ts';
import { hopFeed } from '../state/hop-feed.ts';
import { liveFigures } from '../state/live-figures.ts';
import { runClock } from '../state/run-clock.ts';
import { clearMarks, forgetMarksAfter, markActions, markDecisions } from '../state/run-marks.ts';
import { updateRun, useRun } from '../state/run.ts';
import { simulatedClock } from '../state/simulated-clock.ts';
import { runWindows } from '../state/windows.ts';

/** Speaks to the worker; transfers the buffer back. */
export type Reply = (message: PageMessage, transfer: ArrayBuffer[]) => void;

/** The legend's number follows the engine's at most this often, so that it can be read. */
const STRIDE_INTERVAL_MS = 2_000;

/** Where the worker's messages go: figures to the cards, hops to the dots, windows to the charts, the rest to the run slice. */
export class Receiver {
  private rowsKey = '';
  private strideAtMs = Number.NEGATIVE_INFINITY;

  /** A run begins: what was shown of the one before is forgotten. */
  begin(): void {
    this.rowsKey = '';
    runWindows.clear();
    runClock.reset();
    simulatedClock.reset();
    hopFeed.clear();
    clearMarks();
    updateRun({ activeActions: [], warnings: [], started: false, stopReason: 'none' });
  }

  receive(message: WorkerMessage, epoch: number, reply: Reply): void {
    if (message.type === 'buffer') {
      this.takeBuffer(message.buffer, epoch);
      const kind = message.buffer[HEADER.kind] ?? 0;
      reply({ type: 'taken', kind, buffer: message.buffer }, [message.buffer.buffer as ArrayBuffer]);
    } else if (message.type === 'topology') {
      if (message.epoch === epoch) this.takeTopology(message);
    } else if (message.type === 'actions') {
      updateRun({ activeActions: message.active });
      markActions(message.active, runClock.read().timeNs / NS_PER_S);
      markDecisions(message.decisions);
    } else {
      updateRun({
        state: 'stopped',
        problem: { title: 'The simulation stopped', detail: message.message, remedy: 'restart' },
      });
    }
  }

  private takeTopology({ epoch, nodes, edges, warnings }: Extract<WorkerMessage, { type: 'topology' }>): void {
    const key = JSON.stringify([epoch, nodes, edges]);
    if (key !== this.rowsKey) {
      this.rowsKey = key;
      liveFigures.setTopology(nodes, edges);
      hopFeed.setRows(edges);
    }
    if (warnings.join('\n') !== useRun.getState().warnings.join('\n')) updateRun({ warnings });
  }

  private takeBuffer(buffer: Float64Array, epoch: number): void {
    if (buffer[HEADER.epoch] !== epoch) return;
    const timeNs = buffer[HEADER.timeNs] ?? 0;
    const state = RUN_STATES[buffer[HEADER.state] ?? 0] ?? 'empty';
    simulatedClock.report(timeNs, state === 'running', performance.now());
    if (buffer[HEADER.kind] === BUFFER_KIND.hops) {
      hopFeed.publish(buffer);
      return;
    }
    if (timeNs < runClock.read().timeNs) forgetMarksAfter(timeNs / NS_PER_S);
    liveFigures.ingest(buffer);
    runWindows.ingest(buffer);
    runClock.ingest(buffer);
    updateRun({
      state,
      stopReason: STOP_REASONS[buffer[HEADER.stopReason] ?? 0] ?? 'none',
      ...this.dotStride(buffer[HEADER.dotStride] ?? 1),
      started: timeNs > 0,
    });
  }

  private dotStride(stride: number): { readonly dotStride?: number } {
    const nowMs = performance.now();
    if (nowMs - this.strideAtMs < STRIDE_INTERVAL_MS) return {};
    this.strideAtMs = nowMs;
    return { dotStride: Math.max(1, Math.round(stride)) };
  }
}
