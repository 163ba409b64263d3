import { describe, expect, it } from '@jest/globals';
import { defineKind, PayloadWithText } from './define-kind.js';
import { set } from './effect.js';
import { TextField } from './values/fields.js';
import type { JsonObject } from './json.js';

class Renamed extends PayloadWithText {
  @TextField({
    label: { en: 'Title', ja: '題' },
    help: { en: 'A title.', ja: '題名。' },
    example: 'x',
    required: true,
  })
  title!: string;
}

const words = { en: 'Renamed', ja: '改名' };
const definition = {
  kind: 'renamed',
  title: words,
  description: words,
  payload: Renamed,
  examples: [],
  effects: ({ title }: Renamed) => [set('title', title)],
};

describe('a kind whose payload changed its shape', () => {
  const second = defineKind({
    ...definition,
    schemaVersion: 2,
    // Version 1 called it "name".
    upcast: (payload: JsonObject): JsonObject => ({ title: payload['name'] ?? null }),
  });

  it('says of an old payload what it always said', () => {
    expect(second.effects({ name: 'A' }, 1)).toEqual([set('title', 'A')]);
    expect(second.effects({ title: 'A' }, 2)).toEqual([set('title', 'A')]);
    expect(second.effects({ title: 'A' })).toEqual([set('title', 'A')]);
  });

  it('does not guess at a payload of a later program', () => {
    expect(() => second.effects({ title: 'A' }, 3)).toThrow('renamed is known up to schema version 2, not 3');
  });

  it('lists its own fields, then the text that every kind may carry', () => {
    expect([...second.fields.keys()]).toEqual(['title', 'text']);
  });
});
