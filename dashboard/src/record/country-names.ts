/** ISO 3166-1 codes by the names of countries in English and Japanese, in small letters. */
function codesByName(): ReadonlyMap<string, string> {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  // Withdrawn codes, such as UK, become the current one in a canonical locale.
  const codes = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => new Intl.Locale(`und-${code}`).region === code);
  const entries = ['en', 'ja'].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [[name.toLowerCase(), code] as const];
    });
  });
  return new Map([...entries, ['uk', 'GB'], ['usa', 'US']]);
}
let known: ReadonlyMap<string, string> | undefined;

/** The codes for names of countries, such as `JP, US` for "Japan, US"; null if nothing would change. */
export function withCodes(typed: string): string | null {
  known ??= codesByName();
  const names = known;
  const parts = typed
    .split(/[,、]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const coded = parts.map((part) => names.get(part.toLowerCase()) ?? part);
  return coded.join() === parts.join() ? null : coded.join(', ');
}
