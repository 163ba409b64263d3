/** Words as they are compared: letters and digits only, without case, so that punctuation and typography hide nothing. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const runsOf = (text: string, length: number): string[] => {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' '));
};

/** The runs of `length` consecutive words that `text` shares with `original`. */
export function copiedRuns(text: string, original: string, length: number): string[] {
  const known = new Set(runsOf(original, length));
  return runsOf(text, length).filter((run) => known.has(run));
}
