import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../model/design.ts';
import { NODE, type EndpointState } from '../model/snapshot.ts';
import { addNode, connect, currentDesign, replaceDesign, setLabel, setObjectives } from './document.ts';
import { readNodeFigures } from './figure-rows.ts';
import { RunNews, summaryWords, type RunSight } from './run-news.ts';

/** Figures as the engine might send them. */
let columns: Record<string, Partial<Record<keyof typeof NODE, number>>>;
let replicas: Record<string, readonly EndpointState[]>;
let design: Design;
let news: RunNews;

function rowOf(id: string): Float64Array {
  const row = new Float64Array(NODE.columns);
  for (const [name, value] of Object.entries(columns[id] ?? {})) row[NODE[name as keyof typeof NODE]] = value;
  return row;
}

const sight: RunSight = {
  readNode: (id) =>
    readNodeFigures(
      rowOf(id),
      0,
      (replicas[id] ?? []).map((state, endpoint) => ({ endpoint, state, busyTenths: 0 })),
    ),
  nodeValue: (id, column) => rowOf(id)[column] ?? Number.NaN,
};

const look = (times = 1): readonly string[] =>
  Array.from({ length: times }, () => [...news.look(design, sight).values()])
    .flat()
    .map((text) => text.replaceAll(/\s/g, ' '));

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  setLabel('client-1', 'Users');
  setLabel('service-1', 'API');
  connect('client-1', 'service-1');
  setObjectives([{ metric: 'p95Ms', comparison: '<', value: 150 }]);
  design = currentDesign();
  columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80 } };
  replicas = { 'service-1': ['up', 'up'] };
  news = new RunNews();
});

describe('the news of a run', () => {
  it('is none while all is well', () => {
    expect(look(5)).toEqual([]);
  });

  it('tells replicas that go and come back, once', () => {
    replicas = { 'service-1': ['up', 'crashed'] };
    expect(look(3)).toEqual(['API has 1 of 2 replicas up.']);
    replicas = { 'service-1': ['hung', 'crashed'] };
    expect(look(2)).toEqual(['API is down.']);
    replicas = { 'service-1': ['up', 'up'] };
    expect(look(2)).toEqual(['API is up again.']);
  });

  it('does not call a replica down that is slow or set aside', () => {
    replicas = { 'service-1': ['slow', 'ejected'] };
    expect(look(3)).toEqual([]);
  });

  it('tells what fails and why, when it lasts', () => {
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80, errorRatio: 0.25, topFailure: 3 } };
    expect(look(1)).toEqual([]);
    expect(look(2)).toEqual([expect.stringMatching(/^25 % of the requests of Users fail: .+\.$/)]);
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80 } };
    expect(look(3)).toEqual(['Requests of Users succeed again.']);
  });

  it('tells an objective that is missed for three windows, and met again', () => {
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 210 } };
    expect(look(2)).toEqual([]);
    expect(look(2)).toEqual(['Objective p95 latency < 150 ms of Users is missed, at 210 ms.']);
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80 } };
    expect(look(1)).toEqual([]);
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 210 } };
    expect(look(1)).toEqual([]);
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80 } };
    expect(look(3)).toEqual(['Objective p95 latency < 150 ms of Users is met again.']);
  });

  it('sums up all clients', () => {
    expect(summaryWords(design, sight)?.replaceAll(/\s/g, ' ')).toBe('120 requests per second, p95 80 ms, none fail.');
    columns = { 'client-1': { ratePerSecond: 120, p95Ms: 80, errorRatio: 0.5 } };
    expect(summaryWords(design, sight)?.replaceAll(/\s/g, ' ')).toBe('120 requests per second, p95 80 ms, 50 % fail.');
    columns = {};
    expect(summaryWords(design, sight)).toBeNull();
  });
});
