import { describe, expect, it } from 'vitest';
import { compareRules, ruleKey, takes, type RouteRule } from './route-rules.ts';

function rule(part: Partial<RouteRule> = {}): RouteRule {
  return { pathPrefix: '', method: 'any', header: '', ...part };
}

const request = { path: '/api/items/{key}', method: 'POST', header: 'X-Version: beta' } as const;

describe('a route', () => {
  it.each([
    [{}, true],
    [{ pathPrefix: '/api' }, true],
    [{ pathPrefix: '/web' }, false],
    [{ method: 'POST' }, true],
    [{ method: 'GET' }, false],
    [{ header: 'x-version: beta' }, true],
    [{ header: 'x-version' }, true],
    [{ header: 'x-version:beta' }, true],
    [{ header: 'x-version: Beta' }, false],
    [{ header: 'x-other' }, false],
    [{ pathPrefix: '/api', method: 'POST', header: 'X-VERSION: beta' }, true],
    [{ pathPrefix: '/api', method: 'POST', header: 'x-version: stable' }, false],
  ] as const)('%j takes the request: %s', (part, isTaken) => {
    expect(takes(rule(part), request)).toBe(isTaken);
  });

  it('asks for a header that a request without one does not have', () => {
    expect(takes(rule({ header: 'x-version' }), { ...request, header: '' })).toBe(false);
  });

  it('comes before those that ask for less: path, then method, then header', () => {
    const inOrder = [
      rule({ pathPrefix: '/api/items' }),
      rule({ pathPrefix: '/api', method: 'POST', header: 'x-version: beta' }),
      rule({ pathPrefix: '/api', method: 'POST' }),
      rule({ pathPrefix: '/api', header: 'x-version: beta' }),
      rule({ pathPrefix: '/api', header: 'x-version' }),
      rule({ pathPrefix: '/api' }),
      rule({ method: 'POST' }),
      rule(),
    ];
    expect(inOrder.toReversed().toSorted(compareRules)).toEqual(inOrder);
  });

  it('is the same as one that is written differently', () => {
    expect(ruleKey(rule({ header: 'X-Version:  beta' }))).toBe(ruleKey(rule({ header: 'x-version: beta' })));
    expect(ruleKey(rule({ header: 'x-version' }))).not.toBe(ruleKey(rule({ header: 'x-version: beta' })));
  });
});
