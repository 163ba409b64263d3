import { day, instant, integer, list, object, orNull, ref, text, yesOrNo } from './shapes.js';

const HEADER = {
  position: integer,
  recordedAt: instant,
  ingestedAt: orNull(instant),
  version: integer,
  schemaVersion: integer,
  eventId: text,
  stream: text,
  kind: text,
  actor: text,
  correlationId: orNull(text),
  causationId: orNull(text),
};

/** Schemas of proofs of the log and of answers (docs/proof.md). */
export const PROOF_SCHEMAS = {
  Inclusion: object({ position: integer, size: integer, leafHash: text, hashes: list(text) }),
  Consistency: object({ from: integer, to: integer, hashes: list(text) }),
  LogStatus: object({
    head: integer,
    origin: text,
    checkpoint: { anyOf: [object({ size: integer, madeAt: instant }), { type: 'null' }] },
    verification: {
      anyOf: [object({ finishedAt: instant, size: integer, finding: orNull(text) }), { type: 'null' }],
    },
    privileges: object({ separated: yesOrNo, detail: text }),
  }),
  Leaf: object({ ...HEADER, payload: orNull(text), salt: orNull(text), commitment: text, leafHash: text }),
  Leaves: object({ items: list(ref('Leaf')), 'next?': text }),
  Proof: object({
    format: text,
    question: object({
      policyId: text,
      asOf: day,
      position: integer,
      'knownAt?': instant,
      uncertain: text,
      'publishedBy?': day,
      render: integer,
    }),
    permalink: text,
    answer: { anyOf: [text, object({ type: text, status: integer })] },
    statement: orNull(text),
    checkpoint: text,
    map: object({
      bucket: integer,
      entries: list(object({ stream: text, version: integer, position: integer })),
      hashes: list(text),
    }),
    events: list(
      object({
        ...HEADER,
        'payload?': orNull(text),
        'salt?': orNull(text),
        commitment: text,
        leafHash: text,
        hashes: list(text),
      }),
    ),
  }),
} as const;
