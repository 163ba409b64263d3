import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const TOKENS = readFileSync('dashboard/src/styles/tokens.css', 'utf8');

/** The colours of a scheme by their names, as `#rrggbb`; those of the light one where the dark one says nothing. */
function coloursOf(selector: string): Record<string, string> {
  const block = TOKENS.slice(TOKENS.indexOf(selector)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}
const light = coloursOf(':root {');
const SCHEMES: Record<string, Record<string, string>> = {
  light,
  dark: { ...light, ...coloursOf(":root[data-mantine-color-scheme='dark'] {") },
};

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a = '', b = ''): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const FAMILIES = ['proposed', 'decided', 'in-force', 'ended', 'other', 'none'].map(
  (family) => `tone-${family}`,
);
const TEXTS: [text: string, ground: string][] = [
  ...FAMILIES.map((tone): [string, string] => ['ink', tone]),
  ...['ground', 'card', 'accent-soft', 'doubt-soft', 'removed', 'added'].map((ground): [string, string] => [
    'ink',
    ground,
  ]),
  ...['ground', 'card'].flatMap((ground): [string, string][] => [
    ['quiet', ground],
    ['accent', ground],
  ]),
  ['doubt', 'doubt-soft'],
];

describe.each(['light', 'dark'])('The colours of the %s scheme', (scheme) => {
  const colours = SCHEMES[scheme] ?? {};
  it.each(TEXTS)('%s is readable on %s', (text, ground) => {
    expect(colours[text]).toMatch(/^#/);
    expect(colours[ground]).toMatch(/^#/);
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('has lines and the cursor that stand out (3 to 1, as WCAG 2.2 asks of what is no text)', () => {
    for (const line of ['strong-line', 'now', 'accent'])
      expect([line, contrast(colours[line], colours['card']) >= 3]).toEqual([line, true]);
  });

  it('has a colour of its own for each family of statuses', () => {
    expect(new Set(FAMILIES.map((tone) => colours[tone])).size).toBe(FAMILIES.length);
  });
});
