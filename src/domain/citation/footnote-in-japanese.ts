import type { Assertion, Source } from '../policy-event.js';
import { fieldLabel } from '../labels/field-label.js';
import { readable } from '../labels/readable.js';
import { STATUSES } from '../labels/vocabulary.js';
import type { Cited, ContestedField } from './cited.js';
import { oneLine } from './footnote.js';

/** The footnote in Japanese: labels in Japanese; texts of sources, and dates, as they are. */
export function footnoteInJapanese(cited: Cited): string {
  const { title, titleJa, titles, asOf, knownAt, permalink, sources, contested = [] } = cited;
  const main = titleJa ?? title;
  const others = [title, ...titles].filter((each) => each !== main);
  const beside = others.length > 0 ? `（${[...new Set(others)].join('、')}）` : '';
  const told = [statusText(cited), ...contested.map(contestedText)].filter((each) => each !== '');
  const listed = sources.map((source, i) => `[${i + 1}] ${sourceText(source)}`);
  const rests = listed.length > 0 ? `出典: ${listed.join('、')}。` : '';
  return oneLine(
    `「${main}」${beside}、${asOf} 時点、${knownAt} の知識による。${told.map((each) => `${each}。`).join('')}Policy Timeline、${permalink} 。${rests}`,
  );
}

function statusText({ status, statusCandidates }: Cited): string {
  if (status !== null) return `状態: ${statusLabel(status)}`;
  if (!statusCandidates) return '';
  return `状態は不確か: ${statusCandidates.map((each) => (each === null ? 'なし' : statusLabel(each))).join('または')}`;
}

const statusLabel = (status: string): string =>
  (Object.hasOwn(STATUSES, status) ? STATUSES[status]?.ja : undefined) ?? readable(status);

function contestedText({ field, candidates }: ContestedField): string {
  const said = candidates.map(({ value, claims }) => {
    const by = claims.map((claim) => `${claim.by}、${ASSERTIONS[claim.assertion]}`);
    const named = value !== null && field === 'status' ? statusLabel(value) : value;
    return `${named ?? 'なし'}${by.length > 0 ? `（${by.join('。')}）` : ''}`;
  });
  return `見解の対立、${fieldLabel(field).ja}: ${said.join('または')}`;
}

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  confirmed: '確認済み',
  reported: '報道',
  inferred: '推定',
  disputed: '争いあり',
};

function sourceText({ title, publisher, published, locator, url, accessed }: Source): string {
  const parts = [`「${title}」`, publisher, published, locator, url, accessed && `${accessed} 閲覧`];
  return parts.filter((part) => part !== undefined).join('、');
}
