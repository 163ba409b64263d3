import { checkPayload, type CheckedPayload } from '../check-payload.js';
import type { Kind } from '../define-kind.js';
import type { Effect } from '../effect.js';
import {
  isObject,
  type PayloadProblem,
  bodySchema,
  normalised,
  refused,
  type Checked,
  type Value,
} from '../values/value.js';
import { choiceValue, textValue, externalIdValue, sequenceValue, booleanValue } from '../values/texts.js';
import type { JsonObject } from '../json.js';
import { KINDS, kindNamed } from '../kinds/index.js';
import { ASSERTIONS, type DevelopmentData } from '../policy-event.js';
import { fillInPublished } from '../published.js';
import { contradictsValue, type ContradictsInput } from './contradicts.js';
import { dateValue, effectiveValue } from './dates.js';
import { objectValue, type Member } from '../values/object.js';
import { sourcesValue } from './sources.js';

/** A development to record, or the replacement in a correction. */
export interface DevelopmentInput {
  kind: Kind;
  /** As stored in the log, without `corrects` and `contradicts`, which the body gives in another form. */
  data: DevelopmentData;
  effects: readonly Effect[];
  contradicts?: readonly ContradictsInput[];
}

/** As stored in the log, but with the links as the body gives them. */
type GivenDevelopment = Omit<DevelopmentData, 'contradicts'> & { contradicts?: ContradictsInput[] };

/** The kind checks the payload: see checkPayload. */
const payloadValue: Value = { schema: { type: 'object' }, problems: () => [] };

/** Members that are stored as given, beside the kind and the payload. */
const STORED_MEMBERS = {
  effective: {
    value: effectiveValue,
    required: true,
    about:
      'The day or period in which it holds in the world, as exactly as it is known: EDTF, or a fiscal year.',
  },
  published: {
    value: dateValue,
    about:
      'When it became public: EDTF. Left out: when the first of its sources was published, as far as they say.',
  },
  sequence: {
    value: sequenceValue,
    about: 'What came first where days do not tell: the lower sequence did not begin after the higher one.',
  },
  sources: { value: sourcesValue, required: true, about: 'How we know it.' },
  assertion: {
    value: choiceValue(ASSERTIONS),
    about: 'How sure the sources are. Shown, without effect on certainty.',
    default: 'confirmed',
  },
  contradicts: {
    value: contradictsValue,
    about:
      'Developments of the policy that say otherwise, while both stand: an id (event id or externalId), or the fields in question, too. In a correction: replaces the links of what it corrects; left out, they stay.',
  },
  note: { value: textValue(20_000, 'textarea'), about: 'A remark for readers.' },
  externalId: {
    value: externalIdValue,
    about: 'Its name elsewhere, unique for ever: recording it again under that name records nothing twice.',
  },
} as const satisfies Record<string, Member>;

const storedValue = objectValue('a development', STORED_MEMBERS);
const { effective, ...others } = STORED_MEMBERS;
const developmentValue = objectValue('a development', {
  kind: {
    value: choiceValue(KINDS.map(({ kind }) => kind)),
    required: true,
    about: 'What sort of development it is. GET /v1/kinds describes them all.',
  },
  effective,
  payload: {
    value: payloadValue,
    about: 'What happened, in the properties of its kind. GET /v1/kinds gives the JSON Schema of each.',
    default: {},
  },
  ...others,
  publishedDerived: {
    value: booleanValue,
    about:
      'As answers give it. true: `published` is no statement but follows the sources, so what it says here is not read.',
  },
});

/**
 * Reads a development, or the replacement in a correction. Defaults: `payload` {}, `assertion` confirmed, `published` from the
 * sources. All problems are reported together, those of the payload as soon as the kind is known; pointers start at the body.
 */
export function checkDevelopment(body: unknown): Checked<DevelopmentInput> {
  const read = readPayload(body);
  const problems = [...developmentValue.problems(body, ''), ...payloadProblems(read?.payload)];
  if (problems.length > 0 || !read || !('payload' in read.payload)) return refused(problems);
  const { kind } = read;
  const { payload } = read.payload;
  const { contradicts, ...data } = developmentData(body as JsonObject, payload);
  const effects = kind.effects(payload);
  return { value: { kind, data, effects, ...(contradicts && { contradicts }) } };
}

/** The body of a development as JSON Schema 2020-12; the schemas of payloads are part of the kinds. */
export function developmentSchema(): JsonObject {
  return bodySchema(
    'Development',
    'One thing that happened to a policy, with its sources.',
    developmentValue,
  );
}

function readPayload(body: unknown): { kind: Kind; payload: CheckedPayload } | undefined {
  if (!isObject(body) || typeof body['kind'] !== 'string') return undefined;
  const kind = kindNamed(body['kind']);
  const payload = body['payload'] === undefined ? {} : body['payload'];
  return kind && { kind, payload: checkPayload(kind, payload) };
}

function payloadProblems(checked: CheckedPayload | undefined): PayloadProblem[] {
  if (!checked || 'payload' in checked) return [];
  return checked.problems.map((problem) => ({ ...problem, pointer: `/payload${problem.pointer}` }));
}

function developmentData(body: JsonObject, payload: JsonObject): GivenDevelopment {
  const stored = normalised(storedValue, body) as JsonObject;
  stored['payload'] = payload;
  if (body['publishedDerived'] === true) delete stored['published'];
  // checkBody has checked every member except the payload as DevelopmentData declares it.
  const data = stored as object as GivenDevelopment;
  fillInPublished(data);
  return data;
}
