import { erased } from './erased.js';
import { RULED } from '../../../domain/policy-event.js';
import { RULING_STANDINGS } from '../../../domain/rulings-on.js';
import { instant, integer, json, list, map, object, oneOf, orNull, ref, text, yesOrNo } from './shapes.js';

const development = {
  eventId: text,
  position: integer,
  kind: text,
  effective: ref('Period'),
  'published?': {
    ...text,
    description: 'EDTF: as stated, or else the date of the source that was published first.',
  },
  'publishedDerived?': {
    const: true,
    description:
      '`published` is not stated but follows from the sources. Leave it out of a correction, or send this member with it: a derived date that is stated would not follow when a source is corrected.',
  },
  recordedAt: instant,
  'reconstructed?': yesOrNo,
  ...erased,
  payload: map(json),
  sources: list(ref('Source')),
  assertion: oneOf('confirmed', 'reported', 'inferred', 'disputed'),
  'sequence?': integer,
  'note?': text,
  'corrects?': text,
  'contradicts?': list(ref('FieldsOf')),
  'supersededBy?': text,
  'externalId?': text,
};

/** The effect of contests and rulings on a development. */
const standing = {
  'contest?': {
    ...list(object({ field: text, members: list(text) })),
    description:
      'The contests in which it takes part: on each field, the events that contradict each other there',
  },
  'ruledOut?': { ...map(text), description: 'The rulings that take fields from it, by field' },
  'ruledBy?': { ...text, description: 'The ruling that rejects it' },
};

/** Schemas of answers about developments. */
export const DEVELOPMENT_SCHEMAS = {
  Identifier: object({ scheme: text, value: text }),
  Source: object({
    title: text,
    'url?': text,
    'publisher?': text,
    'published?': text,
    'accessed?': text,
    'locator?': text,
    'identifiers?': list(ref('Identifier')),
  }),
  TimelineItem: object({ ...development, ...standing }),
  Timeline: object({
    policyId: text,
    basis: ref('Known'),
    items: list(ref('TimelineItem')),
    'next?': text,
    permalink: text,
  }),
  TimelineOfAll: object({
    basis: ref('Basis'),
    axis: oneOf('effective', 'published', 'recorded'),
    items: list(object({ policyId: text, ...development, ...standing })),
    'next?': text,
    permalink: text,
  }),
  Development: object({
    policyId: text,
    ...development,
    'recordedBy?': orNull(text),
    basis: ref('Known'),
    permalink: text,
  }),
  FieldsOf: {
    ...object({ eventId: text, fields: list(text) }),
    description: 'A version of a development, and some of the fields that it assigns',
  },
  Ruling: object({
    policyId: text,
    eventId: text,
    position: integer,
    kind: { const: RULED },
    'published?': { ...text, description: 'EDTF; left out: on the day of its recording.' },
    recordedAt: instant,
    'reconstructed?': yesOrNo,
    ...erased,
    'prefer?': ref('FieldsOf'),
    'over?': {
      ...list(ref('FieldsOf')),
      description: 'The other members of the contests at that time, with the fields on which they lose.',
    },
    'reject?': list(text),
    reason: text,
    'sources?': list(ref('Source')),
    'supersededBy?': { ...text, description: 'The retraction that withdrew it.' },
    'externalId?': text,
    'recordedBy?': orNull(text),
    basis: ref('Known'),
    permalink: text,
  }),
  DevelopmentOrRuling: { anyOf: [ref('Development'), ref('Ruling')] },
  Reason: object({
    role: oneOf('wins', 'overlaid', 'over', 'not-begun', 'ruled-out'),
    why: text,
    'value?': json,
    'overlaidBy?': text,
    'ruledBy?': text,
    ...development,
    'recordedBy?': orNull(text),
    supersedes: list(map(json)),
  }),
  RulingOnField: {
    ...object({
      standing: oneOf(...RULING_STANDINGS),
      eventId: text,
      position: integer,
      kind: { const: RULED },
      'published?': text,
      recordedAt: instant,
      'reconstructed?': yesOrNo,
      'prefer?': object({ eventId: text, fields: list(text) }),
      'over?': list(object({ eventId: text, fields: list(text) })),
      'reject?': list(text),
      reason: text,
      'sources?': list(ref('Source')),
      'supersededBy?': text,
      'externalId?': text,
      recordedBy: text,
    }),
    description:
      'A ruling, and whether it applies: lapsed where a correction changed what it judged, overruled by a later ruling, withdrawn, or without effect because nothing that it judged is live',
  },
  Explanation: object({
    policyId: text,
    field: text,
    basis: ref('Basis'),
    'value?': json,
    'absent?': yesOrNo,
    certainty: oneOf('definite', 'possible'),
    'candidates?': list(ref('Candidate')),
    'since?': ref('Period'),
    'until?': ref('Period'),
    because: list(text),
    reasons: list(ref('Reason')),
    'rulings?': { ...list(ref('RulingOnField')), description: 'Left out where nobody ruled on this field' },
    permalink: text,
  }),
  Recorded: object({ eventId: text, position: integer, version: integer, recordedAt: instant }),
  RecordedDevelopment: object({
    eventId: text,
    position: integer,
    version: integer,
    recordedAt: instant,
    'warnings?': list(ref('Warning')),
  }),
  Warning: {
    ...object({ type: oneOf('same-day-other-value'), field: text, eventId: text, value: json, detail: text }),
    description: 'The development was taken, and silently replaces what another source says',
  },
  Events: object({
    basis: object({ position: integer }),
    items: list(
      object({
        specversion: text,
        id: text,
        source: text,
        type: text,
        subject: text,
        time: instant,
        recordedtime: instant,
        position: integer,
        version: integer,
        schemaversion: integer,
        actor: orNull(text),
        datacontenttype: text,
        data: map(json),
      }),
    ),
    'next?': text,
  }),
} as const;
