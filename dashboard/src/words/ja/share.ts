import type { share as english } from '../en/share.js';
import type { Translation } from '../translation.js';

export const share: Translation<typeof english> = {
  copyJavascript: 'JavaScript',
  chooseColumns: 'CSV の列を選ぶ',
  basisColumns: 'この時点はファイルの列にも入ります。',
  fieldColumns: '一列ずつ出す項目',
  fieldColumnsHelp:
    '項目のパスをコンマで区切って入力します。値と、不確実な場合は候補がそれぞれ一列になります。',
  headings: '見出し',
  headingsNames: '列名（プログラム向け）',
  headingsWords: '日本語',
  findPolicy: '政策を探す',
  noSuchPolicy: (id) => `政策 ${id} はありません`,
  notKnownOn: (title, basis) => `「${title}」はまだ知られていませんでした（${basis}）。`,
  asKnownNow: '現在の知識で表示',
  proof: '証明',
  proofHelp: 'この回答を証明するファイルを保存します',
  proofSaved:
    'このファイルがあれば、どの出来事も記録のまま変わっておらず、一つも抜けていないことを、誰でもオフラインで確かめられます。確かめるには次を実行します',
  proofKey: 'ログの公開鍵',
  copyLink: 'この回答へのリンクをコピー',
  copyLinkHelp: '後から何が記録されても、この回答をそのまま示すページです',
  stillBest: 'その後の記録でこの回答は変わっていません。',
  changedSince: (fields) => `その後の記録で変わった項目: ${fields}。`,
  showChanges: '変更を見る',
  whatChangedWeek: '今週の変化',
  changesOfAll: '変化の一覧',
  firstPage: '最初のページ',
};
