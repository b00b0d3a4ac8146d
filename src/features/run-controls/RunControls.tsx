import type { Speed } from '../../model/run-spec.ts';
import { RUN_FIELDS } from '../../model/run-spec.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { updateRun, useRun } from '../../state/run.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { RunStateText } from './RunStateText.tsx';
import { SimulatedTime } from './SimulatedTime.tsx';
import { TrafficSlider } from './TrafficSlider.tsx';

const STEP_UNITS = [
  { value: 'event', label: 'by event' },
  { value: 'request', label: 'by request' },
] as const;

/** The transport in the middle of the top bar. */
export function RunControls() {
  const state = useRun((run) => run.state);
  const speed = useRun((run) => run.speed);
  const stepUnit = useRun((run) => run.stepUnit);
  const started = useRun((run) => run.started);
  const running = state === 'running';
  const canStep = state === 'paused' || running;
  return (
    <div role="group" aria-label="Run" className="flex items-center gap-1">
      <IconButton
        icon="rotate-ccw"
        label="Restart"
        keys={['Shift', 'R']}
        disabled={!started}
        onClick={() => void simulation.restart()}
      />
      <IconButton
        icon="step-back"
        label="Step back"
        keys={[',']}
        disabled={!started}
        onClick={() => void simulation.stepBack()}
      />
      <IconButton
        icon={running ? 'pause' : 'play'}
        label={running ? 'Pause' : 'Play'}
        keys={['P']}
        onClick={() => void simulation.toggle()}
        className="bg-accent-strong text-on-accent! hover:bg-accent-strong! hover:brightness-110"
      />
      <IconButton
        icon="step-forward"
        label={`Step ${stepUnit === 'event' ? 'to the next event' : 'until a request ends'}`}
        keys={['.']}
        disabled={!canStep}
        onClick={() => void simulation.step()}
      />
      <Select
        aria-label="Step"
        value={stepUnit}
        options={STEP_UNITS}
        onChange={(value) => updateRun({ stepUnit: value as 'event' | 'request' })}
        className="w-[92px] max-[1280px]:hidden"
      />
      <Select
        aria-label="Speed"
        value={speed}
        options={RUN_FIELDS.speed.options}
        onChange={(value) => void simulation.setSpeed(value as Speed)}
        className="w-[118px] max-[360px]:w-20"
      />
      <SimulatedTime />
      <span className="max-[1100px]:hidden">
        <TrafficSlider />
      </span>
      <span className="max-[1180px]:hidden">
        <RunStateText />
      </span>
    </div>
  );
}
