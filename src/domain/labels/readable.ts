/**
 * A readable form of a slug or member name that has no label: `first-reading` is "First reading", `lawNumber` is "Law number",
 * `F-2` and `US` stay. Hyphens between letters, underscores and camel case become spaces.
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
