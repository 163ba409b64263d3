import type pg from 'pg';
import { basisText, permalink, type Basis } from '../../domain/basis.js';
import { bibtex, cslJson } from '../../domain/citation/reference-formats.js';
import { citedOn, type Cited } from '../../domain/citation/cited.js';
import { footnote } from '../../domain/citation/footnote.js';
import { footnoteInJapanese } from '../../domain/citation/footnote-in-japanese.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { foldLive } from '../live-fold.js';

export const CITATION_FORMATS = ['text', 'bibtex', 'csl-json'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

export const CITATION_LANGUAGES = ['en', 'ja'] as const;
type CitationLanguage = (typeof CITATION_LANGUAGES)[number];
const FOOTNOTES = { en: footnote, ja: footnoteInJapanese };

/** Citations of a state, with the sources it is based on. */
export class CitationReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /**
   * @param format default: all of them, in JSON
   * @param language of the footnote
   * @throws DomainProblem `policy-not-known`, `invalid-parameters`, `not-caught-up`
   */
  async answer(
    policyId: string,
    format: CitationFormat | undefined,
    query: AsOfQuery,
    language: CitationLanguage = 'en',
  ): Promise<ReadAnswer> {
    const known = await this.known.inLog.resolve(query);
    const timeline = await foldLive(this.pool, policyId, known.position, query.publishedBy);
    const asOf = query.asOf ?? this.known.today(timeline.header?.timeZone);
    const { uncertain, publishedBy = null } = query;
    const basis: Basis = { ...known, asOf, uncertain, publishedBy };
    const cited: Cited = {
      ...citedOn(timeline, asOf, uncertain),
      policyId,
      asOf,
      knownAt: known.knownAt ?? '',
      position: known.position,
      permalink: permalink(`/v1/policies/${policyId}`, basis),
    };
    return {
      body:
        format === undefined
          ? allFormats(cited, language, basis, timeline.isReconstructed(basis.position))
          : FORMATS[format](cited, language),
      pinned: query.asOf !== undefined && isFixed(query, known),
    };
  }
}

const FORMATS: Readonly<Record<CitationFormat, (cited: Cited, language: CitationLanguage) => string>> = {
  text: (cited, language) => `${FOOTNOTES[language](cited)}\n`,
  bibtex,
  'csl-json': (cited) => JSON.stringify(cslJson(cited)),
};

function allFormats(cited: Cited, language: CitationLanguage, basis: Basis, reconstructed: boolean): string {
  const { policyId } = cited;
  const rest = JSON.stringify({
    cites: cited.permalink,
    text: FOOTNOTES[language](cited),
    bibtex: bibtex(cited),
    cslJson: cslJson(cited),
    permalink: permalink(
      `/v1/policies/${policyId}/citation`,
      basis,
      language === 'en' ? {} : { lang: language },
    ),
  });
  return `{"policyId":"${policyId}","basis":${basisText(basis, reconstructed)},${rest.slice(1)}`;
}
