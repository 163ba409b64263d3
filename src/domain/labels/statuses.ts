import type { Labels, StatusLabel } from './label.js';

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
