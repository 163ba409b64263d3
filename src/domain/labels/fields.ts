import type { Labels } from './label.js';

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
