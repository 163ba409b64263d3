import { kindNamed } from '../../domain/kinds/index.js';
import { redactedText } from '../../domain/redaction.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';
import { developmentLines, type DevelopmentLine } from './developments-table.js';
import { pick, rowMaker, type ComputedColumn } from './computed-columns.js';
import type { Table } from './table.js';

/** A day in TimelineJS; years before 1 do not occur. */
interface SlideDate {
  year: number;
  month: number;
  day: number;
}

/** A slide of a timeline, as Knight Lab's TimelineJS reads it (its JSON format). */
export interface Slide {
  unique_id: string;
  group: string;
  start_date: SlideDate;
  end_date?: SlideDate;
  display_date: string;
  text: { headline: string; text: string };
}

/** The columns of TimelineJS' spreadsheet template that are filled. */
export const SLIDE_COLUMNS: readonly ComputedColumn<Slide>[] = [
  { name: 'Year', type: 'integer', en: 'Year', ja: 'Year', of: (s) => s.start_date.year },
  { name: 'Month', type: 'integer', en: 'Month', ja: 'Month', of: (s) => s.start_date.month },
  { name: 'Day', type: 'integer', en: 'Day', ja: 'Day', of: (s) => s.start_date.day },
  { name: 'End Year', type: 'integer', en: 'End Year', ja: 'End Year', of: (s) => s.end_date?.year ?? null },
  {
    name: 'End Month',
    type: 'integer',
    en: 'End Month',
    ja: 'End Month',
    of: (s) => s.end_date?.month ?? null,
  },
  { name: 'End Day', type: 'integer', en: 'End Day', ja: 'End Day', of: (s) => s.end_date?.day ?? null },
  { name: 'Display Date', type: 'text', en: 'Display Date', ja: 'Display Date', of: (s) => s.display_date },
  { name: 'Headline', type: 'text', en: 'Headline', ja: 'Headline', of: (s) => s.text.headline },
  { name: 'Text', type: 'text', en: 'Text', ja: 'Text', of: (s) => s.text.text },
  { name: 'Group', type: 'text', en: 'Group', ja: 'Group', of: (s) => s.group },
];

/** Live developments that have a day, as slides; the JSON line of a row is the slide. */
export function timelinejsTable(tables: ReadTables, request: ExportRequest): Table {
  const columns = pick(SLIDE_COLUMNS, request.columns);
  const toRow = rowMaker(columns, request.columns ? null : (slide) => JSON.stringify(slide));
  return {
    columns,
    total: () => Promise.resolve(undefined),
    async *rows() {
      for await (const lines of developmentLines(tables, request))
        yield lines
          .filter(({ supersededBy }) => supersededBy === undefined)
          .flatMap((line) => slideOf(line, request.labels ?? 'en').map(toRow));
    },
  };
}

function slideOf(
  { policyId, eventId, kind, effective, payload, sources, redactedAt }: DevelopmentLine,
  language: 'en' | 'ja',
): Slide[] {
  const start = effective.earliest ?? effective.latest;
  if (start === null) return [];
  const { text } = payload as { text?: unknown };
  const cited = sources.map(({ title, url, publisher }) => {
    const named = escapedHtml(publisher === undefined ? title : `${title} (${publisher})`);
    return url === undefined ? named : `<a href="${escapedHtml(url)}">${named}</a>`;
  });
  return [
    {
      unique_id: eventId,
      group: policyId,
      start_date: slideDate(start),
      ...(effective.latest !== null &&
        effective.latest !== start && { end_date: slideDate(effective.latest) }),
      display_date: escapedHtml(effective.text),
      text: {
        headline: escapedHtml(`${policyId}: ${kindNamed(kind)?.title[language] ?? kind}`),
        text: [
          ...(redactedAt === undefined ? [] : [`<p>${redactedText(redactedAt)}</p>`]),
          ...(typeof text === 'string' ? [`<p>${escapedHtml(text)}</p>`] : []),
          `<p>${cited.join('; ')}</p>`,
        ].join(''),
      },
    },
  ];
}

const slideDate = (day: string): SlideDate => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
});

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** TimelineJS writes texts into its page as HTML: recorded text must remain text there. */
export const escapedHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
