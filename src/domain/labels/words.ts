import type { Labels } from './label.js';

const ITEMS: Labels = {
  'pac-2': { en: 'PAC-2', ja: 'PAC-2' },
  'pac-3': { en: 'PAC-3', ja: 'PAC-3' },
  tomahawk: { en: 'Tomahawk', ja: 'トマホーク' },
  'type-90': { en: 'Type 90', ja: '90式' },
};

/** Events of the log that are not developments: a comparison names them as causes. */
const EVENTS: Labels = {
  'policy-registered': { en: 'Policy registered', ja: '政策の登録' },
  'policy-amended': { en: 'Policy amended', ja: '政策の名称などの変更' },
  'development-retracted': { en: 'Development retracted', ja: '出来事の撤回' },
  'ruling-made': { en: 'Ruling made', ja: '裁定' },
  redaction: { en: 'Content erased', ja: '内容の消去' },
};

const MILESTONES: Labels = {
  introduction: { en: 'Introduction', ja: '導入' },
  completion: { en: 'Completion', ja: '完了' },
  'in-service': { en: 'In service', ja: '運用開始' },
};

const RULES: Labels = {
  'licensed-finished-products-to-licensor': {
    en: 'Licensed finished products to the licensor',
    ja: 'ライセンス生産の完成品をライセンス元国へ',
  },
  'lethal-weapons-to-war-zone': { en: 'Lethal weapons to a war zone', ja: '紛争地域への殺傷兵器' },
  'no-third-party-transfer': { en: 'No transfer to third parties', ja: '第三者への移転の禁止' },
  'no-third-country-transfer': { en: 'No transfer to third countries', ja: '第三国への移転の禁止' },
  'no-transfer-to-ukraine-without-consent': {
    en: 'No transfer to Ukraine without consent',
    ja: '同意のないウクライナへの移転の禁止',
  },
  'fr-self-defence-only': { en: 'France: self-defence only', ja: 'フランス: 自衛のみ' },
};

const SPEAKERS: Labels = {
  counterpart: { en: 'Counterpart', ja: 'カウンターパート' },
  'jp-mod-official': { en: 'Official of the Japanese Ministry of Defense', ja: '防衛省幹部' },
  'ru-mfa': { en: 'Russian Foreign Ministry', ja: 'ロシア外務省' },
  'ru-embassy-jp': { en: 'Russian embassy in Japan', ja: '在日ロシア大使館' },
  'ru-ambassador-jp': { en: 'Russian ambassador to Japan', ja: '駐日ロシア大使' },
  'ru-deputy-fm': { en: 'Russian deputy foreign minister', ja: 'ロシア外務次官' },
};

const STANCES: Labels = {
  cautious: { en: 'Cautious', ja: '慎重' },
  opposed: { en: 'Opposed', ja: '反対' },
  supportive: { en: 'Supportive', ja: '賛成' },
  neutral: { en: 'Neutral', ja: '中立' },
};

/** Chambers and results of votes, as sources in either language write them. */
const PARLIAMENT: Labels = {
  'House of Representatives': { en: 'House of Representatives', ja: '衆議院' },
  'House of Councillors': { en: 'House of Councillors', ja: '参議院' },
  衆議院: { en: 'House of Representatives', ja: '衆議院' },
  参議院: { en: 'House of Councillors', ja: '参議院' },
  可決: { en: 'Passed', ja: '可決' },
  修正: { en: 'Amended', ja: '修正' },
  否決: { en: 'Rejected', ja: '否決' },
  継続審査: { en: 'Carried over', ja: '継続審査' },
  同意: { en: 'Consented', ja: '同意' },
  承認: { en: 'Approved', ja: '承認' },
  承諾: { en: 'Accepted', ja: '承諾' },
  是認: { en: 'Endorsed', ja: '是認' },
  異議がない: { en: 'No objection', ja: '異議がない' },
  議決: { en: 'Resolved', ja: '議決' },
};

/** Labels of collection keys and field values. Slugs without a label are made readable (readable.ts). */
export const WORDS: Labels = {
  ...ITEMS,
  ...MILESTONES,
  ...RULES,
  ...SPEAKERS,
  ...STANCES,
  ...PARLIAMENT,
  ...EVENTS,
  'more-than': { en: 'More than', ja: '超' },
};
