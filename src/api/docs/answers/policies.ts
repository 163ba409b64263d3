import { erased } from './erased.js';
import { eventIds, reading, step } from './reading.js';
import {
  day,
  instant,
  integer,
  json,
  list,
  map,
  object,
  oneOf,
  orNull,
  ref,
  text,
  yesOrNo,
} from './shapes.js';

/** The basis in every answer; a timeline has no day. */
const known = {
  knownAt: orNull(instant),
  position: integer,
  'recordedAt?': orNull(instant),
  'knownThrough?': orNull(instant),
  'publishedBy?': orNull(day),
  'reconstructed?': yesOrNo,
};

const header = {
  policyId: text,
  version: integer,
  title: text,
  titles: map(text),
  jurisdictions: list(text),
  area: text,
  timeZone: text,
  'description?': text,
  'identifiers?': list(ref('Identifier')),
};

const standing = {
  existence: oneOf('not-yet', 'exists', 'ended'),
  state: { ...map(json), description: 'Definite values as plain nested values; null: explicitly none' },
  possible: { ...list(text), description: 'Field paths left out of the state for doubt' },
  contested: {
    ...list(text),
    description: 'Field paths on which sources contradict each other, or one of them is disputed',
  },
  'redacted?': {
    ...list(object({ field: text, redactedAt: integer })),
    description:
      'Fields whose definite values were erased by law, and the position of the event that says so',
  },
};

const outlook = {
  expected: list(ref('Expected')),
  developments: integer,
  lastVerified: { ...orNull(text), description: 'EDTF, as given; null: never by then' },
  lastRecorded: instant,
};

const axis = oneOf('effective', 'published', 'recorded');

/** Schemas of answers about policies. */
export const POLICY_SCHEMAS = {
  Period: {
    ...object({ text, earliest: orNull(day), latest: orNull(day) }),
    description: 'Inclusive days; null: open',
  },
  Known: object(known),
  Basis: object({ ...known, asOf: orNull(day), 'uncertain?': oneOf('flag', 'include', 'exclude') }),
  BasisOfDays: {
    ...object({ ...known, 'uncertain?': oneOf('flag', 'include', 'exclude') }),
    description: 'Of an answer about several days, which it names',
  },
  Candidate: object({
    ...erased,
    'value?': json,
    'absent?': yesOrNo,
    because: eventIds,
    'claims?': list(ref('Claim')),
  }),
  Claim: {
    ...object({
      eventId: text,
      assertion: oneOf('confirmed', 'reported', 'inferred', 'disputed'),
      'redactedAt?': erased['redactedAt?'],
      sources: list(object({ title: text, 'publisher?': text, 'url?': text })),
      recordedBy: text,
    }),
    description: 'Who says so; with the candidates of a contested field',
  },
  Expected: object({ name: text, date: ref('Period'), 'contested?': yesOrNo, because: eventIds }),
  Field: object(reading),
  State: object({
    ...header,
    basis: ref('Basis'),
    ...standing,
    fields: map(ref('Field')),
    ...outlook,
    permalink: text,
  }),
  PolicyItem: object({ ...header, ...standing, 'fields?': map(ref('Field')), ...outlook }),
  PolicyList: object({ basis: ref('Basis'), items: list(ref('PolicyItem')), 'next?': text, permalink: text }),
  History: object({
    policyId: text,
    basis: ref('Known'),
    items: list(object({ field: text, ...step })),
    'next?': text,
    permalink: text,
  }),
  Change: object({
    policyId: text,
    field: text,
    old: ref('Field'),
    new: ref('Field'),
    class: oneOf(
      'expired',
      'planned-took-effect',
      'happened',
      'corrected',
      'retracted',
      'ruled',
      'backdated',
      'announced',
    ),
    because: eventIds,
  }),
  Diff: object({
    policyId: text,
    basis: object({ from: ref('Basis'), to: ref('Basis') }),
    worldChanges: list(ref('Change')),
    knowledgeChanges: list(ref('Change')),
    totals: map(integer),
    events: { ...map(map(json)), description: 'What each event named in a change is, by its id' },
    permalink: text,
  }),
  DiffList: object({
    basis: object({ from: ref('Basis'), to: ref('Basis') }),
    worldChanges: list(ref('Change')),
    knowledgeChanges: list(ref('Change')),
    totals: { ...map(integer), description: 'How many changes of each class this answer holds' },
    totalsOf: { ...oneOf('all', 'page'), description: 'page: there are changes on other pages, too' },
    events: map(map(json)),
    policies: {
      ...map(object({ title: text, titles: map(text) })),
      description: 'What each policy that changed is called, by its id, as the later basis knows it',
    },
    'next?': text,
    permalink: text,
  }),
  Citation: object({
    policyId: text,
    basis: ref('Basis'),
    cites: text,
    text,
    bibtex: text,
    cslJson: list(map(json)),
    permalink: text,
  }),
  Timemap: object({
    policyId: text,
    basis: ref('Basis'),
    original: text,
    timegate: text,
    items: list(
      object({ uri: text, datetime: text, recordedAt: instant, position: integer, version: integer }),
    ),
    'next?': text,
  }),
  AnswerStatus: object({
    policyId: text,
    basis: ref('Basis'),
    comparedWith: ref('Basis'),
    status: oneOf('best-known', 'changed'),
    fields: list(text),
    changedBy: list(map(json)),
    changes: list(ref('Change')),
    permalink: text,
  }),
  Panel: object({
    basis: ref('BasisOfDays'),
    field: text,
    step: oneOf('day', 'week', 'month'),
    days: list(day),
    items: list(
      object({
        policyId: text,
        title: text,
        cells: {
          ...list(object({ 'value?': json, 'possible?': yesOrNo, 'absent?': yesOrNo })),
          description: 'One for each day: a value, possible (in doubt), or absent',
        },
      }),
    ),
    'next?': text,
    permalink: text,
  }),
  Activity: object({
    basis: ref('Basis'),
    axis,
    by: oneOf('day', 'month', 'year'),
    first: orNull(day),
    last: orNull(day),
    items: {
      ...list(object({ period: text, count: integer })),
      description: 'Units with something in them: YYYY-MM-DD, YYYY-MM or YYYY',
    },
    permalink: text,
  }),
  Adjacent: object({
    basis: ref('Basis'),
    axis,
    around: text,
    earlier: orNull(text),
    later: orNull(text),
    permalink: text,
  }),
  Preview: object({
    dryRun: yesOrNo,
    eventId: text,
    basis: ref('Basis'),
    ...header,
    ...standing,
    fields: map(ref('Field')),
    ...outlook,
    before: ref('PolicyItem'),
    'warnings?': list(ref('Warning')),
  }),
} as const;
