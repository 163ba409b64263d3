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
};
