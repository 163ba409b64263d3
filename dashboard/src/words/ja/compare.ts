import type { compare as english } from '../en/compare.js';
import type { Translation } from '../translation.js';

export const compare: Translation<typeof english> = {
  compareTitle: '二つの時点の比較',
  from: '前',
  to: '後',
  knowledgeChanges: '新たにわかったこと',
  knowledgeHelp: '同じ日を、前の知識と後の知識で見たときの違いです。',
  worldChanges: '実際に起きたこと',
  worldHelp: '同じ知識で、前の日と後の日を見たときの違いです。',
  noChanges: '二つの時点に違いはありません。',
  bothSides: '両方に共通',
  sinceLastChange: '最後の変化から',
  sinceLastRecord: '最後の記録から',
  lastDays: (count) => `${String(count)}日間`,
  lastYear: '1年間',
  sameRows: (count) => `同じ項目 ${String(count)} 件`,
  because: '根拠',
  comparisonCited: (title, from, to, address, read) =>
    `「${title}」の比較。前: ${from}。後: ${to}。Policy Timeline、${address}（${read}閲覧）。`,
  copyComparison: 'この比較へのリンクをコピー',
  change: '変化',
  classes: {
    expired: '期限どおり終了',
    'planned-took-effect': '予定どおり実施',
    happened: '発生',
    corrected: '訂正',
    retracted: '撤回',
    backdated: '後から記録',
    ruled: '裁定',
    announced: '公表',
  },
};
