import type { Localised } from '../values/fields.js';

/** The meaning of a status for a policy, independent of its word. Colours and counts use it. */
export type Family = 'proposed' | 'decided' | 'in-force' | 'ended' | 'other';

/** The label of a status, and its family. */
export interface StatusLabel extends Localised {
  family: Family;
}

/** Labels by slug. */
export type Labels<L extends Localised = Localised> = Readonly<Record<string, L>>;

/** The labels that a kind declares for the fields and values of its effects. */
export interface KindLabels {
  /** Values of `status` in its effects. */
  statuses?: Labels<StatusLabel>;
  /** Fields and collections in its effects whose names are not properties of its payload. */
  fields?: Labels;
}

/** From an idea to its end; `other` is for statuses without a known family. */
export const FAMILIES: Readonly<Record<Family, Localised>> = {
  proposed: { en: 'Proposed', ja: '検討・審議中' },
  decided: { en: 'Decided', ja: '決定済み' },
  'in-force': { en: 'In force or under way', ja: '実施中' },
  ended: { en: 'Ended or suspended', ja: '終了・停止' },
  other: { en: 'Other', ja: 'その他' },
};
