/**
 * What HAProxy 2.6.12 (Debian 12, one thread) picked, request by request. Servers are a, b, c, ... in order.
 * Measured on the real program with loopback servers; nothing here was computed by this project.
 */

export type HaproxyTurns = 'haproxy-round-robin' | 'static-rr';

/** One request at a time, each sent after the answer to the one before. */
export const HAPROXY_TURNS: readonly {
  readonly name: string;
  readonly algorithm: HaproxyTurns;
  readonly weights: readonly number[];
  readonly sequence: string;
}[] = [
  {
    name: 'haproxy_roundrobin-1-1-1',
    algorithm: 'haproxy-round-robin',
    weights: [1, 1, 1],
    sequence: 'abcabcabcabcabcabcab',
  },
  {
    name: 'haproxy_roundrobin-3-1',
    algorithm: 'haproxy-round-robin',
    weights: [3, 1],
    sequence: 'aaabaaabaaabaaabaaab',
  },
  {
    name: 'haproxy_roundrobin-9-1',
    algorithm: 'haproxy-round-robin',
    weights: [9, 1],
    sequence: 'aaaaaaaaabaaaaaaaaabaaaaaaaaab',
  },
  {
    name: 'haproxy_roundrobin-4-3-2',
    algorithm: 'haproxy-round-robin',
    weights: [4, 3, 2],
    sequence: 'abacbaabcabacbaabcabacbaabc',
  },
  {
    name: 'haproxy_roundrobin-7-3',
    algorithm: 'haproxy-round-robin',
    weights: [7, 3],
    sequence: 'aaabaabaabaaabaabaabaaabaabaab',
  },
  { name: 'haproxy_static_rr-1-1-1', algorithm: 'static-rr', weights: [1, 1, 1], sequence: 'abcabcabcabcabcabcab' },
  { name: 'haproxy_static_rr-5-1-1', algorithm: 'static-rr', weights: [5, 1, 1], sequence: 'aaabaacaaabaacaaabaac' },
  { name: 'haproxy_static_rr-3-1', algorithm: 'static-rr', weights: [3, 1], sequence: 'aaabaaabaaabaaabaaab' },
  {
    name: 'haproxy_static_rr-9-1',
    algorithm: 'static-rr',
    weights: [9, 1],
    sequence: 'aaaaaaaaabaaaaaaaaabaaaaaaaaab',
  },
  {
    name: 'haproxy_static_rr-4-3-2',
    algorithm: 'static-rr',
    weights: [4, 3, 2],
    sequence: 'ababcaabcababcaabcababcaabc',
  },
  { name: 'haproxy_static_rr-1-2-3', algorithm: 'static-rr', weights: [1, 2, 3], sequence: 'acbcbcacbcbcacbcbcac' },
  {
    name: 'haproxy_static_rr-7-3',
    algorithm: 'static-rr',
    weights: [7, 3],
    sequence: 'aaabaabaabaaabaabaabaaabaabaab',
  },
  { name: 'haproxy_static_rr-1-1-5', algorithm: 'static-rr', weights: [1, 1, 5], sequence: 'accbcccaccbcccaccbccc' },
];

/** `leastconn` with requests held open: `+` opens the next request, a number closes that one. `picks` are the servers of requests 0, 1, ... */
export const HAPROXY_LEAST_CONNECTIONS: readonly {
  readonly name: string;
  readonly weights: readonly number[];
  readonly script: string;
  readonly picks: string;
}[] = [
  {
    name: 'haproxy_leastconn-1-1-1-seq_only',
    weights: [1, 1, 1],
    script: '+ 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8',
    picks: 'abcabcabc',
  },
  { name: 'haproxy_leastconn-1-1-1-open9', weights: [1, 1, 1], script: '+ + + + + + + + +', picks: 'abcabcabc' },
  {
    name: 'haproxy_leastconn-1-1-1-rnd2',
    weights: [1, 1, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'abcabbcbacbacbababbcabacb',
  },
  {
    name: 'haproxy_leastconn-1-1-1-rnd3',
    weights: [1, 1, 1],
    script:
      '+ 0 + 1 + + 2 + + + 6 + + 4 5 + + + + 12 + 13 8 + + + + + 18 + + + 9 + 21 + + 19 + + + 11 + + + + + + 24 + + + + 33 14 37 + 10 17 31',
    picks: 'abcabcabcabcabcabcabcaaabcabcabcabcbacb',
  },
  { name: 'haproxy_leastconn-3-1-1-open9', weights: [3, 1, 1], script: '+ + + + + + + + +', picks: 'abcaaaabc' },
  {
    name: 'haproxy_leastconn-3-1-1-rnd1',
    weights: [3, 1, 1],
    script: '+ 0 + 1 + + + 2 3 + 4 + 5 + 7 6 + + 9 + + + + + + + 12 + + + 18 + 14 16 + + + + + +',
    picks: 'abcabcabcbabaaaacababacaabc',
  },
  {
    name: 'haproxy_leastconn-3-1-1-rnd2',
    weights: [3, 1, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'abcabbcbaaaaabcaabaacbaca',
  },
  {
    name: 'haproxy_leastconn-2-1-seq_only',
    weights: [2, 1],
    script: '+ 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8',
    picks: 'ababababa',
  },
  { name: 'haproxy_leastconn-2-1-open9', weights: [2, 1], script: '+ + + + + + + + +', picks: 'abaabaaba' },
  { name: 'haproxy_leastconn-2-1-hole', weights: [2, 1], script: '+ + + + + + 1 + 0 3 + + +', picks: 'abaababaaa' },
  {
    name: 'haproxy_leastconn-2-1-rnd1',
    weights: [2, 1],
    script: '+ 0 + 1 + + + 2 3 + 4 + 5 + 7 6 + + 9 + + + + + + + 12 + + + 18 + 14 16 + + + + + +',
    picks: 'ababababbaaaabaabaaaababaab',
  },
  {
    name: 'haproxy_leastconn-2-1-rnd2',
    weights: [2, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'ababaaaaabaaaababbaababaa',
  },
  {
    name: 'haproxy_leastconn-2-1-rnd3',
    weights: [2, 1],
    script:
      '+ 0 + 1 + + 2 + + + 6 + + 4 5 + + + + 12 + 13 8 + + + + + 18 + + + 9 + 21 + + 19 + + + 11 + + + + + + 24 + + + + 33 14 37 + 10 17 31',
    picks: 'ababaaaabaaaaababaaabaaaaabaaabaabaaabb',
  },
];

/** `balance source` over a, b, c, d for 127.0.0.1 to 127.0.0.16. */
export const HAPROXY_SOURCE = 'bcdabcdabcdabcda';
