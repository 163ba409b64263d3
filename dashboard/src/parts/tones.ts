/** Eight tones (tokens.css). Statuses are open words, so their tone follows from the name alone. */
const TONES = 8;

const USUAL: Readonly<Record<string, number>> = {
  'in-force': 0,
  approved: 1,
  contracted: 2,
  planned: 3,
  submitted: 4,
  promulgated: 5,
  suspended: 6,
  ended: 7,
};

export function toneOf(status: string): number {
  const usual = USUAL[status];
  if (usual !== undefined) return usual;
  let sum = 0;
  for (const character of status) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % TONES;
}
