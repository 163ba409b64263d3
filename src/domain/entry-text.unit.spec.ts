import { describe, expect, it } from '@jest/globals';
import { candidateDetails } from './candidate-text.js';
import { BEGINNING, FOREVER } from './day.js';
import { NO_RUN, restText, runDetails } from './entry-text.js';

const exact = (day: string) => ({ earliest: day, latest: day });
const ID = '01a20424-90b1-7858-8bc8-63571788fa2e';
const OTHER = '01a20424-90b1-7858-8bc8-63571788fa2f';

describe('The words of an entry, kept in short', () => {
  it.each([
    ['of days that the columns have', '', exact('2024-06-01'), '2024-06-01', exact('2024-09-01')],
    ['without an end', NO_RUN, exact('2024-06-01'), '2024-06-01', exact(FOREVER)],
    ['of other exact days', '2024-05-01|2025-01-01', exact('2024-05-01'), '2024-05-01', exact('2025-01-01')],
    [
      'of dates as they were given',
      '{"text":"2024-06-01?","earliest":"2024-06-01","latest":"2024-06-01"}|{"text":"2025","earliest":"2025-01-01","latest":"2025-12-31"}',
      ...[exact('2024-06-01'), '2024-06-01?', { earliest: '2025-01-01', latest: '2025-12-31' }],
    ],
    [
      'of a run that began before all days',
      `{"text":"..","earliest":null,"latest":null}|${NO_RUN}`,
      ...[exact(BEGINNING), '..', exact(FOREVER)],
    ],
  ] as const)('a run %s', (_, short, since, sinceText, until) => {
    const [begin, end] = short === NO_RUN ? ['', NO_RUN] : short.split('|');
    const days = { from: '2024-06-01', until: '2024-09-01' };
    const details = runDetails(days, { since, sinceText, until });
    expect(details).toBe(end === undefined ? begin : `${begin}\n${end}`);
    const bounds = (text: string, earliest: string, latest: string) => ({
      text,
      earliest: earliest === BEGINNING ? null : earliest,
      latest: latest === BEGINNING ? null : latest,
    });
    const endText = until.earliest === until.latest ? until.earliest : '2025';
    expect(JSON.parse(`{${restText({ ...days, certainty: 'definite', details }, [ID], [ID])}}`)).toEqual({
      certainty: 'definite',
      since: bounds(sinceText, since.earliest, since.latest),
      ...(until.earliest !== FOREVER && { until: bounds(endText, until.earliest, until.latest) }),
      because: [ID],
    });
  });

  it('the last entry of a run without an end needs no word for it', () => {
    const days = { from: '2024-06-01', until: FOREVER };
    const since = exact('2024-06-01');
    expect(runDetails(days, { since, sinceText: '2024-06-01', until: exact(FOREVER) })).toBe('');
    expect(restText({ ...days, certainty: 'definite', details: '' }, [ID, ID], [ID, ID])).toBe(
      `"certainty":"definite","since":{"text":"2024-06-01","earliest":"2024-06-01","latest":"2024-06-01"},"because":["${ID}","${ID}"]`,
    );
  });

  it('a cleared field has no run, and a possible value its candidates', () => {
    const days = { from: '2024-06-01', until: FOREVER };
    expect(restText({ ...days, certainty: 'definite', details: NO_RUN }, [ID], [ID])).toBe(
      `"certainty":"definite","because":["${ID}"]`,
    );
    const details = candidateDetails(
      [
        { value: null, because: [] },
        { value: '{"because":["1"]}', because: [ID, OTHER] },
        { value: '{"redactedAt":7}', because: [OTHER] },
      ],
      null,
    );
    expect(restText({ ...days, certainty: 'possible', details }, [], [ID, OTHER, OTHER])).toBe(
      `"certainty":"possible","candidates":[{"absent":true,"because":[]},{"value":{"because":["1"]},"because":["${ID}","${OTHER}"]},` +
        `{"redacted":true,"redactedAt":7,"because":["${OTHER}"]}],"because":[]`,
    );
  });
});
