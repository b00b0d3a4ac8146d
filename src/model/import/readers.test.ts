import { describe, expect, it } from 'vitest';
import { importedFrom, IMPORT_TOOLS } from '../../../tests/support/import-tools.ts';
import { compress } from '../link/compression.ts';
import type { Design } from '../design.ts';
import { readAnyText } from './read-any.ts';

function kindsOf({ nodes }: Design): Readonly<Record<string, string>> {
  return Object.fromEntries(nodes.map(({ label, kind }) => [label, kind]));
}

function callsOf({ nodes, edges }: Design): readonly string[] {
  const label = new Map(nodes.map((node) => [node.id, node.label]));
  return edges.map(({ source, target }) => `${label.get(source) ?? ''} > ${label.get(target) ?? ''}`);
}

async function refusal(text: string): Promise<readonly string[]> {
  const read = await readAnyText(text, IMPORT_TOOLS);
  return read.ok ? [] : read.problems.map(({ code }) => code);
}

/** No two cards lie over each other, and what is inside an area stays inside it. */
function expectLaidOut({ nodes }: Design): void {
  for (const a of nodes) {
    for (const b of nodes) {
      if (a === b || a.parent !== b.parent) continue;
      const [aw, bw] = [a.size ?? { width: 200, height: 92 }, b.size ?? { width: 200, height: 92 }];
      const apart =
        a.position.x + aw.width <= b.position.x ||
        b.position.x + bw.width <= a.position.x ||
        a.position.y + aw.height <= b.position.y ||
        b.position.y + bw.height <= a.position.y;
      expect(apart, `${a.id} and ${b.id}`).toBe(true);
    }
    const around = nodes.find(({ id }) => id === a.parent);
    if (around?.size !== undefined) expect(a.position.x + 200).toBeLessThanOrEqual(around.size.width);
  }
}

describe('Mermaid', () => {
  it('gives kinds by words, products and shapes, in all notations of arrows and boxes', async () => {
    const { design, codes } = await importedFrom(`
\`\`\`mermaid
%%{init: {"theme": "dark"}}%%
graph TD;
  U((Mobile users)) -->|HTTPS| LB{{nginx}}
  LB --> A[Orders API] & B["Billing <br/> service"]:::fast;
  A -- reads --> C(Redis)
  A -.-> D[(Orders)]
  B ==>|writes| D
  X@{ shape: cyl, label: "Archive" }
  A --> X
  classDef fast fill:#0f0
  linkStyle 0 stroke:red
  click A "https://example.org"
\`\`\``);
    expect(kindsOf(design)).toEqual({
      'Mobile users': 'client',
      nginx: 'load-balancer',
      'Orders API': 'service',
      'Billing service': 'service',
      Redis: 'cache',
      Orders: 'database',
      Archive: 'database',
    });
    expect(callsOf(design)).toEqual([
      'Mobile users > nginx',
      'nginx > Orders API',
      'nginx > Billing service',
      'Orders API > Redis',
      'Orders API > Orders',
      'Billing service > Orders',
      'Orders API > Archive',
    ]);
    expect(codes).toEqual(['RT454']);
    expectLaidOut(design);
  });

  it('keeps subgraphs, in each other, and leaves out what may not be connected, with the reason', async () => {
    const read = await readAnyText(
      'flowchart LR\nsubgraph eu [Europe region]\n  subgraph az1 [Zone a]\n    s[Shop service]\n  end\n  db[(Shop db)]\nend\nusers --> s --> db\nusers --> db\nmystery --> s\n',
      IMPORT_TOOLS,
    );
    if (!read.ok) throw new Error('refused');
    const { design } = read.value;
    expect(kindsOf(design)).toMatchObject({ 'Europe region': 'region', 'Zone a': 'zone', mystery: 'service' });
    const byLabel = new Map(design.nodes.map((node) => [node.label, node]));
    expect(byLabel.get('Shop service')?.parent).toBe(byLabel.get('Zone a')?.id);
    expect(byLabel.get('Zone a')?.parent).toBe(byLabel.get('Europe region')?.id);
    expect(callsOf(design)).toEqual(['users > Shop service', 'Shop service > Shop db', 'mystery > Shop service']);
    expect(read.notices.map(({ code }) => code).toSorted()).toEqual(['RT451', 'RT452']);
    expect(read.notices.find(({ code }) => code === 'RT452')).toMatchObject({ path: 'line 9' });
    expect(read.value.understood.at(-1)).toEqual({ label: 'Connections', text: '3 of 4' });
    expectLaidOut(design);
  });

  it('quotes lines it does not understand and reads the others', async () => {
    const { design, codes } = await importedFrom(
      'flowchart LR\na[API] --> b[(DB)]\n)( nonsense\nc --> [oops\nb2[API two] --> b\n',
    );
    expect(codes.filter((code) => code === 'RT453')).toHaveLength(2);
    expect(callsOf(design)).toEqual(['API > DB', 'API two > DB']);
  });

  it('names other diagrams, and says when there is nothing', async () => {
    expect(await refusal('sequenceDiagram\n A->>B: hi')).toEqual(['RT402']);
    expect(await refusal('flowchart LR\n%% nothing')).toEqual(['RT403']);
  });

  it('reads the graph when the settings in the comments are no good', async () => {
    const { design, codes } = await importedFrom(
      'flowchart LR\na["API"]:::service --> b[("DB")]:::database\n%% roundtrip node a {"config":{"replicas":"many"},"position":{"x":1,"y":2}}\n%% roundtrip node b {"position":{"x":1,"y":2}}\n',
    );
    expect(callsOf(design)).toEqual(['API > DB']);
    expect(codes).toContain('RT455');
  });
});

const COMPOSE = `# a shop
name: shop
services:
  proxy:
    image: docker.io/library/nginx:1.27
    ports: ["80:80", "443:443"]
    depends_on: [web]
  web:
    build: ./web
    deploy: { replicas: 3 }
    environment:
      DATABASE_URL: postgres://app:secret@db:5432/app
      CACHE_HOST: cache:6379
    depends_on:
      queue: { condition: service_started }
  db:
    image: bitnami/postgresql:16@sha256:abc
  cache:
    image: redis
  queue:
    image: acme/thing
    links: ["db:primary"]
    scale: 2
volumes:
  data: {}
`;

describe('Docker Compose', () => {
  it('gives services, calls, replicas, and a client in front of what is published', async () => {
    const { design, codes } = await importedFrom(COMPOSE);
    expect(design.name).toBe('shop');
    expect(kindsOf(design)).toEqual({
      Users: 'client',
      proxy: 'load-balancer',
      web: 'service',
      db: 'database',
      cache: 'cache',
      queue: 'service',
    });
    expect(callsOf(design).toSorted()).toEqual(
      ['Users > proxy', 'proxy > web', 'web > queue', 'web > db', 'web > cache', 'queue > db'].toSorted(),
    );
    expect(design.nodes.find(({ label }) => label === 'web')?.config).toEqual({ replicas: 3 });
    expect(codes).toContain('RT454');
    expectLaidOut(design);
  });

  it('refuses broken YAML, a bomb of aliases, and a file without services', async () => {
    expect(await refusal('services:\n  a: [1, 2\n  b: }')).toEqual(['RT404']);
    const levels = Array.from(
      { length: 9 },
      (_, i) => `x-${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    expect(
      await refusal(`x-0: &l0 [a]\n${levels.join('\n')}\nservices:\n  a: { image: redis, environment: *l9 }\n`),
    ).toEqual(['RT405']);
    expect(await refusal('services:\n')).toEqual(['RT406']);
  });
});

const box = (id: string, more: object) => ({ id, type: 'rectangle', x: 0, y: 0, width: 100, height: 60, ...more });
const arrow = (id: string, from: string | null, to: string | null) => ({
  id,
  type: 'arrow',
  startBinding: from === null ? null : { elementId: from },
  endBinding: to === null ? null : { elementId: to },
});

describe('Excalidraw', () => {
  it('gives boxes with their text, bound arrows, and notes for loose text', async () => {
    const { design, codes } = await importedFrom(
      JSON.stringify({
        type: 'excalidraw',
        elements: [
          box('a', { x: 0 }),
          box('b', { x: 300 }),
          box('c', { x: 600, type: 'ellipse' }),
          { id: 't1', type: 'text', containerId: 'a', text: 'Web users' },
          { id: 't2', type: 'text', containerId: 'b', text: 'Checkout' },
          { id: 't3', type: 'text', containerId: 'c', text: 'Orders DB' },
          { id: 't4', type: 'text', x: 0, y: 400, width: 90, height: 20, text: 'to be decided' },
          arrow('e1', 'a', 'b'),
          arrow('e2', 'b', 'c'),
          arrow('e3', 'b', null),
          { id: 'f', type: 'freedraw' },
          box('gone', { isDeleted: true }),
        ],
      }),
    );
    expect(kindsOf(design)).toEqual({
      'Web users': 'client',
      Checkout: 'service',
      'Orders DB': 'database',
      Note: 'note',
    });
    expect(callsOf(design)).toEqual(['Web users > Checkout', 'Checkout > Orders DB']);
    expect(design.nodes.at(-1)?.config).toEqual({ text: 'to be decided' });
    expect(codes.toSorted()).toEqual(['RT451', 'RT454', 'RT456']);
    expectLaidOut(design);
  });

  it('says when the list of elements is missing', async () => {
    expect(await refusal('{"type":"excalidraw"}')).toEqual(['RT410']);
  });
});

const MODEL = `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="vpc" value="Region &lt;b&gt;Frankfurt&lt;/b&gt;" style="swimlane" vertex="1" parent="1"><mxGeometry x="200" y="40" width="500" height="300" as="geometry"/></mxCell>
<mxCell id="u" value="Users" style="shape=umlActor" vertex="1" parent="1"><mxGeometry x="0" y="100" width="40" height="60" as="geometry"/></mxCell>
<UserObject id="s" label="Checkout &amp; billing"><mxCell style="rounded=1" vertex="1" parent="vpc"><mxGeometry x="40" y="60" width="120" height="60" as="geometry"/></mxCell></UserObject>
<mxCell id="d" value="" style="shape=mxgraph.aws4.rds" vertex="1" parent="vpc"><mxGeometry x="300" y="60" width="120" height="60" as="geometry"/></mxCell>
<mxCell id="e1" edge="1" parent="1" source="u" target="s"/><mxCell id="e2" edge="1" parent="1" source="s" target="d"/><mxCell id="e3" edge="1" parent="1" source="s"/>
</root></mxGraphModel>`;

async function packed(xml: string): Promise<string> {
  const bytes = await compress(new TextEncoder().encode(encodeURIComponent(xml)));
  return Buffer.from(bytes).toString('base64');
}

describe('draw.io', () => {
  it.each(['plain', 'packed'])('gives shapes, containers and edges of a %s page', async (form) => {
    const inside = form === 'plain' ? MODEL : await packed(MODEL);
    const { design, codes } = await importedFrom(
      `<mxfile><diagram name="Shop">${inside}</diagram><diagram name="Two">${inside}</diagram></mxfile>`,
    );
    expect(design.name).toBe('Shop');
    expect(design.nodes.map(({ label, kind }) => [label, kind])).toEqual([
      ['Region Frankfurt', 'region'],
      ['Users', 'client'],
      ['Checkout & billing', 'service'],
      ['Database', 'database'],
    ]);
    expect(callsOf(design)).toEqual(['Users > Checkout & billing', 'Checkout & billing > Database']);
    expect(design.nodes[2]?.parent).toBe(design.nodes[0]?.id);
    expect(design.nodes[0]?.config).toEqual({ location: 'frankfurt' });
    expect(codes.toSorted()).toEqual(['RT451', 'RT456', 'RT458']);
  });

  it('refuses what is no XML, document types, and damaged pages', async () => {
    expect(await refusal('<mxfile><diagram>')).toEqual(['RT407']);
    expect(await refusal('<mxGraphModel><!DOCTYPE x [<!ENTITY a "b">]><root/></mxGraphModel>')).toEqual(['RT407']);
    expect(await refusal('<mxfile><diagram>AAAA not base64 !</diagram></mxfile>')).toEqual(['RT408']);
    const bomb = await compress(new Uint8Array(64 * 1024 * 1024));
    expect(await refusal(`<mxfile><diagram>${Buffer.from(bomb).toString('base64')}</diagram></mxfile>`)).toEqual([
      'RT408',
    ]);
  });
});

it.each([
  ['%PDF-1.7', 'PDF'],
  ['<svg xmlns="x"/>', 'SVG'],
  ['@startuml\nA -> B', 'PlantUML'],
  ['digraph g { a -> b }', 'Graphviz'],
  ['apiVersion: v1\nkind: Pod', 'Kubernetes'],
  ['{"type":"excalidrawlib"}', 'Excalidraw library'],
])('names %s by its type', async (text, what) => {
  const read = await readAnyText(text, IMPORT_TOOLS);
  expect(read.ok ? '' : read.problems[0]?.message).toContain(what);
});
