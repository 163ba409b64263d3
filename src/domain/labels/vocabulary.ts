import type { Localised } from '../values/fields.js';
import type { JsonObject } from '../json.js';
import { KINDS } from '../kinds/index.js';
import { AREAS } from './areas.js';
import { FAMILIES, type Labels, type StatusLabel } from './label.js';
import { WORDS } from './words.js';

/** Members of a development. */
const DEVELOPMENT: Labels = {
  assertion: { en: 'Assertion', ja: '確認の度合い' },
  effective: { en: 'Effective', ja: '発効' },
  kind: { en: 'Kind', ja: '種類' },
  note: { en: 'Note', ja: '注記' },
  published: { en: 'Published', ja: '公表' },
  reason: { en: 'Reason', ja: '理由' },
  sequence: { en: 'Sequence', ja: '順序' },
  sources: { en: 'Sources', ja: '出典' },
};

/** Members of a policy. */
const POLICY: Labels = {
  area: { en: 'Area', ja: '分野' },
  description: { en: 'Description', ja: '説明' },
  jurisdiction: { en: 'Jurisdiction', ja: '国・地域' },
  timeZone: { en: 'Time zone', ja: '時間帯' },
  titles: { en: 'Titles in other languages', ja: '他言語の名称' },
};

const SOURCE: Labels = {
  accessed: { en: 'Accessed', ja: '閲覧日' },
  locator: { en: 'Locator', ja: '該当箇所' },
  publisher: { en: 'Publisher', ja: '発行元' },
  title: { en: 'Title', ja: '題名' },
  url: { en: 'URL', ja: 'URL' },
};

/** Fields, and members of their values, that no kind declares: they come from attributes and value-set. */
export const FURTHER_FIELDS: Labels = {
  ...POLICY,
  ...DEVELOPMENT,
  ...SOURCE,
  bound: { en: 'Bound', ja: '範囲' },
  change: { en: 'Change', ja: '増減' },
  comparedWith: { en: 'Compared with', ja: '比較の対象' },
  currency: { en: 'Currency', ja: '通貨' },
  equivalent: { en: 'Equivalent', ja: '換算額' },
  expansion: { en: 'Expansion', ja: '参加国の拡大' },
  lowerHouseMajority: { en: 'Majority in the lower house', ja: '衆議院の与党過半数' },
  primeMinister: { en: 'Prime minister', ja: '首相' },
  purpose: { en: 'Purpose', ja: '目的' },
  range: { en: 'Range', ja: '射程' },
  replaces: { en: 'Replaces', ja: '後継の対象' },
  role: { en: 'Roles', ja: '役割' },
  turnover: { en: 'Turnover', ja: '貿易額' },
};

/** Common statuses that no kind sets by itself: they come from payloads. */
export const FURTHER_STATUSES: Labels<StatusLabel> = {
  proposed: { en: 'Proposed', ja: '提案', family: 'proposed' },
  'under-discussion': { en: 'Under discussion', ja: '協議中', family: 'proposed' },
  'under-review': { en: 'Under review', ja: '見直し中', family: 'proposed' },
  postponed: { en: 'Postponed', ja: '延期', family: 'proposed' },
  announced: { en: 'Announced', ja: '公表済み', family: 'decided' },
  adopted: { en: 'Adopted', ja: '採択済み', family: 'decided' },
  signed: { en: 'Signed', ja: '署名済み', family: 'decided' },
  ratified: { en: 'Ratified', ja: '批准済み', family: 'decided' },
  'in-development': { en: 'In development', ja: '開発中', family: 'in-force' },
  'in-production': { en: 'In production', ja: '生産中', family: 'in-force' },
  'in-service': { en: 'In service', ja: '運用中', family: 'in-force' },
  maintaining: { en: 'Being maintained', ja: '維持', family: 'in-force' },
  delivered: { en: 'Delivered', ja: '引き渡し済み', family: 'in-force' },
  completed: { en: 'Completed', ja: '完了', family: 'ended' },
  cancelled: { en: 'Cancelled', ja: '中止', family: 'ended' },
  expired: { en: 'Expired', ja: '失効', family: 'ended' },
  rejected: { en: 'Rejected', ja: '否決・却下', family: 'ended' },
  repealed: { en: 'Repealed', ja: '廃止', family: 'ended' },
  withdrawn: { en: 'Withdrawn', ja: '撤回', family: 'ended' },
  reported: { en: 'Reported', ja: '報道', family: 'other' },
};

/** Every status with a label: those declared by kinds, and common ones. */
export const STATUSES: Labels<StatusLabel> = {
  ...FURTHER_STATUSES,
  ...merged(KINDS.map(({ labels }) => labels?.statuses ?? {})),
};

/** Every field, collection or member of a value with a label. A payload property has its own label. */
export const FIELDS: Labels = {
  ...FURTHER_FIELDS,
  ...merged(
    KINDS.map(({ fields }) => Object.fromEntries([...fields].map(([name, { label }]) => [name, label]))),
  ),
  ...merged(KINDS.map(({ labels }) => labels?.fields ?? {})),
};

/** The answer of `GET /v1/labels`; as for kinds, the singular member is English and the plural one holds the other languages. */
export function labelsAnswer(): JsonObject {
  return {
    families: described(FAMILIES),
    statuses: described(STATUSES, ({ family }) => ({ family })),
    fields: described(FIELDS),
    areas: described(AREAS),
    words: described(WORDS),
  };
}

function described<L extends Localised>(
  labels: Labels<L>,
  more: (label: L) => JsonObject = () => ({}),
): JsonObject {
  return Object.fromEntries(
    Object.entries(labels).map(([slug, label]) => [
      slug,
      { label: label.en, labels: { ja: label.ja }, ...more(label) },
    ]),
  );
}

function merged<L extends Localised>(tables: readonly Labels<L>[]): Labels<L> {
  return Object.assign({}, ...tables) as Labels<L>;
}
