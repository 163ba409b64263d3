import type { Labels } from './label.js';

/** Fields, and members of their values, that no kind declares: they come from attributes and set values. */
export const FURTHER_FIELDS: Labels = {
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
