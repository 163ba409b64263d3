import type { Localised } from '../fields/field.js';

/** What a status means for a policy, whatever its own word is. Colours and counts follow it. */
export type Family = 'proposed' | 'decided' | 'in-force' | 'ended' | 'other';

/** The label of a status, and the family it belongs to. */
export interface StatusLabel extends Localised {
  family: Family;
}

/** Labels by slug. */
export type Labels<L extends Localised = Localised> = Readonly<Record<string, L>>;

/** The labels that a kind brings along for what its effects write. */
export interface KindLabels {
  /** Values that its effects give to `status`. */
  statuses?: Labels<StatusLabel>;
  /** Fields and collections that its effects write and that are not called as a property of its payload. */
  fields?: Labels;
}

/** From an idea to its end; `other` holds each status of which the family is not known. */
export const FAMILIES: Readonly<Record<Family, Localised>> = {
  proposed: { en: 'Proposed', ja: '検討・審議中' },
  decided: { en: 'Decided', ja: '決定済み' },
  'in-force': { en: 'In force or under way', ja: '実施中' },
  ended: { en: 'Ended or suspended', ja: '終了・停止' },
  other: { en: 'Other', ja: 'その他' },
};
