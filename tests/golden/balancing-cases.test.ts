import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * Every measured or computed case about balancing, health, retries, draining and stickiness, by file and with what must stand there:
 * the name or the figures of its test, or the words of the model card that name where we differ. Cases about caching proxies
 * (`nginxcache-...`) are with the CDN.
 */
const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'src/algorithms/load-balancing/nginx-sequences.fixture.ts': {
    'lb-nginx_smooth_wrr-1-1-1-1': 'weights: [1, 1, 1, 1], sequence',
    'lb-nginx_smooth_wrr-5-1-1': 'weights: [5, 1, 1], sequence',
    'lb-nginx_smooth_wrr-9-1': 'weights: [9, 1], sequence',
    'lb-nginx_smooth_wrr-4-3-2': 'weights: [4, 3, 2], sequence',
    'lb-nginx_smooth_wrr-2-1': 'weights: [2, 1], sequence',
    'lb-nginx_smooth_wrr-1-2-3': 'weights: [1, 2, 3], sequence',
    'lb-nginx_smooth_wrr-7-3': 'weights: [7, 3], sequence',
    'lb-nginx_smooth_wrr-1-1-5': 'weights: [1, 1, 5], sequence',
    'lb-nginx_least_conn-1-1-1-seq_only': "name: '1-1-1-seq_only'",
    'lb-nginx_least_conn-1-1-1-hole': "name: '1-1-1-hole'",
    'lb-nginx_least_conn-1-1-1-rnd1': "name: '1-1-1-rnd1'",
    'lb-nginx_least_conn-1-1-1-rnd2': "name: '1-1-1-rnd2'",
    'lb-nginx_least_conn-3-1-1-seq_only': "name: '3-1-1-seq_only'",
    'lb-nginx_least_conn-3-1-1-rnd1': "name: '3-1-1-rnd1'",
    'lb-nginx_least_conn-3-1-1-rnd2': "name: '3-1-1-rnd2'",
    'lb-nginx_least_conn-2-1-seq_only': "name: '2-1-seq_only'",
    'lb-nginx_least_conn-2-1-open9': "name: '2-1-open9'",
    'lb-nginx_least_conn-2-1-hole': "name: '2-1-hole'",
    'lb-nginx_least_conn-2-1-rnd1': "name: '2-1-rnd1'",
    'lb-nginx_least_conn-2-1-rnd2': "name: '2-1-rnd2'",
    'lb-nginx_least_conn-2-1-rnd3': "name: '2-1-rnd3'",
    'lb-nginx-iphash-1-1': 'weights: [1, 1], servers',
    'lb-nginx-iphash-1-1-1': 'weights: [1, 1, 1], servers',
    'lb-nginx-iphash-1-1-1-1': 'weights: [1, 1, 1, 1], servers',
  },
  'src/algorithms/load-balancing/haproxy-sequences.fixture.ts': {
    'lb-haproxy_roundrobin-1-1-1': "name: 'haproxy_roundrobin-1-1-1'",
    'lb-haproxy_roundrobin-3-1': "name: 'haproxy_roundrobin-3-1'",
    'lb-haproxy_roundrobin-9-1': "name: 'haproxy_roundrobin-9-1'",
    'lb-haproxy_roundrobin-4-3-2': "name: 'haproxy_roundrobin-4-3-2'",
    'lb-haproxy_roundrobin-7-3': "name: 'haproxy_roundrobin-7-3'",
    'lb-haproxy_static_rr-1-1-1': "name: 'haproxy_static_rr-1-1-1'",
    'lb-haproxy_static_rr-5-1-1': "name: 'haproxy_static_rr-5-1-1'",
    'lb-haproxy_static_rr-3-1': "name: 'haproxy_static_rr-3-1'",
    'lb-haproxy_static_rr-9-1': "name: 'haproxy_static_rr-9-1'",
    'lb-haproxy_static_rr-4-3-2': "name: 'haproxy_static_rr-4-3-2'",
    'lb-haproxy_static_rr-1-2-3': "name: 'haproxy_static_rr-1-2-3'",
    'lb-haproxy_static_rr-7-3': "name: 'haproxy_static_rr-7-3'",
    'lb-haproxy_static_rr-1-1-5': "name: 'haproxy_static_rr-1-1-5'",
    'lb-haproxy_leastconn-1-1-1-seq_only': "name: 'haproxy_leastconn-1-1-1-seq_only'",
    'lb-haproxy_leastconn-1-1-1-open9': "name: 'haproxy_leastconn-1-1-1-open9'",
    'lb-haproxy_leastconn-1-1-1-rnd2': "name: 'haproxy_leastconn-1-1-1-rnd2'",
    'lb-haproxy_leastconn-1-1-1-rnd3': "name: 'haproxy_leastconn-1-1-1-rnd3'",
    'lb-haproxy_leastconn-3-1-1-open9': "name: 'haproxy_leastconn-3-1-1-open9'",
    'lb-haproxy_leastconn-3-1-1-rnd1': "name: 'haproxy_leastconn-3-1-1-rnd1'",
    'lb-haproxy_leastconn-3-1-1-rnd2': "name: 'haproxy_leastconn-3-1-1-rnd2'",
    'lb-haproxy_leastconn-2-1-seq_only': "name: 'haproxy_leastconn-2-1-seq_only'",
    'lb-haproxy_leastconn-2-1-open9': "name: 'haproxy_leastconn-2-1-open9'",
    'lb-haproxy_leastconn-2-1-hole': "name: 'haproxy_leastconn-2-1-hole'",
    'lb-haproxy_leastconn-2-1-rnd1': "name: 'haproxy_leastconn-2-1-rnd1'",
    'lb-haproxy_leastconn-2-1-rnd2': "name: 'haproxy_leastconn-2-1-rnd2'",
    'lb-haproxy_leastconn-2-1-rnd3': "name: 'haproxy_leastconn-2-1-rnd3'",
  },
  'src/algorithms/load-balancing/ip-hash.test.ts': {
    'lb-nginx-iphash-remap': '0.747, 0.783 and 0.242',
  },
  'src/algorithms/load-balancing/hashing-rules.test.ts': {
    'lb-hash-nginx_mod-abcd-abd': "before: 'abcd', after: 'abd'",
    'lb-hash-nginx_mod-abc-ab': "before: 'abc', after: 'ab'",
    'lb-hash-nginx_ketama-abcd-abd': "before: 'abcd', after: 'abd'",
    'lb-hash-nginx_ketama-abcd-bcd': "before: 'abcd', after: 'bcd'",
    'lb-hash-nginx_ketama-abc-ab': "before: 'abc', after: 'ab'",
    'lb-hash-haproxy_map-abc-abcd': "before: 'abc', after: 'abcd', moved: 0.7",
    'lb-hash-haproxy_map-abcd-acd': "before: 'abcd', after: 'acd', moved: 0.7",
    'lb-hash-haproxy_consavl-abcd-abcde': "before: 'abcd', after: 'abcde', fresh",
    'lb-hash-haproxy_consxx-abc-abcd': "before: 'abc', after: 'abcd', fresh",
    'lb-hash-haproxy_consxx-abcd-abcde': "before: 'abcd', after: 'abcde', fresh",
    'lb-hash-haproxy_consid-abcd-abcde': "before: 'abcd', after: 'abcde', fresh",
    'lb-hash-haproxy_consw-abcd-abcde': "before: 'abcd', after: 'abcde', fresh",
    'lb-hash-haproxy_consw-abcd-acd': 'moves only the keys of the one that goes',
    'lb-nginx-ketama-w31': 'nginx measured 0.70',
    'ring-00': 'servers: 5, points: 1, cv',
    'ring-01': 'servers: 5, points: 10, cv',
    'ring-02': 'servers: 5, points: 50, cv',
    'ring-04': 'servers: 5, points: 160, cv',
    'ring-05': 'servers: 5, points: 500, cv',
    'ring-06': 'servers: 5, points: 1000, cv',
    'ring-09': 'servers: 10, points: 50, cv',
    'ring-10': 'servers: 10, points: 100, cv',
    'ring-11': 'servers: 10, points: 160, cv',
    'ring-12': 'servers: 10, points: 500, cv',
    'ring-14': 'servers: 100, points: 1, cv',
    'ring-15': 'servers: 100, points: 10, cv',
    'ring-17': 'servers: 100, points: 100, cv',
    'ring-18': 'servers: 100, points: 160, cv',
    'ring-19': 'servers: 100, points: 500, cv',
  },
  'src/kinds/load-balancer/README.md': {
    'lb-hash-haproxy_cons-abcd-acd': '`lb-hash-haproxy_cons-abcd-acd`',
    'lb-hash-haproxy_consavl-abcd-acd': '`-consavl-abcd-acd`',
    'lb-hash-haproxy_consxx-abcd-acd': '`-consxx-abcd-acd`',
  },
  'src/kinds/load-balancer/nginx-choices.test.ts': {
    'lb-nginx-hash-mod-map3': 'HASH_OF_THREE',
    'lb-burst900-nginx_random_two': "algorithm: 'power-of-two', choices: 2",
    'lb-burst900-nginx_least_conn': "algorithm: 'least-connections', choices: 2",
    'lb-burst900-haproxy_random2': "algorithm: 'power-of-two', choices: 2",
    'lb-burst900-haproxy_random3': "algorithm: 'power-of-two', choices: 3",
  },
  'src/kinds/load-balancer/haproxy-choices.test.ts': {
    'lb-haproxy-source-mapbased': 'source, 127.0.0.1 to 127.0.0.16',
    'lb-burst900-haproxy_random1': 'random with one draw',
    'lb-burst900-haproxy_first': 'first: 900 held requests',
  },
  'src/kinds/load-balancer/nginx-outages.fixture.ts': {
    'health-nginx-refused-mf3_ft2_next_off': "name: 'refused-mf3_ft2_next_off'",
    'health-nginx-refused-mf0_next_off': "name: 'refused-mf0_next_off'",
    'health-nginx-refused-mf1_ft2_backup_f': "name: 'refused-mf1_ft2_backup_f'",
    'health-nginx-refused-single_server': "name: 'refused-single_server'",
    'health-nginx-hang_default_next_rt500': "name: 'hang_default_next_rt500'",
    'health-nginx-http500_default': "name: 'http500_default'",
    'health-nginx-http503_next503': "name: 'http503_next503'",
    'health-nginx-all_down_ft3': "name: 'all_down_ft3'",
  },
  'src/kinds/load-balancer/haproxy-checks.test.ts': {
    'health-haproxy-refused-L4_i500_f3_r2_retries3_redispatch':
      "name: 'health-haproxy-refused-L4_i500_f3_r2_retries3_redispatch'",
    'health-haproxy-refused-L4_i500_f1_r1_retries0': "name: 'health-haproxy-refused-L4_i500_f1_r1_retries0'",
    'health-haproxy-refused-L4_i1000_f2_r2_fast200_down300_retries0':
      "name: 'health-haproxy-refused-L4_i1000_f2_r2_fast200_down300_retries0'",
    'health-haproxy-refused-nocheck_retries0': "name: 'health-haproxy-refused-nocheck_retries0'",
    'health-haproxy-hang-L4_i1000_f2_r2_fast200_down300_retries0':
      "name: 'health-haproxy-hang-L4_i1000_f2_r2_fast200_down300_retries0'",
    'health-haproxy-hang-nocheck_retries0': "name: 'health-haproxy-hang-nocheck_retries0'",
    'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch':
      "name: 'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch'",
    'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch1':
      "name: 'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch1'",
    'health-haproxy-health500-L4_i1000_f2_r2_fast200_down300_retries0':
      "name: 'health-haproxy-health500-L4_i1000_f2_r2_fast200_down300_retries0'",
    'health-haproxy-health500-nocheck_retries0': "name: 'health-haproxy-health500-nocheck_retries0'",
    'health-haproxy-health500-L7_i500_f3_r2_retries0': "name: 'health-haproxy-health500-L7_i500_f3_r2_retries0'",
  },
  'src/kinds/load-balancer/nginx-retries.fixture.ts': {
    'nginx-next_upstream-reset-b-default-PUT': "name: 'reset-b-default-PUT'",
    'nginx-next_upstream-reset-b-nonidem-PUT': "name: 'reset-b-nonidem-PUT'",
    'nginx-next_upstream-reset-b-off-PUT': "name: 'reset-b-off-PUT'",
    'nginx-next_upstream-503-b-default-POST': "name: '503-b-default-POST'",
    'nginx-next_upstream-503-b-default-PUT': "name: '503-b-default-PUT'",
    'nginx-next_upstream-503-b-h503-POST': "name: '503-b-h503-POST'",
    'nginx-next_upstream-503-b-off-GET': "name: '503-b-off-GET'",
    'nginx-next_upstream-503-b-off-POST': "name: '503-b-off-POST'",
    'nginx-next_upstream-503-b-off-PUT': "name: '503-b-off-PUT'",
    'nginx-next_upstream-hang-b-to-POST': "name: 'hang-b-to-POST'",
    'nginx-next_upstream-reset-bc-default-POST': "name: 'reset-bc-default-POST'",
    'nginx-next_upstream-reset-bc-tries2-GET': "name: 'reset-bc-tries2-GET'",
    'nginx-next_upstream-reset-bc-tries2-POST': "name: 'reset-bc-tries2-POST'",
    'nginx-next_upstream-reset-bc-tries2-PUT': "name: 'reset-bc-tries2-PUT'",
    'nginx-next_upstream-reset-abc-default-GET': "name: 'reset-abc-default-GET'",
    'nginx-next_upstream-reset-abc-default-POST': "name: 'reset-abc-default-POST'",
    'nginx-next_upstream-reset-abc-default-PUT': "name: 'reset-abc-default-PUT'",
    'nginx-next_upstream-reset-abc-tries2-GET': "name: 'reset-abc-tries2-GET'",
    'nginx-next_upstream-reset-abc-tries2-POST': "name: 'reset-abc-tries2-POST'",
    'nginx-next_upstream-reset-abc-tries2-PUT': "name: 'reset-abc-tries2-PUT'",
    'nginx-next_upstream-hang-ab-to-POST': "name: 'hang-ab-to-POST'",
    'nginx-next_upstream-hang-ab-to_tries-POST': "name: 'hang-ab-to_tries-POST'",
    'nginx-next_upstream-conn_refused-b-default-GET': "name: 'conn_refused-b-default-GET'",
    'nginx-next_upstream-conn_refused-b-default-POST': "name: 'conn_refused-b-default-POST'",
    'nginx-next_upstream-conn_refused-b-off-POST': "name: 'conn_refused-b-off-POST'",
  },
  'src/kinds/load-balancer/haproxy-retries.fixture.ts': {
    'haproxy-retry-reset-b-default-GET': "name: 'haproxy-retry-reset-b-default-GET'",
    'haproxy-retry-reset-b-redispatch1-GET': "name: 'haproxy-retry-reset-b-redispatch1-GET'",
    'haproxy-retry-reset-b-redispatch1-POST': "name: 'haproxy-retry-reset-b-redispatch1-POST'",
    'haproxy-retry-reset-b-retryon-GET': "name: 'haproxy-retry-reset-b-retryon-GET'",
    'haproxy-retry-reset-b-retryon-POST': "name: 'haproxy-retry-reset-b-retryon-POST'",
    'haproxy-retry-reset-b-retryon_r1-POST': "name: 'haproxy-retry-reset-b-retryon_r1-POST'",
    'haproxy-retry-503-b-default-GET': "name: 'haproxy-retry-503-b-default-GET'",
    'haproxy-retry-503-b-default-POST': "name: 'haproxy-retry-503-b-default-POST'",
    'haproxy-retry-503-b-retryon-POST': "name: 'haproxy-retry-503-b-retryon-POST'",
  },
  'src/kinds/load-balancer/draining.test.ts': {
    'haproxy-drain-maint': 'do not reach a backend in maintenance',
    'haproxy-cookie_persistence': 'still reach a backend that drains; users without one do not',
    'haproxy-cookie_dead_server_no_redispatch': 'or answer 503, as configured',
  },
  'src/kinds/load-balancer/nginx-retries.test.ts': {
    'nginx-server_killed_midrequest_GET_default_next_upstream': 'a server killed in the middle of its work',
  },
  'src/kinds/load-balancer/balancing.test.ts': {
    'jsq-00': 'servers: 2, rho: 0.5, expected: 1.426320751',
    'jsq-01': 'servers: 2, rho: 0.7, expected: 2.108197274',
    'jsq-05': 'servers: 3, rho: 0.7, expected: 1.708876095',
    'jsq-08': 'servers: 4, rho: 0.5, expected: 1.158150638',
    'jsq-10': 'servers: 4, rho: 0.8, expected: 1.953135952',
    'jsq-11': 'servers: 4, rho: 0.9, expected: 3.240916787',
  },
};

/** How many there are: a case that is dropped here is missed. */
const COUNT = 154;

describe('each case is tested, or the model card says how we differ', () => {
  it.each(Object.keys(CASES))('%s', (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const missing = Object.entries(CASES[file] ?? {}).filter(([, words]) => !text.includes(words));
    expect(missing).toEqual([]);
  });

  it('are all there', () => {
    expect(Object.values(CASES).reduce((sum, cases) => sum + Object.keys(cases).length, 0)).toBe(COUNT);
  });
});
