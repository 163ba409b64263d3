import { describe, expect, it } from '@jest/globals';
import { checkPayload } from '../../src/domain/check-payload.js';
import { parseEdtf } from '../../src/domain/edtf.js';
import { nameOf } from '../../src/domain/field-path.js';
import { kindNamed } from '../../src/domain/kinds/index.js';
import { ASSERTIONS } from '../../src/domain/policy-event.js';
import { DEMO_LINES, DEMO_TEXT, developmentLines, policyLines, type DevelopmentLine } from './demo-lines.js';

const MEMBERS = {
  policy: ['id', 'title', 'titles', 'jurisdiction', 'area', 'timeZone', 'description'],
  development:
    'policyId corrects kind effective payload published sequence sources assertion note externalId'.split(
      ' ',
    ),
  source: ['title', 'url', 'publisher', 'published', 'accessed', 'locator'],
};

const named = (lines: readonly DevelopmentLine[]) => lines.map((line) => [line.externalId, line] as const);

/** What a line says, as the log would keep it. */
const effectsOf = ({ kind, payload }: DevelopmentLine) => {
  const definition = kindNamed(kind);
  const checked = definition && checkPayload(definition, payload);
  return definition && checked && 'payload' in checked ? definition.effects(checked.payload) : [];
};

const policyIdOf = (line: DevelopmentLine): string | undefined =>
  line.policyId ?? developmentLines.find(({ externalId }) => externalId === line.corrects)?.policyId;

describe('every policy of the demo', () => {
  it.each(policyLines.map(({ policy }) => [policy.id, policy] as const))(
    '%s introduces itself',
    (id, policy) => {
      expect(MEMBERS.policy).toEqual(expect.arrayContaining(Object.keys(policy)));
      expect(id).toMatch(/^[a-z0-9][a-z0-9._-]{0,199}$/);
      expect(policy.title).not.toBe('');
      expect(policy.titles?.['ja']).toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
      for (const code of [policy.jurisdiction].flat()) expect(code).toMatch(/^[A-Z]{2}$/);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: policy.timeZone })).not.toThrow();
      expect(developmentLines.some(({ policyId }) => policyId === id)).toBe(true);
    },
  );
});

describe('every development of the demo', () => {
  it.each(named(developmentLines))('%s would be taken', (_, line) => {
    expect(MEMBERS.development).toEqual(expect.arrayContaining(Object.keys(line)));
    const kind = kindNamed(line.kind);
    expect(kind && checkPayload(kind, line.payload)).toHaveProperty('payload');
    expect(() => parseEdtf(line.effective)).not.toThrow();
    expect(line.sequence ?? 1).toBeGreaterThan(0);
    expect(ASSERTIONS).toContain(line.assertion ?? 'confirmed');
  });

  it.each(named(developmentLines))('%s names its sources, and when they were published', (_, { sources }) => {
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(MEMBERS.source).toEqual(expect.arrayContaining(Object.keys(source)));
      expect(parseEdtf(source.published).latest).toMatch(/^2024-/);
    }
  });

  it.each(named(developmentLines.filter(({ assertion }) => assertion === 'inferred')))(
    '%s is inferred, and says what of it',
    (_, { note }) => {
      expect(note?.length).toBeGreaterThan(40);
    },
  );
});

describe('the demo as a file', () => {
  it('uses each name once, so that it can be imported again', () => {
    const names = DEMO_LINES.map((line) => ('policy' in line ? line.policy.id : line.externalId));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const { externalId } of developmentLines) expect(externalId).toMatch(/^demo:[a-z0-9-]+:[a-z0-9-]+$/);
  });

  it('speaks of a policy, and corrects a development, only after having introduced it', () => {
    const before = new Set<string | undefined>();
    for (const line of DEMO_LINES) {
      if ('policy' in line) before.add(line.policy.id);
      else {
        expect([line.policyId, line.corrects].filter((name) => name !== undefined)).toHaveLength(1);
        expect(before).toContain(line.policyId ?? line.corrects);
        before.add(line.externalId);
      }
    }
  });

  it('tells one correction: the newspaper knew the month, the parliament the day', () => {
    const [correction, ...more] = developmentLines.filter(({ corrects }) => corrects !== undefined);
    const target = developmentLines.find(({ externalId }) => externalId === correction?.corrects);
    expect(more).toEqual([]);
    expect([target?.effective, correction?.effective]).toEqual(['[..2024-02]', '2024-02-09']);
    expect(correction?.sources.map(({ publisher }) => publisher)).toEqual([
      'House of Councillors of Japan',
      'Jiji Press via The Japan News',
    ]);
  });

  it('grew as knowledge came in: no line before what it rests on had been published', () => {
    const published = developmentLines.map(({ sources }) => sources[0]?.published ?? '');
    const [newspaper, parliament, izvestia] = ['2024-02', 'the stages and the correction', '2024-11'];
    const chapters = published.map((date) => (date === newspaper || date === izvestia ? date : parliament));
    expect(chapters.filter((chapter, i) => chapter !== chapters[i - 1])).toEqual([
      newspaper,
      parliament,
      izvestia,
    ]);
  });

  it('uses each name of a policy either as a value or as a collection', () => {
    const uses = new Map<string, boolean>();
    for (const line of developmentLines) {
      for (const { field } of effectsOf(line)) {
        const name = `${policyIdOf(line)} ${nameOf(field)}`;
        const isCollection = field.includes('/');
        expect([name, uses.get(name) ?? isCollection]).toEqual([name, isCollection]);
        uses.set(name, isCollection);
      }
    }
    expect(uses.size).toBeGreaterThan(30);
  });

  it('leaves recorded time to the loading', () => {
    expect(DEMO_TEXT).not.toContain('"recordedAt"');
  });
});
