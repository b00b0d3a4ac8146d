import { create } from 'zustand';
import type { Speed } from '../model/run-spec.ts';
import type { RunState, StopReason } from '../model/snapshot.ts';
import type { ActiveAction } from '../model/worker-protocol.ts';

/** Whether the worker answers: `silent` for 2 s or more, `restarting` after it was ended, `failed` when it cannot start. */
export type EngineHealth = 'starting' | 'ready' | 'silent' | 'restarting' | 'failed';

/** What the one banner for all run errors says. */
export interface RunProblem {
  readonly title: string;
  readonly detail: string;
  /** `stop`: end the worker now. `restart`: start it anew. */
  readonly remedy: 'stop' | 'restart' | null;
}

/** The run as React may see it: only what changes when something happens, nothing that changes per frame. */
export interface RunSlice {
  readonly state: RunState;
  readonly stopReason: StopReason;
  readonly speed: Speed;
  readonly durationS: number;
  /** Numbers the runs: a new one on load, restart and reset of the engine. */
  readonly epoch: number;
  readonly engine: EngineHealth;
  readonly problem: RunProblem | null;
  /** What the engine had to say about the design, in words. */
  readonly warnings: readonly string[];
  readonly activeActions: readonly ActiveAction[];
  /** Factor of the traffic slider on the rate of all clients. */
  readonly trafficFactor: number;
  /** What one press of "step" goes on by. */
  readonly stepUnit: 'event' | 'request';
  /** 1 dot stands for this many requests. */
  readonly dotStride: number;
  /** Anything happened yet in this run. */
  readonly started: boolean;
}

const INITIAL: RunSlice = {
  state: 'empty',
  stopReason: 'none',
  speed: '1',
  durationS: 0,
  epoch: 0,
  engine: 'starting',
  problem: null,
  warnings: [],
  activeActions: [],
  trafficFactor: 1,
  stepUnit: 'event',
  dotStride: 1,
  started: false,
};

/** State of the run; written by `simulation-client` only. */
export const useRun = create<RunSlice>()(() => INITIAL);

/** Changes the slice, and tells React only when a value really differs. */
export function updateRun(changes: Partial<RunSlice>): void {
  const now = useRun.getState();
  const differs = (Object.keys(changes) as (keyof RunSlice)[]).some((key) => !Object.is(now[key], changes[key]));
  if (differs) useRun.setState(changes);
}
