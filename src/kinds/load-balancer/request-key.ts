import { crc32Digits, crc32End, CRC32_START, crc32Text } from '../../algorithms/hashing/crc32.ts';
import {
  ipv4TextHash,
  ipv6TextHash,
  ipv6Words,
  nginxIpv4Key,
  nginxIpv6Key,
} from '../../algorithms/load-balancing/address-key.ts';
import { HASHING } from '../../algorithms/load-balancing/create-balancer.ts';
import type { Job, RequestClass, SimContext } from '../../model/sim-context.ts';
import type { BalancerConfig } from './balancer-config.ts';

const PLACEHOLDER = '{key}';

/** What the hashing rules hash: worked out only where it decides, without making strings. */
export class RequestKey {
  readonly #sim: SimContext<BalancerConfig>;
  /** By class number: state after the path up to "{key}", and what follows it. */
  readonly #paths = new Map<number, { readonly state: number; readonly rest: string }>();
  #of: (job: Job) => number = () => 0;

  constructor(sim: SimContext<BalancerConfig>) {
    this.#sim = sim;
  }

  configure(): void {
    const { algorithm, hashOn } = this.#sim.config;
    this.#paths.clear();
    if (algorithm === 'ip-hash') this.#of = (job) => this.#addressKey(job, nginxIpv4Key, nginxIpv6Key);
    else if (algorithm === 'source') this.#of = (job) => this.#addressKey(job, itself, ipv6Words);
    else if (!HASHING.has(algorithm)) this.#of = () => 0;
    else if (hashOn === 'address') this.#of = (job) => this.#addressKey(job, ipv4TextHash, ipv6TextHash);
    else if (hashOn === 'user') this.#of = (job) => crc32End(crc32Digits(CRC32_START, this.#sim.userOf(job)));
    else this.#of = (job) => this.#pathHash(job);
  }

  /** For `Balancer.pick`. */
  of(job: Job): number {
    return this.#of(job);
  }

  #addressKey(job: Job, ipv4: (ip: number) => number, ipv6: (network: number, host: number) => number): number {
    const host = this.#sim.ipHostOf(job);
    const ip = this.#sim.ipOf(job);
    return host === 0 ? ipv4(ip) : ipv6(ip, host);
  }

  /** CRC-32 of the path with the number of the object in it, as nginx `hash $request_uri`. */
  #pathHash(job: Job): number {
    const requestClass = this.#sim.classOf(job);
    const path = this.#paths.get(requestClass.index) ?? this.#readPath(requestClass);
    const state = crc32Digits(path.state, this.#sim.keyOf(job) - requestClass.firstKey);
    return crc32End(crc32Text(state, path.rest));
  }

  #readPath({ index, path }: RequestClass) {
    const at = path.indexOf(PLACEHOLDER);
    // A path without a place for the object gets the number at its end, so that objects still differ.
    const head = at < 0 ? path : path.slice(0, at);
    const rest = at < 0 ? '' : path.slice(at + PLACEHOLDER.length);
    const read = { state: crc32Text(CRC32_START, head), rest };
    this.#paths.set(index, read);
    return read;
  }
}

function itself(ip: number): number {
  return ip;
}
