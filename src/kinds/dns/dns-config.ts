import type { KindConfig } from '../../model/kind-spec.ts';
import type { spec } from './spec.ts';

export type DnsConfig = KindConfig<typeof spec>;
