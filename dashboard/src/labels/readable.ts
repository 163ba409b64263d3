/**
 * A readable form of a slug or member name without a label: `first-reading` is "First reading", `lawNumber` "Law number"; `F-2`
 * and `US` stay. The service does the same in exports (src/domain/labels/readable.ts); a test compares the two.
 */
export function readable(slug: string): string {
  const spaced = slug
    .replace(
      /([a-z0-9])([A-Z])(?=[a-z])/g,
      (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
    )
    .replace(/_+/g, ' ')
    .replace(/(?<=[a-z])-(?=[a-z])/gi, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
