import type { imports as english } from '../en/imports.js';
import type { Translation } from '../translation.js';

export const imports: Translation<typeof english> = {
  importFile: 'ファイル (NDJSON、CSV、XLSX)',
  detected: '自動判別',
  encoding: '文字コード',
  delimiter: '区切り文字',
  delimiters: { comma: 'コンマ (,)', semicolon: 'セミコロン (;)', tab: 'タブ' },
  sheet: 'シート',
  ignoreRecordedTimes: '記録日時を使わない (recordedAt があっても、いま記録したものとする)',
  sampleRows: 'ファイルの最初の行',
  lineNumber: '行',
  mapping: '列の意味',
  mappingHelp:
    'まず種類を選びます。次に下の項目を選んでから、上の列名を押してください。jp-{id} のように全行に共通の文字を入力することもできます。空の項目は省かれます。',
  mappedKind: '出来事の種類',
  importKind: '種類を選択',
  columnFor: (member) => `次に選ぶ列の割り当て先: ${member}`,
  targets: {
    policy: '政策',
    effective: '効力の日付',
    sourceTitle: '出典: 表題',
    sourceUrl: '出典: リンク',
    publisher: '出典: 発行者',
    published: '公表日',
    externalId: '行の識別名 (externalId)。再び取り込むときに重複を防ぎます',
    note: '備考',
  },
  saveMapping: '対応表を保存',
  loadMapping: '対応表を読み込む (JSON)',
  noMapping: 'このファイルは対応表ではありません。JSON オブジェクトが必要です。',
  rejectAt: (line, pointer) => `${String(line)} 行目${pointer === '' ? '' : ` ${pointer}`}`,
  firstRejects: (shown, all) =>
    shown < all
      ? `却下された ${String(all)} 行のうち最初の ${String(shown)} 行`
      : `却下された行: ${String(all)}`,
  firstWarned: (shown, all) =>
    shown < all
      ? `警告のある ${String(all)} 行のうち最初の ${String(shown)} 行`
      : `警告のある行: ${String(all)}`,
  saysOtherwise: (field, value) =>
    `同じ日について別の出典が異なることを述べており、この行がそれを置き換えます: ${field}: ${value}`,
};
