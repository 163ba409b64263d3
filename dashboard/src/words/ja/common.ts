import type { common as english } from '../en/common.js';
import type { Translation } from '../translation.js';

export const common: Translation<typeof english> = {
  appName: '政策タイムライン',
  skip: '本文へ移動',
  overview: '一覧',
  operations: '運用',
  apiDocs: 'API',
  language: 'English',
  theme: '明暗の切り替え',
  signIn: 'サインイン',
  signOut: 'サインアウト',
  signedInAs: (role) => `サインイン中: ${role}`,
  apiKey: 'API キー',
  apiKeyHelp: 'このタブの中だけに置かれ、閉じると消えます。',
  wrongKey: 'このキーは登録されていません。',
  cancel: 'キャンセル',
  close: '閉じる',
  loading: '読み込み中…',
  failed: '読み込めませんでした',
  retry: 'もう一度',
  unreachable: 'サービスが応答しません。通信の状態を確かめるか、少し待ってから、もう一度お試しください。',
  notFound: 'このページはありません',
  back: '一覧へ戻る',
  nextPage: '次のページ',
  none: 'なし',
  unknown: '不明',
};
