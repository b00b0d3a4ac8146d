import type { Recognition } from '../../model/kind-spec.ts';

/** What other programs' files call a load balancer. */
export const RECOGNITION: Recognition = {
  shape: 'hexagon',
  products: [
    'nginx',
    'haproxy',
    'traefik',
    'envoy',
    'caddy',
    'elb',
    'alb',
    'nlb',
    'f5',
    'metallb',
    'keepalived',
    'ingress-nginx',
  ],
  words: ['lb', 'load balancer', 'loadbalancer', 'balancer', 'proxy', 'reverse proxy', 'ingress'],
};
