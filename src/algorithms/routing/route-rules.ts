import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { RequestClassConfig } from '../../model/request.ts';

/** What an edge asks of a request before it takes it; empty texts and "any" ask nothing. */
export type RouteRule = Pick<EdgeConfig, 'pathPrefix' | 'method' | 'header'>;
type Asked = Pick<RequestClassConfig, 'path' | 'method' | 'header'>;

/**
 * The edge takes this request: path, method and header all fit. Names of headers are compared without regard to case
 * (RFC 9110 section 5.1), values exactly; a rule that is a name alone asks that the header is there.
 */
export function takes(rule: RouteRule, request: Asked): boolean {
  return (
    request.path.startsWith(rule.pathPrefix) &&
    (rule.method === 'any' || rule.method === request.method) &&
    fitsHeader(rule.header, request.header)
  );
}

/**
 * Who comes first of two rules that both take a request (negative: `a`): the longer prefix, then one that names a method, then one that
 * names a header, a value before a mere name. Source: Kubernetes Gateway API, HTTPRoute, precedence of matches.
 */
export function compareRules(a: RouteRule, b: RouteRule): number {
  const byPath = b.pathPrefix.length - a.pathPrefix.length;
  if (byPath !== 0) return byPath;
  const byMethod = Number(b.method !== 'any') - Number(a.method !== 'any');
  return byMethod === 0 ? detailOf(b.header) - detailOf(a.header) : byMethod;
}

/** Equal for edges that ask for the same: they share its requests. */
export function ruleKey({ pathPrefix, method, header }: RouteRule): string {
  const { name, value } = headerOf(header);
  return JSON.stringify([pathPrefix, method, name, value]);
}

function fitsHeader(asked: string, sent: string): boolean {
  const rule = headerOf(asked);
  if (rule.name === '') return true;
  const header = headerOf(sent);
  return header.name === rule.name && (rule.value === '' || rule.value === header.value);
}

function detailOf(text: string): number {
  const { name, value } = headerOf(text);
  return Number(name !== '') + Number(value !== '');
}

/** "Name: value" in its two parts, the name in small letters. */
function headerOf(text: string): { readonly name: string; readonly value: string } {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  return { name: name.trim().toLowerCase(), value: colon < 0 ? '' : text.slice(colon + 1).trim() };
}
