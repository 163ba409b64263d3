import type { overview as english } from '../en/overview.js';
import type { Translation } from '../translation.js';

export const overview: Translation<typeof english> = {
  policies: '政策',
  filters: '絞り込み',
  searchHelp: '名称、出来事、出典から探します',
  countsHelp: '数字は、この日にほかの条件をすべて満たす政策の件数です。',
  countOf: (shown, all) =>
    shown === all
      ? `政策 ${all.toLocaleString('ja')} 件`
      : `政策 ${all.toLocaleString('ja')} 件のうち ${shown.toLocaleString('ja')} 件`,
  pages: 'ページ',
  rowsOf: (from, to, total) =>
    `${total === undefined ? '' : `${total.toLocaleString('ja')} 件のうち `}${from.toLocaleString('ja')}〜${to.toLocaleString('ja')} 件目`,
  previousPage: '前のページ',
  search: '検索',
  status: '状態',
  area: '分野',
  jurisdiction: '国・地域',
  existence: '存否',
  all: 'すべて',
  notSaid: '記載なし',
  doubtful: '不確か',
  columns: '列',
  clearFilters: '絞り込みを解除',
  nothingFits: '条件に合う政策はありません。',
  statusOverTime: '状態の推移',
  chartHelp: '条件に合う政策のうち、各時点でそれぞれの状態にあったものの数です。棒を選ぶとその日に移ります。',
  title: '名称',
  expectedNext: '次の予定',
  developmentsCount: '出来事の数',
  id: 'ID',
  copyAs: 'コピー',
  copyCall: 'API の呼び出し',
  copyCurl: 'curl',
  copyCli: 'コマンドライン',
  copyExportCurl: '書き出し (curl)',
  copyExportCli: '書き出し (コマンドライン)',
  copyEmbed: 'ページに埋め込む (HTML)',
  copied: 'コピーしました',
  downloadCsv: 'CSV をダウンロード',
  downloadCsvHelp: 'このページの内容を、この時点のままファイルにします',
  exportTooMany: 'この検索はファイルにできません。絞り込むか、状態・分野・国だけを指定してください。',
  register: '政策を登録',
};
