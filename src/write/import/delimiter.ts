/** What may separate the cells of a CSV file, by their names in parameters, where a tab or semicolon is hard to write. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = keyof typeof DELIMITERS;

/**
 * The delimiter that is most often found in the header outside of quotes; a comma where none is.
 * @param head the beginning of the text, without a byte order mark
 */
export function detectDelimiter(head: string): Delimiter {
  const header = headerOf(head);
  const names = Object.keys(DELIMITERS) as Delimiter[];
  const count = (name: Delimiter) => header.split(DELIMITERS[name]).length;
  return names.reduce((most, name) => (count(name) > count(most) ? name : most));
}

/** The first line that has more than delimiters, without what is in quotes; a line break within quotes does not end it. */
function headerOf(head: string): string {
  const lines = head.replaceAll(/"[^"]*"/g, 'x').split(/[\r\n]+/);
  return lines.find((line) => /[^\s,;]/.test(line)) ?? '';
}
