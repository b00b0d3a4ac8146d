import type { Assembly } from './assembly.ts';
import type { Calls } from './calls.ts';
import type { Core } from './core.ts';
import type { CodecWork } from './grpc/codec-work.ts';
import type { Faults } from './faults.ts';
import type { JobEndings } from './job-endings.ts';
import type { Requests } from './requests.ts';

/** The parts of one engine, for those that need several of them. */
export interface Parts {
  readonly core: Core;
  readonly calls: Calls;
  readonly requests: Requests;
  readonly assembly: Assembly;
  readonly faults: Faults;
  readonly endings: JobEndings;
  readonly codecs: CodecWork;
}
