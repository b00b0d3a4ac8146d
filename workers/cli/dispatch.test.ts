import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { Trace } from '../../src/model/trace.ts';
import type { CommandIo } from './command.ts';
import { dispatch } from './dispatch.ts';
import { PRESET_NAMES } from './presets.ts';

interface Outcome {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly written: ReadonlyMap<string, string>;
}

/** Runs a command line on files and an input that exist only here. */
async function roundtrip(
  argv: readonly string[],
  { files = {}, input = '' }: { files?: Record<string, string>; input?: string } = {},
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  let nowMs = 0;
  const io: CommandIo = {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    readInput: async (maxBytes) => input.slice(0, maxBytes),
    readFile: async (path, maxBytes) => files[path]?.slice(0, maxBytes) ?? null,
    writeFile: async (path, text) => {
      written.set(path, text);
    },
    nowMs: () => (nowMs += 1_500),
  };
  return { exit: await dispatch(argv, io), out: out.join('\n'), err: err.join('\n'), written };
}

function smallDesign(parts: Record<string, unknown> = {}): string {
  return JSON.stringify({
    version: 1,
    name: 'Small',
    nodes: [
      { id: 'users', kind: 'client', label: 'Users', position: { x: 0, y: 0 } },
      { id: 'api', kind: 'service', label: 'API', position: { x: 300, y: 0 } },
    ],
    edges: [{ id: 'users-api', source: 'users', target: 'api' }],
    run: { durationS: 20, warmupS: 1 },
    ...parts,
  });
}

describe('run', () => {
  it('prints the report as JSON: balanced, with the digest and the time it took', async () => {
    const { exit, out, err } = await roundtrip(['run', '-', '--json'], { input: smallDesign() });
    const report = JSON.parse(out) as Report;
    expect(exit).toBe(0);
    expect(err).toBe('');
    expect(report.totals.issued).toBeGreaterThan(500);
    expect(report.totals.succeeded + report.totals.failed + report.totals.inFlight).toBe(report.totals.issued);
    expect(report.simulatedSeconds).toBe(20);
    expect(report.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(report.wallSeconds).toBe(1.5);
  });

  it('gives the same digest for the same seed and another for another', async () => {
    const digestOf = async (...options: string[]): Promise<string> => {
      const { out } = await roundtrip(['run', 'small.json', '--json', ...options], {
        files: { 'small.json': smallDesign() },
      });
      return (JSON.parse(out) as Report).digest;
    };
    const [first, again, other] = [
      await digestOf('--seed', '5'),
      await digestOf('--seed=5'),
      await digestOf('--seed', '6'),
    ];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('prints one traced request: its parts, its waterfall, its ladder', async () => {
    const edges = [
      {
        id: 'users-api',
        source: 'users',
        target: 'api',
        config: { connection: 'per-call', security: 'tls13', rttMs: 40 },
      },
    ];
    const { exit, out } = await roundtrip(['run', '-', '--trace', 'slowest'], { input: smallDesign({ edges }) });
    expect(exit).toBe(0);
    expect(out).toMatch(/^Request \d+ \(read\) of Users at [\d.]+ s: ok$/m);
    const [latency, ...parts] = (/^ {2}([\d.]+) ms = (.+)$/m.exec(out) ?? [])
      .slice(1)
      .flatMap((side) => side.split(' + '));
    const sum = parts.reduce((total, part) => total + Number(part.split(' ').at(-1)), 0);
    expect(Math.abs(sum - Number(latency))).toBeLessThan(0.005);
    expect(out).toMatch(/^ {4}API +\.{5,}=+ /m);
    const flights = out.split('\n').filter((line) => line.includes('-->'));
    expect(flights.map((line) => line.replace(/ {2,}/g, '|').split('|')[6])).toEqual([
      'syn',
      'syn-ack',
      'tls-client',
      'tls-server',
      'request',
      'response',
    ]);
    expect(flights[1]).toMatch(/^ +20\.000 +40\.000 +API +--> +Users /);
  });

  it('prints a traced request as JSON, says when there is none, and knows no other word', async () => {
    const input = smallDesign();
    const one = await roundtrip(['run', '-', '--trace', 'ordinary', '--json'], { input });
    const trace = JSON.parse(one.out) as Trace;
    expect(trace.spans.length).toBe(2);
    const same = await roundtrip(['run', '-', '--trace', String(trace.requestId), '--json'], { input });
    expect(same.out).toBe(one.out);
    const failed = await roundtrip(['run', '-', '--trace', 'failed'], { input });
    expect(failed.out).toBe('No request was traced that is failed.');
    const wrong = await roundtrip(['run', '-', '--trace', 'fastest'], { input });
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('slowest, failed, ordinary');
  });

  it('simulates as long as it is told', async () => {
    const { out } = await roundtrip(['run', '-', '--json', '--seconds', '7.5'], { input: smallDesign() });
    expect((JSON.parse(out) as Report).simulatedSeconds).toBe(7.5);
  });

  it.each([
    ['met', 60_000, 0],
    ['not met', 0.001, 1],
  ])('exits by its objectives: %s', async (_, value, exit) => {
    const input = smallDesign({ objectives: [{ metric: 'p99Ms', comparison: '<', value }] });
    expect((await roundtrip(['run', '-'], { input })).exit).toBe(exit);
  });

  it('prints tables of clients, nodes, edges and objectives', async () => {
    const { out } = await roundtrip(['run', '-'], {
      input: smallDesign({ objectives: [{ metric: 'p99Ms', comparison: '<', value: 60_000 }] }),
    });
    expect(out).toMatch(/^Small\n {2}20 s simulated in 1\.50 s, \d+ events, seed 1, digest [0-9a-f]{16}\n/);
    expect(out).toMatch(/Users \(users\) +\d+ +0 /);
    expect(out).toMatch(/API \(api\) +\d+/);
    expect(out).toMatch(/users-api +\d+/);
    expect(out).toMatch(/p99 latency < 60 s +all clients .* met$/m);
    expect(out).not.toContain('\u00A0');
  });

  it.each([
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--seed', 'lucky'],
    ['--seconds', '0'],
    ['--seconds', '1e9'],
    ['--seconds', ''],
  ])('refuses %s "%s" by name', async (option, value) => {
    const { exit, err } = await roundtrip(['run', '-', `${option}=${value}`], { input: smallDesign() });
    expect(exit).toBe(2);
    expect(err).toContain(`${option} must be a`);
    expect(err).not.toMatch(/\n +at /);
  });
});

describe('bad input', () => {
  it('exits with 2 and says path and reason, without a stack', async () => {
    const { exit, out, err } = await roundtrip(['run', 'bad.json'], {
      files: { 'bad.json': smallDesign({ run: { seed: 'x' } }) },
    });
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(err).toBe('RT117 at run.seed: Seed must be a number, but is "x".');
  });

  it('says what presets there are when there is no such file', async () => {
    const { exit, err } = await roundtrip(['run', 'no-such-thing']);
    expect(exit).toBe(2);
    expect(err).toContain('RT301');
    for (const name of PRESET_NAMES) expect(err).toContain(name);
  });

  it('prints no control characters of a label or of the command line', async () => {
    const input = smallDesign({ nodes: [{ id: 'a\u001B[2J', kind: 'x\u009B2J', label: '\u001B]0;pwned\u0007' }] });
    const checked = await roundtrip(['validate', '-'], { input });
    const unknown = await roundtrip(['\u001B[31mrun']);
    for (const { exit, out, err } of [checked, unknown]) {
      expect(exit).toBe(2);
      // eslint-disable-next-line no-control-regex -- these must not be there
      expect(out + err).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
    }
  });

  it('names too few and too many arguments, unknown options and commands', async () => {
    for (const argv of [['run'], ['run', 'a', 'b'], ['run', '-', '--turbo'], ['fly'], [], ['link', 'sideways', '-']]) {
      const { exit, err } = await roundtrip(argv);
      expect(exit).toBe(2);
      expect(err).toContain('Usage: roundtrip');
    }
  });
});

describe('validate', () => {
  it('says that a design is valid and what was repaired', async () => {
    const { exit, out, err } = await roundtrip(['validate', '-'], { input: smallDesign({ run: { durationS: '20' } }) });
    expect(exit).toBe(0);
    expect(out).toBe('"Small" is valid: 2 nodes, 1 edge.');
    expect(err).toContain('note: RT152 at run.durationS');
  });

  it('gives problems as JSON', async () => {
    const { exit, out } = await roundtrip(['validate', '-', '--json'], { input: '{"nodes": [' });
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ valid: false, problems: [{ code: 'RT103' }] });
  });

  it.each(PRESET_NAMES)('the preset %s is valid without a note', async (name) => {
    expect(await roundtrip(['validate', name])).toMatchObject({ exit: 0, err: '' });
  });
});

describe('link', () => {
  it('goes there and back, as a fragment, a whole address or from standard input', async () => {
    const { out: link } = await roundtrip(['link', 'encode', '-', '--base', 'https://example.org/rt/#old'], {
      input: smallDesign(),
    });
    expect(link).toMatch(/^https:\/\/example\.org\/rt\/#v1\.[A-Za-z0-9_-]+$/);
    const { out: file } = await roundtrip(['link', 'decode', link]);
    for (const name of [link, link.slice(link.indexOf('#')), link.slice(link.indexOf('#') + 1)]) {
      expect((await roundtrip(['link', name])).out).toBe(file);
    }
    expect((await roundtrip(['link', 'decode', '-'], { input: `${link}\n` })).out).toBe(file);
    expect((await roundtrip(['link', '-', '--base', 'https://example.org/rt/'], { input: file })).out).toBe(link);
  });

  it('says how long it is and what that means', async () => {
    const { err } = await roundtrip(['link', '-'], { input: smallDesign() });
    expect(err).toMatch(/^\d+ characters\. Short enough for everywhere/);
  });

  it('says that a link is incomplete', async () => {
    const { out: link } = await roundtrip(['link', '-'], { input: smallDesign() });
    const { exit, err } = await roundtrip(['run', link.slice(0, -20)]);
    expect(exit).toBe(2);
    expect(err).toContain('RT205');
  });
});

describe('schema', () => {
  it('is printed, or written where it is told', async () => {
    const { out } = await roundtrip(['schema']);
    expect(JSON.parse(out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    const { written } = await roundtrip(['schema', '--out', 'x.json']);
    expect(written.get('x.json')).toBe(`${out}\n`);
  });
});

it('--help says something for every command', async () => {
  const { out } = await roundtrip(['--help']);
  for (const name of ['run', 'validate', 'link', 'schema']) {
    expect(out).toContain(`  ${name} `);
    expect((await roundtrip([name, '--help'])).out).toContain(`Usage: roundtrip ${name}`);
  }
});
