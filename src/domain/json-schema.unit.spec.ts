import { describe, expect, it } from '@jest/globals';
import { describeKind } from './json-schema.js';
import { KINDS, kindNamed } from './kinds/index.js';

describe('a kind as it is served', () => {
  it('gives a form all it needs, without the form knowing the kind', () => {
    const resumed = kindNamed('resumed');
    expect(resumed && describeKind(resumed)).toMatchObject({
      kind: 'resumed',
      schemaVersion: 1,
      title: 'Resumed',
      titles: { ja: '再開' },
      schema: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: {
          status: { type: 'string', title: 'Status', examples: ['in-force'] },
          text: { maxLength: 20_000 },
        },
        required: ['status'],
        additionalProperties: false,
      },
      examples: [
        {
          effective: '2024-07-01',
          payload: { status: 'in-force' },
          effects: [{ field: 'status', set: 'in-force' }],
        },
      ],
      form: [
        {
          name: 'status',
          widget: 'slug',
          required: true,
          label: 'Status',
          labels: { ja: '状態' },
          example: 'in-force',
        },
        { name: 'text', widget: 'textarea', required: false },
      ],
    });
  });

  it('names what is assumed only where something is', () => {
    const assumed = KINDS.flatMap((kind) =>
      [...kind.fields.values()].filter((field) => field.default !== undefined).map(() => kind.kind),
    );
    expect(assumed).toEqual(['guideline-revised', 'plan-announced', 'decision-deferred', 'ended']);
    const withDefault = KINDS.map(describeKind).filter((kind) => JSON.stringify(kind).includes('"default":'));
    expect(withDefault.map(({ kind }) => kind)).toEqual(assumed);
  });

  it('is plain JSON, the same after a trip over the wire', () => {
    for (const kind of KINDS) {
      expect(JSON.parse(JSON.stringify(describeKind(kind)))).toEqual(describeKind(kind));
    }
  });
});
