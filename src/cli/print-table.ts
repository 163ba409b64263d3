/** Characters that take two columns on a terminal: Chinese, Japanese and Korean scripts and their punctuation. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/gu;
/** A cell is cut after this many columns, except the last of a row. */
const WIDEST = 60;

const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** Rows in columns below a heading. Control characters are shown as text, so that a value cannot control the terminal. */
export function tableText(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = [heading, ...rows].map((row) =>
    row.map((cell, i) => (i === row.length - 1 ? visible(cell) : cut(visible(cell)))),
  );
  const widths = heading.map((_, i) => Math.max(...shown.map((row) => widthOf(row[i] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = shown;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(head), rule, ...body.map(line)].join('\n');
}

const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·');

function cut(text: string): string {
  if (widthOf(text) <= WIDEST) return text;
  let kept = '';
  for (const sign of text) {
    if (widthOf(kept + sign) >= WIDEST) break;
    kept += sign;
  }
  return `${kept}…`;
}
