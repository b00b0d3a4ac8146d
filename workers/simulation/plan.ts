import type { ScenarioEntry } from '../../src/model/design.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import type { Faults } from './faults.ts';

/** An entry that has begun and that its plan has not ended. */
interface Begun {
  readonly entry: ScenarioEntry;
  /** Number of its action in force. */
  readonly actionId: number;
  untilS: number | undefined;
}

type ControlAt = (timeNs: number, control: () => void) => void;

function nsOf(seconds: number): number {
  return Math.round(seconds * NS_PER_S);
}

function sameBeginning(a: ScenarioEntry, b: ScenarioEntry): boolean {
  return JSON.stringify([a.atS, a.target, a.action]) === JSON.stringify([b.atS, b.target, b.action]);
}

/**
 * The scenario of the design: what begins and ends by itself. It may be replaced while the run goes on; then the run is from
 * now on as the new list says, and what the new list has in the past does not happen any more.
 */
export class Plan {
  private scenario: readonly ScenarioEntry[] = [];
  /** Grows with each new list: events of an older one find another number and do nothing. */
  private version = 0;
  private readonly begun = new Map<string, Begun>();

  constructor(
    private readonly core: Core,
    private readonly faults: Faults,
    private readonly controlAt: ControlAt,
  ) {}

  /** Follows another list from now on. An entry in force stays while the list has it, with the end it has there. */
  follow(scenario: readonly ScenarioEntry[]): void {
    if (JSON.stringify(scenario) === JSON.stringify(this.scenario)) return;
    this.scenario = scenario;
    this.version += 1;
    const byId = new Map(scenario.map((entry) => [entry.id, entry]));
    for (const begun of this.begun.values()) this.carryOver(begun, byId.get(begun.entry.id));
    for (const entry of scenario) {
      if (nsOf(entry.atS) >= this.core.nowNs && !this.begun.has(entry.id)) this.scheduleBeginning(entry);
    }
  }

  private carryOver(begun: Begun, next: ScenarioEntry | undefined): void {
    if (next === undefined || !sameBeginning(begun.entry, next)) this.end(begun);
    else if (next.untilS !== begun.untilS) {
      begun.untilS = next.untilS;
      this.scheduleEnd(begun);
    }
  }

  private scheduleBeginning(entry: ScenarioEntry): void {
    const { version } = this;
    this.controlAt(nsOf(entry.atS), () => {
      if (version === this.version) this.begin(entry);
    });
  }

  private begin(entry: ScenarioEntry): void {
    const actionId = this.faults.begin(entry.target, entry.action, true);
    const begun: Begun = { entry, actionId, untilS: entry.untilS };
    this.begun.set(entry.id, begun);
    this.scheduleEnd(begun);
  }

  private scheduleEnd(begun: Begun): void {
    const { untilS } = begun;
    if (untilS === undefined) return;
    this.controlAt(nsOf(untilS), () => {
      if (begun.untilS === untilS && this.begun.get(begun.entry.id) === begun) this.end(begun);
    });
  }

  private end(begun: Begun): void {
    this.begun.delete(begun.entry.id);
    this.faults.end(begun.actionId);
  }
}
