/** The titles that several have, for lists that then show what tells them apart. */
export function sharedTitles(titles: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(titles.filter((title) => seen.has(title) || !seen.add(title)));
}
