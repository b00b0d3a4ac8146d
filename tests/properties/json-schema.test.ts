import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import { designJsonSchema } from '../../src/model/document/json-schema.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';
import { checkSchema } from '../support/check-schema.ts';

const SCHEMA = designJsonSchema(Object.values(SPECS));

describe('the JSON Schema', () => {
  it('accepts every document that the program writes', () => {
    fc.assert(
      fc.property(arbitraryDesign(), (design) => {
        expect(checkSchema(SCHEMA, JSON.parse(writeDesign(design, findSpec)))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses or accepts a changed number as the reader does: without a problem or a notice', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -5, max: 200_000 }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('replicas', 'slots', 'queueLimit', 'failureRatio', 'restartS'),
        numbers,
        (name, value) => {
          const document = {
            version: 1,
            nodes: [{ id: 'a', kind: 'service', position: { x: 0, y: 0 }, config: { [name]: value } }],
          };
          const read = readDesign(document, findSpec);
          expect(checkSchema(SCHEMA, document).length === 0).toBe(read.ok && read.notices.length === 0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an unknown kind', { id: 'a', kind: 'blockchain', position: { x: 0, y: 0 } }],
    ['an unknown parameter', { id: 'a', kind: 'service', position: { x: 0, y: 0 }, config: { turbo: 1 } }],
    ['an unknown choice', { id: 'a', kind: 'service', position: { x: 0, y: 0 }, config: { callOrder: 'both' } }],
    ['a bad id', { id: 'a b', kind: 'service', position: { x: 0, y: 0 } }],
    ['no position', { id: 'a', kind: 'service' }],
    [
      'a parameter of another variant',
      { id: 'a', kind: 'service', position: { x: 0, y: 0 }, config: { serviceTime: { type: 'exponential', cv: 2 } } },
    ],
  ])('refuses %s', (_, node) => {
    expect(checkSchema(SCHEMA, { version: 1, nodes: [node] })).not.toEqual([]);
  });

  it('gives every parameter a description, a default and, where it has one, a unit', () => {
    const service = (
      SCHEMA['$defs'] as Record<string, { properties: { config: { properties: Record<string, unknown> } } }>
    )['service']!;
    expect(service.properties.config.properties['restartS']).toEqual({
      description:
        'Start-up time. From the end of a crash, or the decision to add a replica, until it accepts requests. In s.',
      type: 'number',
      minimum: 0,
      maximum: 3_600,
      'x-unit': 's',
      default: 2,
    });
  });
});
