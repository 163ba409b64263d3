import { checkPayload, type CheckedPayload } from '../check-payload.js';
import type { Kind } from '../define-kind.js';
import type { Effect } from '../effect.js';
import { isObject, type PayloadProblem } from '../fields/shape.js';
import { choiceShape, textShape } from '../fields/text-shapes.js';
import type { JsonObject } from '../json.js';
import { KINDS, kindNamed } from '../kinds/index.js';
import { ASSERTIONS, type DevelopmentData } from '../policy-event.js';
import { fillInPublished } from '../published.js';
import { contradictsRule, type ContradictsInput } from './contradicts.js';
import { dateRule, effectiveRule } from './dates.js';
import { objectRule, type Member } from './object-rule.js';
import { bodySchema, normalised, refused, type Checked, type Rule } from './rule.js';
import { sourcesRule } from './sources.js';
import { externalIdRule, sequenceRule, yesOrNoRule } from './text-rules.js';

/** A development to record, or to put in the place of another one. */
export interface DevelopmentInput {
  kind: Kind;
  /** As the log keeps it; without `corrects`, which the body does not say, and `contradicts`, of which it says less. */
  data: DevelopmentData;
  effects: readonly Effect[];
  contradicts?: readonly ContradictsInput[];
}

/** What the log keeps, with the links still as the body says them. */
type SaidDevelopment = Omit<DevelopmentData, 'contradicts'> & { contradicts?: ContradictsInput[] };

/** What a payload may be is the matter of its kind: see checkPayload. */
const payloadRule: Rule = { schema: { type: 'object' }, problems: () => [] };

/** What is kept as it is said, beside the kind and the payload. */
const KEPT = {
  effective: {
    rule: effectiveRule,
    required: true,
    about:
      'The day or period in which it holds in the world, as exactly as it is known: EDTF, or a fiscal year.',
  },
  published: {
    rule: dateRule,
    about:
      'When it became public: EDTF. Left out: when the first of its sources was published, as far as they say.',
  },
  sequence: {
    rule: sequenceRule,
    about: 'What came first where days do not tell: the lower sequence did not begin after the higher one.',
  },
  sources: { rule: sourcesRule, required: true, about: 'How we know it.' },
  assertion: {
    rule: choiceShape(ASSERTIONS),
    about: 'How sure the sources are. Shown, without effect on certainty.',
    default: 'confirmed',
  },
  contradicts: {
    rule: contradictsRule,
    about:
      'Developments of the policy that say otherwise, while both stand: an id (event id or externalId), or the fields in question, too. In a correction: replaces the links of what it corrects; left out, they stay.',
  },
  note: { rule: textShape(20_000, 'textarea'), about: 'A remark for readers.' },
  externalId: {
    rule: externalIdRule,
    about: 'Its name elsewhere, unique for ever: recording it again under that name records nothing twice.',
  },
} as const satisfies Record<string, Member>;

const keptRule = objectRule('a development', KEPT);
const { effective, ...others } = KEPT;
const developmentRule = objectRule('a development', {
  kind: {
    rule: choiceShape(KINDS.map(({ kind }) => kind)),
    required: true,
    about: 'What sort of development it is. GET /v1/kinds describes them all.',
  },
  effective,
  payload: {
    rule: payloadRule,
    about: 'What happened, in the properties of its kind. GET /v1/kinds gives the JSON Schema of each.',
    default: {},
  },
  ...others,
  publishedDerived: {
    rule: yesOrNoRule,
    about:
      'As answers give it. true: `published` is no statement but follows the sources, so what it says here is not read.',
  },
});

/**
 * Reads a development, or the replacement in a correction. What is left out is filled in: `payload` {}, `assertion`
 * confirmed, `published` from the sources. All problems are reported together, those of the payload as soon as the kind is
 * known; pointers start at the body.
 */
export function checkDevelopment(body: unknown): Checked<DevelopmentInput> {
  const said = whatItSays(body);
  const problems = [...developmentRule.problems(body, ''), ...payloadProblems(said?.payload)];
  if (problems.length > 0 || !said || !('payload' in said.payload)) return refused(problems);
  const { kind } = said;
  const { payload } = said.payload;
  const { contradicts, ...data } = developmentData(body as JsonObject, payload);
  const effects = kind.effects(payload);
  return { value: { kind, data, effects, ...(contradicts && { contradicts }) } };
}

/** The body of a development as JSON Schema 2020-12; the schemas of the payloads stand with the kinds. */
export function developmentSchema(): JsonObject {
  return bodySchema('Development', 'One thing that happened to a policy, with its sources.', developmentRule);
}

function whatItSays(body: unknown): { kind: Kind; payload: CheckedPayload } | undefined {
  if (!isObject(body) || typeof body['kind'] !== 'string') return undefined;
  const kind = kindNamed(body['kind']);
  const payload = body['payload'] === undefined ? {} : body['payload'];
  return kind && { kind, payload: checkPayload(kind, payload) };
}

function payloadProblems(checked: CheckedPayload | undefined): PayloadProblem[] {
  if (!checked || 'payload' in checked) return [];
  return checked.problems.map((problem) => ({ ...problem, pointer: `/payload${problem.pointer}` }));
}

function developmentData(body: JsonObject, payload: JsonObject): SaidDevelopment {
  const kept = normalised(keptRule, body) as JsonObject;
  kept['payload'] = payload;
  if (body['publishedDerived'] === true) delete kept['published'];
  // The rule has made every member but the payload what DevelopmentData says.
  const data = kept as object as SaidDevelopment;
  fillInPublished(data);
  return data;
}
