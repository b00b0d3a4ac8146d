/** What nginx 1.22.1 did with one request every 50 ms while a server failed for some seconds (measured, one worker, loopback). */
export interface NginxOutage {
  readonly name: string;
  /** `refuse`: the process is gone; `hang`: it accepts and never answers; `busy`: it answers 503. */
  readonly fault: 'refuse' | 'hang' | 'busy';
  readonly servers: string;
  readonly failing: string;
  readonly backups?: string;
  readonly maxFails: number;
  readonly failTimeoutS: number;
  /** Other servers tried: `proxy_next_upstream off` is 0; nginx has no limit by default. */
  readonly retryNext: number;
  readonly retryOn: 'error' | '503';
  readonly failAtS: number;
  readonly recoverAtS: number;
  /** Where in a second of the wall clock the run began: nginx compares whole seconds. */
  readonly startS: number;
  /** Requests, by number, that the measuring client sent this much after their time: the log shows them behind others. */
  readonly lateS?: Readonly<Record<number, number>>;
  /** Servers tried for each request, in order; "!" when the client got an error, "-" when nobody was left to try. */
  readonly attempts: string;
}

export const NGINX_OUTAGES: readonly NginxOutage[] = [
  {
    name: 'refused-mf3_ft2_next_off',
    fault: 'refuse',
    servers: 'abc',
    failing: 'b',
    maxFails: 3,
    failTimeoutS: 2,
    retryNext: 0,
    retryOn: 'error',
    failAtS: 1.022,
    recoverAtS: 6.024,
    startS: 0.86,
    lateS: { 47: 0.055 },
    attempts:
      'a b c a b c a b c a b c a b c a b c a b c a b! c a b! c a b! c c a c a c a c a c a c a c a c a c c a a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c b! a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a',
  },
  {
    name: 'refused-mf0_next_off',
    fault: 'refuse',
    servers: 'abc',
    failing: 'b',
    maxFails: 0,
    failTimeoutS: 2,
    retryNext: 0,
    retryOn: 'error',
    failAtS: 1.022,
    recoverAtS: 6.024,
    startS: 0,
    attempts:
      'a b c a b c a b c a b c a b c a b c a b c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a',
  },
  {
    name: 'refused-mf1_ft2_backup_f',
    fault: 'refuse',
    servers: 'bf',
    failing: 'b',
    backups: 'f',
    maxFails: 1,
    failTimeoutS: 2,
    retryNext: 9,
    retryOn: 'error',
    failAtS: 1.022,
    recoverAtS: 6.024,
    startS: 0.86,
    attempts:
      'b b b b b b b b b b b b b b b b b b b b b bf f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f bf f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f f b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b',
  },
  {
    name: 'refused-single_server',
    fault: 'refuse',
    servers: 'b',
    failing: 'b',
    maxFails: 1,
    failTimeoutS: 10,
    retryNext: 9,
    retryOn: 'error',
    failAtS: 1.022,
    recoverAtS: 6.024,
    startS: 0,
    attempts:
      'b b b b b b b b b b b b b b b b b b b b b b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b! b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b',
  },
  {
    name: 'hang_default_next_rt500',
    fault: 'hang',
    servers: 'abc',
    failing: 'b',
    maxFails: 1,
    failTimeoutS: 2,
    retryNext: 9,
    retryOn: 'error',
    failAtS: 1.023,
    recoverAtS: 6.023,
    startS: 0.01,
    lateS: { 38: 0.003 },
    attempts:
      'a b c a b c a b c a b c a b c a b c a b c a ba c a ba c a bc c a ba c c a c c a a c a c c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a ba c c a c a c a c a c c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a',
  },
  {
    name: 'http500_default',
    fault: 'busy',
    servers: 'abc',
    failing: 'b',
    maxFails: 1,
    failTimeoutS: 2,
    retryNext: 9,
    retryOn: 'error',
    failAtS: 1.021,
    recoverAtS: 6.021,
    startS: 0,
    attempts:
      'a b c a b c a b c a b c a b c a b c a b c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b! c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a',
  },
  {
    name: 'http503_next503',
    fault: 'busy',
    servers: 'abc',
    failing: 'b',
    maxFails: 1,
    failTimeoutS: 2,
    retryNext: 9,
    retryOn: '503',
    failAtS: 1.021,
    recoverAtS: 6.021,
    startS: 0.11,
    attempts:
      'a b c a b c a b c a b c a b c a b c a b c a bc c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a bc a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b c a b',
  },
  {
    name: 'all_down_ft3',
    fault: 'refuse',
    servers: 'ab',
    failing: 'ab',
    maxFails: 1,
    failTimeoutS: 3,
    retryNext: 9,
    retryOn: 'error',
    failAtS: 1.027,
    recoverAtS: 2.022,
    startS: 0.21,
    attempts:
      'a b a b a b a b a b a b a b a b a b a b a ba! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! -! a a b a b a b a b a b a b a b a b a b a b a b a',
  },
];
