const AREAS = ['arms-export', 'defence-acquisition', 'command-structure', 'trade', 'energy', 'diet-bill'];
const JURISDICTIONS = ['JP', 'US', 'GB', 'AU', 'IT'];
const STAGES = ['planned', 'approved', 'contracted', 'in-force', 'suspended', 'ended'];
const WORDS = [
  'missile',
  'frigate',
  'radar',
  'export',
  'budget',
  'treaty',
  'licence',
  'satellite',
  'quota',
  'ミサイル',
];
const FIRST_DAY = Date.UTC(2010, 0, 1);
const DAYS = 6000;
const DAY_MS = 86_400_000;

/**
 * Import lines of this many policies with this many developments each, over sixteen years; policies differ in area,
 * jurisdiction, status and words, and every tenth date is a month. The same call gives the same lines.
 */
export function* scaleLines(policies: number, developments: number): Generator<string> {
  for (let n = 0; n < policies; n += 1) yield JSON.stringify({ policy: policy(n) });
  for (let step = 0; step < developments; step += 1)
    for (let n = 0; n < policies; n += 1) yield JSON.stringify(development(n, step, developments));
}

const idOf = (n: number): string => `scale-${String(n).padStart(6, '0')}`;
const of = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

const policy = (n: number): object => ({
  id: idOf(n),
  // Spread over the alphabet, so that the order by title is not the order by id.
  title: `${String.fromCodePoint(65 + ((n * 7) % 26))}${of(WORDS, n)} programme ${n}`,
  jurisdiction: n % 9 === 0 ? ['JP', of(JURISDICTIONS, 1 + (n % 4))] : of(JURISDICTIONS, n),
  area: of(AREAS, n),
});

function development(n: number, step: number, developments: number): object {
  const day = Math.floor(((n * 131) % DAYS) * ((step + 1) / developments));
  const text = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
  return {
    policyId: idOf(n),
    kind: 'status-reported',
    effective: (n + step) % 10 === 0 ? text.slice(0, 7) : text,
    payload: { status: of(STAGES, n + step) },
    sources: [{ title: `${of(WORDS, n + step)} report ${step}`, published: text }],
    externalId: `scale:${n}:${step}`,
  };
}
