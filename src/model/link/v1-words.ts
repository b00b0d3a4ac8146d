/**
 * Names that links of version 1 replace by a code: the place in this list, in base 62. Names in frequent use come first and have
 * one character. FROZEN: never edit, remove or reorder an entry, or links that exist open as something else. New names may be appended,
 * but need not be: a name that is not here is stored as it is.
 */
const WORDS =
  'client service load-balancer database cache cdn dns region zone note type load poisson ratePerSecond constant classes name method POST path ' +
  'share responseBytes keyCount zipfExponent cacheTtlS location access cable users policy ttlS algorithm least-connections replicas slots ' +
  'queueLimit serviceTime meanMs exponential lognormal cv deterministic failureRatio holdSlot capacity readReplicas readTime writeTime ' +
  'connection keep-alive security tls13 timeoutMs maxAttempts backoff jitter weight seed durationS warmupS p99Ms successRatio ' +
  // From here on codes have two characters.
  'spike spikePerSecond startS lengthS ramp fromPerSecond toPerSecond overS wave swingRatio periodS stages closed-loop concurrentUsers ' +
  'thinkTimeMs GET HEAD PUT PATCH DELETE requestBytes local us-east us-west none fibre 4g 3g usersPerIp goodWithinMs cacheNames round-robin ' +
  'weighted geo failover resolvers authoritativeRttMs healthChecks off on healthIntervalS healthThreshold healthTimeoutS layer l7 l4 ip-hash ' +
  'random power-of-two processingMs maxConcurrent retryNext passiveFailures ejectionS panicRatio activeChecks checkIntervalS checkTimeoutMs ' +
  'fall rise pops one few many coalesce erlang phases hyperexponential cv2 pareto shape callOrder sequential parallel failOn any restartS ' +
  'mode look-aside read-through shards splitReads maxConnections replicationLagMs text rttMs jitterMs lossRatio bandwidthMbps warm per-call ' +
  'tls12 idleTimeoutMs connectTimeoutMs retryUnsafe baseMs factor capMs full equal additive decorrelated waitMs retryBudgetRatio ' +
  'probability count when auto always after-miss carries reads writes speed max crash black-hole slow addMs errors ratio latency loss ' +
  'partition traffic flush scale p50Ms p95Ms goodputPerSecond ireland london frankfurt paris new-york tokyo singapore sydney mumbai brazil sao-paulo us-central';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function codeOf(place: number): string {
  const high = Math.floor(place / DIGITS.length);
  return (high === 0 ? '' : (DIGITS[high] ?? '')) + (DIGITS[place % DIGITS.length] ?? '');
}

const WORD_BY_CODE: ReadonlyMap<string, string> = new Map(WORDS.split(' ').map((word, place) => [codeOf(place), word]));
const CODE_BY_WORD: ReadonlyMap<string, string> = new Map([...WORD_BY_CODE].map(([code, word]) => [word, code]));

/** Marks a text that stands for itself. No code begins with it. */
const LITERAL = '.';

/** The code of a name, or the name itself, marked. */
export function encodeWord(word: string): string {
  return CODE_BY_WORD.get(word) ?? LITERAL + word;
}

/** The name behind a code; undefined for a code that does not exist. */
export function decodeWord(code: string): string | undefined {
  return code.startsWith(LITERAL) ? code.slice(LITERAL.length) : WORD_BY_CODE.get(code);
}
