import { dayBefore } from '../../domain/day.js';
import { fieldLabel } from '../../domain/labels/field-label.js';
import { link, markup } from './markup.js';
import type { PolicyPicture, SourceShown, StepShown } from './policy-picture.js';
import { changeOf, isContested, sentenceOf, valuesText } from './sentence.js';
import { stepsSvg } from './steps-svg.js';
import { STYLE } from './style.js';
import { areaText, placeText, shortened } from './value-text.js';
import { dayText, type Language, type Words, wordsIn } from './words.js';

/** Of a step; with the number of steps they bound the size of the page, so that it is small on any reader's line. */
const MOST_SOURCES = 2;
const LONGEST = { name: 60, address: 200 };

/**
 * The page in a frame: the answer, the picture and its table twin. No script, no cookie, nothing from elsewhere.
 * @param base where the service is reached; empty: links are relative
 * @param discovery the link to the oEmbed answer, if there can be one
 */
export function embedPage(
  picture: PolicyPicture,
  { language, base, discovery }: { language: Language; base: string; discovery: string | undefined },
): string {
  const { policyId, title, basis, jurisdictions, area, pinned, field } = picture;
  const words = wordsIn(language);
  const page = `${base}/policies/${encodeURIComponent(policyId)}?${pinned.replace(/&render=\d+$/, '')}`;
  const change = changeOf(picture, language);
  const where = [...jurisdictions.map((code) => placeText(code, language)), areaText(area, language)];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markup(title)}</title>
${discovery === undefined ? '' : `${discovery}\n`}<style>${STYLE}</style>
<main>
<h1>${link(page, title)}</h1>
<p class="quiet">${markup(where.join(' · '))}</p>
<p class="sentence">${markup(sentenceOf(picture, language))}</p>
${change === undefined ? '' : `<p class="changed">${markup(change)} ${link(comparison(picture, base), words.whatChanged)}</p>\n`}<figure>${stepsSvg(picture, language)}</figure>
<table>
<caption>${markup(words.caption(fieldLabel(field)[language]))}</caption>
<thead><tr>${[words.number, words.value, words.period, words.certainty, words.sources].map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${picture.steps.map((step, i) => row(step, i, picture, language)).join('\n')}
</tbody>
</table>
${picture.left > 0 ? `<p class="quiet">${markup(words.more(picture.left))}</p>\n` : ''}<p class="quiet">${[
    ...(basis.knownAt === null ? [] : [markup(words.known(dayText(basis.knownAt.slice(0, 10), language)))]),
    ...(basis.publishedBy === undefined
      ? []
      : [markup(words.published(dayText(basis.publishedBy, language)))]),
    link(`${base}/v1/policies/${encodeURIComponent(policyId)}?${pinned}`, words.permalink),
    link(page, 'Policy Timeline'),
  ].join(' · ')}</p>
</main>
</html>
`;
}

function row(step: StepShown, i: number, { field, sources }: PolicyPicture, language: Language): string {
  const words = wordsIn(language);
  const cells = [
    markup(valuesText(step, field, language)),
    markup(periodText(step, language)),
    isContested(step) ? words.disagree : step.certainty === 'possible' ? words.possible : words.certain,
    sourcesText(
      step.because.flatMap((eventId) => sources.get(eventId) ?? []),
      words,
    ),
  ];
  return `<tr><th scope="row">${String(i + 1)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** The first and the last day of a step. */
function periodText({ from, until }: StepShown, language: Language): string {
  const words = wordsIn(language);
  const begin = from && dayText(from, language);
  const end = until && dayText(dayBefore(until), language);
  if (begin && end) return begin === end ? begin : words.range(begin, end);
  if (begin) return words.from(begin);
  return end ? words.until(end) : words.always;
}

function sourcesText(sources: readonly SourceShown[], words: Words): string {
  const told = sources.map(({ title, publisher, url = '' }) =>
    link(url.length > LONGEST.address ? '' : url, shortened(publisher ?? title, LONGEST.name)),
  );
  return [...new Set(told)].slice(0, MOST_SOURCES).join(words.listed);
}

/** The dashboard's page of what changed since. */
function comparison({ policyId, basis }: PolicyPicture, base: string): string {
  const { asOf, position, publishedBy } = basis;
  const query = new URLSearchParams({
    asOf,
    ...(publishedBy !== undefined && { publishedBy }),
    fromAsOf: asOf,
    fromPosition: String(position),
  });
  return `${base}/policies/${encodeURIComponent(policyId)}/compare?${query}`;
}
