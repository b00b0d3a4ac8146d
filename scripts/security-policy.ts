/**
 * The one place that words the security policy of the page.
 *
 * vite.config.ts sends it as headers with `vite preview`, writes it to `_headers` for static hosts, and puts what a
 * `<meta>` element can carry into the built index.html for hosts that send no headers at all.
 */

/** Name of the only Trusted Types policy; the simulation client creates it to name the worker's URL. */
export const TRUSTED_TYPES_POLICY = 'roundtrip';

const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': TRUSTED_TYPES_POLICY,
};

/** Browsers ignore these in a `<meta>` element and print an error for each one found there. */
const headerOnly: ReadonlySet<string> = new Set(['frame-ancestors']);

/** Features a page could ask for and this one never does. */
const refusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

function policyText(names: readonly string[]): string {
  return names.map((name) => `${name} ${directives[name]}`).join('; ');
}

/** Content-Security-Policy as sent in a header. */
export const contentSecurityPolicy: string = policyText(Object.keys(directives));

/** The part of the policy that a `<meta http-equiv>` element may carry. */
export const metaContentSecurityPolicy: string = policyText(
  Object.keys(directives).filter((name) => !headerOnly.has(name)),
);

/** The policy of the page for embedding: the same, but anybody may frame it. It stores nothing and edits nothing. */
export const embedContentSecurityPolicy: string = contentSecurityPolicy.replace(
  "frame-ancestors 'none'",
  'frame-ancestors *',
);

/** Headers for every file, the worker's script too: a worker is not covered by the policy of its page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
};

const embedHeaders = { ...securityHeaders, 'Content-Security-Policy': embedContentSecurityPolicy };

/**
 * Headers for one request.
 * @param url path and query, as in a request line
 */
export function headersFor(url: string): Readonly<Record<string, string>> {
  const { pathname, searchParams } = new URL(url, 'http://page.invalid');
  const isEmbed = pathname.endsWith('/embed.html') || searchParams.get('embed') === '1';
  return isEmbed ? embedHeaders : securityHeaders;
}

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return `${path}\n${lines.join('\n')}\n`;
}

/**
 * The same headers in the `_headers` format that static hosts read. Hosts differ in what they do when two rules fit a path:
 * some let the later one win, some send both headers, and then a browser enforces both policies. So the rule for everything
 * is the one that may be framed, and the pages that may not add the strict policy whole: right either way.
 */
export function headersFile(): string {
  const strict = { 'Content-Security-Policy': contentSecurityPolicy, 'X-Frame-Options': 'DENY' };
  return [rule('/*', embedHeaders), rule('/', strict), rule('/index.html', strict)].join('\n');
}
