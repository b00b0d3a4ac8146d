/**
 * What nginx 1.22.1 (Debian 12, one worker process) picked, request by request. Servers are a, b, c, ... in order.
 * Measured on the real program with loopback upstreams; nothing here was computed by this project.
 */

/** One request at a time, each sent after the answer to the one before. */
export const SMOOTH_WEIGHTED: readonly { readonly weights: readonly number[]; readonly sequence: string }[] = [
  { weights: [1, 1, 1, 1], sequence: 'abcdabcdabcdabcdabcd' },
  { weights: [5, 1, 1], sequence: 'aabacaaaabacaaaabacaa' },
  { weights: [9, 1], sequence: 'aaaaabaaaaaaaaabaaaaaaaaabaaaa' },
  { weights: [4, 3, 2], sequence: 'abcabacbaabcabacbaabcabacba' },
  { weights: [2, 1], sequence: 'abaabaabaabaabaabaab' },
  { weights: [1, 2, 3], sequence: 'cbacbccbacbccbacbccb' },
  { weights: [7, 3], sequence: 'abaaabaabaabaaabaabaabaaabaaba' },
  { weights: [1, 1, 5], sequence: 'ccacbccccacbccccacbcc' },
];

/**
 * `least_conn` with requests held open: `+` opens the next request, a number closes that one. `picks` are the servers of requests 0, 1, ...
 */
export const LEAST_CONNECTIONS: readonly {
  readonly name: string;
  readonly weights: readonly number[];
  readonly script: string;
  readonly picks: string;
}[] = [
  {
    name: '1-1-1-seq_only',
    weights: [1, 1, 1],
    script: '+ 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8',
    picks: 'abcabcabc',
  },
  {
    name: '1-1-1-hole',
    weights: [1, 1, 1],
    script: '+ + + + + + 1 + 0 3 + + +',
    picks: 'abccbabacc',
  },
  {
    name: '1-1-1-rnd1',
    weights: [1, 1, 1],
    script: '+ 0 + 1 + + + 2 3 + 4 + 5 + 7 6 + + 9 + + + + + + + 12 + + + 18 + 14 16 + + + + + +',
    picks: 'abcabcbaabcbbcacabbbaacbaab',
  },
  {
    name: '1-1-1-rnd2',
    weights: [1, 1, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'abcbaccaacbaabcacbbabcbac',
  },
  {
    name: '3-1-1-seq_only',
    weights: [3, 1, 1],
    script: '+ 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8',
    picks: 'abacaabac',
  },
  {
    name: '3-1-1-rnd1',
    weights: [3, 1, 1],
    script: '+ 0 + 1 + + + 2 3 + 4 + 5 + 7 6 + + 9 + + + + + + + 12 + + + 18 + 14 16 + + + + + +',
    picks: 'abacbcabacbcaaacbaaaababaca',
  },
  {
    name: '3-1-1-rnd2',
    weights: [3, 1, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'abcabcbcaaacabcaaabacacaa',
  },
  {
    name: '2-1-seq_only',
    weights: [2, 1],
    script: '+ 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8',
    picks: 'abaabaaba',
  },
  {
    name: '2-1-open9',
    weights: [2, 1],
    script: '+ + + + + + + + +',
    picks: 'ababaaaba',
  },
  {
    name: '2-1-hole',
    weights: [2, 1],
    script: '+ + + + + + 1 + 0 3 + + +',
    picks: 'ababaabbaa',
  },
  {
    name: '2-1-rnd1',
    weights: [2, 1],
    script: '+ 0 + 1 + + + 2 3 + 4 + 5 + 7 6 + + 9 + + + + + + + 12 + + + 18 + 14 16 + + + + + +',
    picks: 'abababababbabaaabbaabaabaab',
  },
  {
    name: '2-1-rnd2',
    weights: [2, 1],
    script: '+ + + 0 1 + + 4 2 + 5 + + + + 8 + + + 7 + + + 9 3 10 14 15 + 13 + + + + + 20 19 + + +',
    picks: 'ababaaaababaaababbabaabaa',
  },
  {
    name: '2-1-rnd3',
    weights: [2, 1],
    script:
      '+ 0 + 1 + + 2 + + + 6 + + 4 5 + + + + 12 + 13 8 + + + + + 18 + + + 9 + 21 + + 19 + + + 11 + + + + + + 24 + + + + 33 14 37 + 10 17 31',
    picks: 'ababaaabaaaaaaabaaaabaaabaaaaabaabbabaa',
  },
];

/** `ip_hash`: addresses, and the server each was sent to with two, three and four servers of weight 1. */
export const IP_HASH_ADDRESSES: readonly string[] = [
  '127.0.0.1',
  '127.0.0.2',
  '127.0.0.3',
  '127.0.0.4',
  '127.0.0.5',
  '127.0.0.6',
  '127.0.0.7',
  '127.0.0.8',
  '127.0.0.9',
  '127.0.0.10',
  '127.0.0.11',
  '127.0.0.12',
  '127.0.0.13',
  '127.0.0.14',
  '127.0.0.15',
  '127.0.0.16',
  '127.165.77.102',
  '127.24.37.211',
  '127.48.187.150',
  '127.29.109.10',
  '127.44.222.108',
  '127.35.123.24',
  '127.217.30.212',
  '127.63.114.162',
  '127.31.203.13',
  '127.113.23.143',
  '127.68.148.108',
  '127.73.60.147',
  '127.157.92.27',
  '127.96.190.25',
  '127.32.30.159',
  '127.105.254.175',
  '127.218.160.120',
  '127.232.185.77',
  '127.127.92.179',
  '127.124.41.148',
  '127.153.253.225',
  '127.175.229.74',
  '127.37.60.132',
  '127.214.84.194',
  '127.175.77.239',
  '127.250.215.11',
  '127.39.160.88',
  '127.179.254.149',
  '127.233.35.216',
  '127.47.138.122',
  '127.33.31.188',
  '127.158.228.73',
  '127.197.177.6',
  '127.236.181.44',
  '127.59.252.16',
  '127.111.147.34',
  '127.126.203.101',
  '127.254.41.43',
  '127.229.205.141',
  '127.142.70.210',
  '127.220.142.181',
  '127.212.183.175',
  '127.194.118.39',
  '127.42.90.39',
];

export const IP_HASH: readonly { readonly weights: readonly number[]; readonly servers: string }[] = [
  { weights: [1, 1], servers: 'aaaaaaaaaaaaaaaabaabbbbababaaabbabbbbbaabaaaaabbabaabaababab' },
  { weights: [1, 1, 1], servers: 'ccccccccccccccccbccaccabcaaaabccacbbacaaabccbccacacacabcbcab' },
  { weights: [1, 1, 1, 1], servers: 'aaaaaaaaaaaaaaaabcaddddcdcbcaadbcbbdbdccdcaaacbbcbaadacdcdab' },
];
