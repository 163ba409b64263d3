/** Delimiters of CSV cells by their names in parameters, where a tab or semicolon is hard to write. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = keyof typeof DELIMITERS;

/**
 * The most frequent delimiter in the header outside of quotes; a comma if there is none.
 * @param head the beginning of the text, without a byte order mark
 */
export function detectDelimiter(head: string): Delimiter {
  const header = headerOf(head);
  const names = Object.keys(DELIMITERS) as Delimiter[];
  const count = (name: Delimiter) => header.split(DELIMITERS[name]).length;
  return names.reduce((most, name) => (count(name) > count(most) ? name : most));
}

/** The first line with more than delimiters, without quoted text; a line break within quotes does not end it. */
function headerOf(head: string): string {
  const lines = head.replaceAll(/"[^"]*"/g, 'x').split(/[\r\n]+/);
  return lines.find((line) => /[^\s,;]/.test(line)) ?? '';
}
