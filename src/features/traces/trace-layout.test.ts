import { describe, expect, it } from 'vitest';
import { TRACE_PARTS, type Span, type Trace, type TracePart } from '../../model/trace.ts';
import { roundedParts, segmentsOf, shareOf, usText } from './trace-layout.ts';

const SPAN: Span = {
  id: 1,
  parentId: 0,
  nodeId: 'api',
  edgeId: 'e',
  endpoint: 0,
  attempt: 2,
  operation: 'request',
  startNs: 1_000,
  encodeNs: 0,
  decodeNs: 0,
  backoffNs: 200,
  connectNs: 300,
  tlsNs: 100,
  sentNs: 1_600,
  arrivedNs: 1_700,
  queueNs: 250,
  poolNs: 100,
  transferNs: 40,
  repliedNs: 2_500,
  endNs: 2_600,
  outcome: 'ok',
  note: 'none',
};

describe('a span of the waterfall', () => {
  it('is cut into its parts in order', () => {
    expect(segmentsOf(SPAN).map(({ part, fromNs, toNs }) => [part, toNs - fromNs])).toEqual([
      ['backoff', 200],
      ['pool', 100],
      ['connect', 200],
      ['tls', 100],
      ['network', 100],
      ['queue', 250],
      ['service', 550],
      ['network', 60],
      ['transfer', 40],
    ]);
  });

  it('is all network when it never arrived', () => {
    const lost = { ...SPAN, arrivedNs: -1, repliedNs: -1, queueNs: 0, transferNs: 0 };
    expect(segmentsOf(lost).at(-1)).toEqual({ part: 'network', fromNs: 1_600, toNs: 2_600 });
  });
});

describe('the parts of a trace', () => {
  it('give the missing microseconds to the largest remainders', () => {
    const parts = Object.fromEntries(TRACE_PARTS.map((part) => [part, 0])) as Record<TracePart, number>;
    const trace = {
      latencyNs: 3_000,
      parts: { ...parts, network: 1_400, queue: 900, service: 700 },
    } as unknown as Trace;
    expect(usText(roundedParts(trace).totalUs)).toBe('0.003');
    expect(roundedParts(trace)).toEqual({
      totalUs: 3,
      parts: [
        { part: 'network', us: 1 },
        { part: 'queue', us: 1 },
        { part: 'service', us: 1 },
      ],
    });
  });
});

describe('the axis of a trace', () => {
  it('runs from the start of the request to its end and clips what is outside', () => {
    const trace = { startNs: 100, latencyNs: 200 } as unknown as Trace;
    expect([50, 100, 200, 300, 400].map((time) => shareOf(trace, time))).toEqual([0, 0, 0.5, 1, 1]);
  });
});
