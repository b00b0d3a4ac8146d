import { crc32Byte, crc32Digits, crc32End, CRC32_START, crc32Text } from '../hashing/crc32.ts';

/**
 * What the rules that hash addresses need of one. An IPv6 address is written here as 2001:db8:HHHH:HHHH::I: `network` is the 32 bits
 * after the documentation prefix of RFC 3849, `host` the last 32; those between are 0.
 */
const PREFIX = 0x2001_0db8;

/** Constants of nginx `ngx_http_upstream_get_ip_hash_peer` (ngx_http_upstream_ip_hash_module.c). */
export const NGINX_FACTOR = 113;
export const NGINX_MODULUS = 6271;
/** Added to keys of IPv6 addresses, so that a key says which it is. */
export const NGINX_IPV6 = 8_192;

/** One octet of nginx's hash: h = (h x 113 + octet) mod 6271. */
function octet(hash: number, value: number): number {
  return (hash * NGINX_FACTOR + value) % NGINX_MODULUS;
}

/** The first three octets of an IPv4 address, hashed from 0: what a whole round of nginx's hash adds to the round before. */
export function nginxIpv4Key(ip: number): number {
  return octet(octet(octet(0, ip >>> 24), (ip >>> 16) & 255), (ip >>> 8) & 255);
}

/** All 16 octets of an IPv6 address, hashed likewise. */
export function nginxIpv6Key(network: number, host: number): number {
  let hash = word(word(0, PREFIX), network);
  hash = word(word(hash, 0), host);
  return NGINX_IPV6 + hash;
}

function word(start: number, bits: number): number {
  let hash = start;
  for (let shift = 24; shift >= 0; shift -= 8) hash = octet(hash, (bits >>> shift) & 255);
  return hash;
}

/** The words of an address XORed (HAProxy `get_server_sh`). */
export function ipv6Words(network: number, host: number): number {
  return (PREFIX ^ network ^ host) >>> 0;
}

/** CRC-32 of an address written as "192.0.2.1" (nginx `hash $remote_addr`). */
export function ipv4TextHash(ip: number): number {
  let state = CRC32_START;
  for (let shift = 24; shift >= 0; shift -= 8) {
    state = crc32Digits(state, (ip >>> shift) & 255);
    if (shift > 0) state = crc32Byte(state, 46);
  }
  return crc32End(state);
}

/** CRC-32 of an address written as "2001:db8:1:2::3". */
export function ipv6TextHash(network: number, host: number): number {
  let state = crc32Hex(crc32Text(CRC32_START, '2001:db8:'), network >>> 16);
  state = crc32Hex(crc32Text(state, ':'), network & 0xffff);
  state = crc32Text(state, '::');
  if (host > 0xffff) state = crc32Text(crc32Hex(state, host >>> 16), ':');
  return crc32End(crc32Hex(state, host & 0xffff));
}

/** The hexadecimal digits of a number below 65,536, without leading zeros (RFC 5952). */
function crc32Hex(start: number, value: number): number {
  let state = start;
  for (let shift = 12; shift >= 0; shift -= 4) {
    const digit = (value >>> shift) & 15;
    if (shift > 0 && value >>> shift === 0) continue;
    state = crc32Byte(state, digit < 10 ? 48 + digit : 87 + digit);
  }
  return state;
}
