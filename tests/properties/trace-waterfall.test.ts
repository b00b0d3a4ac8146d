import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layerTimes } from '../../src/features/traces/layer-times.ts';
import { roundedParts, segmentsOf, usText } from '../../src/features/traces/trace-layout.ts';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { TRACE_PARTS, type Trace } from '../../src/model/trace.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

function keptTraces(preset: string): Trace[] {
  const text = readFileSync(new URL(`../../presets/${preset}.json`, import.meta.url), 'utf8');
  const read = parseDesignText(text, findSpec);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  const simulation = new Simulation(read.value);
  simulation.run(20e9);
  return simulation.traces().flatMap((summary) => simulation.trace(summary.requestId) ?? []);
}

describe.each(['look-aside-cache', 'retry-storm', 'two-regions', 'dns-failover'])('every trace of %s', (preset) => {
  const traces = keptTraces(preset);

  it('is there in some number', () => {
    expect(traces.length).toBeGreaterThan(3);
  });

  it('has bars without gaps that end where their span ends', () => {
    for (const span of traces.flatMap((trace) => trace.spans)) {
      const segments = segmentsOf(span);
      const ends = [span.startNs, ...segments.map((segment) => segment.toNs)];
      expect(segments.map((segment) => segment.fromNs)).toEqual(ends.slice(0, -1));
      expect(ends.at(-1)).toBe(span.endNs);
    }
  });

  it('has parts that add up to its latency, exactly and as printed', () => {
    for (const trace of traces) {
      expect(TRACE_PARTS.reduce((sum, part) => sum + trace.parts[part], 0)).toBe(trace.latencyNs);
      const { totalUs, parts } = roundedParts(trace);
      expect(parts.reduce((sum, one) => sum + Math.round(Number(usText(one.us)) * 1_000), 0)).toBe(totalUs);
      expect(totalUs).toBe(Math.round(trace.latencyNs / 1_000));
    }
  });

  it('has flights that left and arrived when its spans say', () => {
    for (const trace of traces) {
      for (const span of trace.spans.filter(({ parentId, arrivedNs }) => parentId >= 0 && arrivedNs >= 0)) {
        const own = trace.flights.filter(({ spanId }) => spanId === span.id);
        const there = own.filter(({ toTarget, kind }) => toTarget && (kind === 'request' || kind === 'dns-query'));
        expect(there[0]?.sentNs).toBe(span.sentNs);
        expect(Math.max(...there.map(({ arrivedNs }) => arrivedNs))).toBe(span.arrivedNs);
        const back = own.filter(({ toTarget, kind }) => !toTarget && (kind === 'response' || kind === 'dns-answer'));
        if (span.repliedNs < 0) continue;
        expect(back[0]?.sentNs).toBe(span.repliedNs);
        const arrivedNs = Math.max(...back.map((flight) => flight.arrivedNs));
        if (span.outcome === 'ok') expect(arrivedNs).toBe(span.endNs);
      }
    }
  });

  it('has the time of each hop divided among the layers without a rest', () => {
    for (const trace of traces) {
      for (const span of trace.spans.filter(({ parentId }) => parentId >= 0)) {
        const times = Object.values(layerTimes(span, trace.flights));
        expect(times.every((ns) => ns >= 0)).toBe(true);
        expect(times.reduce((sum, ns) => sum + ns, 0)).toBe(span.endNs - span.startNs);
      }
    }
  });
});
