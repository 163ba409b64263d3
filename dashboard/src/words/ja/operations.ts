import type { operations as english } from '../en/operations.js';
import type { Translation } from '../translation.js';

export const operations: Translation<typeof english> = {
  projections: '投影',
  projection: '投影名',
  head: 'ログの先頭',
  checkpoint: '取り込み済み',
  lag: '遅れ',
  parked: '停止中',
  notParked: '動作中',
  projectionsHelp: '読み出しの答えのもとになる、ログから計算されたものです。いつでも作り直せます。',
  parkedAt: (name, position) => `${name} は位置 ${String(position)} で止まっています`,
  parkedHelp: (at) =>
    `${at} から。これを必要とする読み出しは断られますが、ほかは動いています。原因がなくなったら作り直してください。`,
  rebuild: '作り直し',
  rebuildNow: '作り直す',
  rebuildOf: (name) => `${name} を作り直す`,
  rebuiltSame: (same) =>
    same === null ? '' : same ? '前と同じでした。' : '前と違っていました。新しいほうを使っています。',
  jobStates: {
    queued: '待機中',
    running: '実行中',
    succeeded: '完了',
    failed: '失敗',
    canceled: '取り消し',
  },
  pace: (rate, left) =>
    `毎秒 ${String(Math.round(rate))} 件${left === undefined ? '' : `、残り ${String(left)} 秒`}`,
  health: '稼働状況',
  ready: '準備完了',
  needAdmin: '管理者のキーでサインインすると表示されます。',
  imports: '取り込み',
  exports: '書き出し',
  keys: 'キー',
  role: '役割',
  created: '作成',
  revoked: '失効',
  format: '形式',
  makeExport: 'ファイルを作る',
  download: 'ダウンロード',
  dryRun: 'まず試す (すべての行を調べ、何も記録しない)',
  tryImport: '試す',
  tried: '試行',
  startImport: '取り込む',
  importCounts: (recorded, done, rejected) =>
    `記録 ${String(recorded)} 件、既存 ${String(done)} 件、却下 ${String(rejected)} 件`,
  rejects: '却下された行',
};
