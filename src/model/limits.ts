/** What a document may be at most. Refused beyond, with the number in the message (reliability.md section 3). */
export const LIMITS = {
  /** Characters of a link's fragment or of a pasted text. */
  inputChars: 1_000_000,
  /** Bytes of a document after decompression. */
  documentBytes: 4 * 1024 * 1024,
  depth: 16,
  nodes: 5_000,
  edges: 10_000,
  scenario: 500,
  objectives: 100,
  labelChars: 200,
  noteChars: 4_000,
  idChars: 64,
  /** Canvas pixels a node may be away from the origin of what it is in. */
  coordinatePx: 1_000_000,
  /** Width and height of a node in canvas pixels. */
  sizePx: 100_000,
  /** Endpoints (replicas, points of presence) of one node. */
  endpoints: 512,
} as const;

/** Ids are used as keys, in links and in file names. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** Engine caps (simulation.md rule 6, reliability.md section 5): named stops, results kept. */
export const CAPS = {
  liveJobs: 1_000_000,
  eventsAtOneInstant: 100_000,
  hops: 64,
  memoryBytes: 256 * 1024 * 1024,
  /** Share of a cap at which a warning is raised. */
  warnRatio: 0.8,
} as const;
