import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { AnyJsonField, FieldPathField, TextField } from '../values/fields.js';
import type { Json } from '../json.js';

class ValueSet extends PayloadWithText {
  @FieldPathField({
    label: { en: 'Field', ja: '項目' },
    help: {
      en: 'The field that has the value: a name, or a collection and a key such as role/counterpart.',
      ja: '値を持つ項目。名前、または role/counterpart のような集まりとその中の名前。',
    },
    example: 'lowerHouseMajority',
    required: true,
  })
  field!: string;

  @AnyJsonField({
    label: { en: 'Value', ja: '値' },
    help: {
      en: 'Any JSON value; null says that there is explicitly none.',
      ja: '任意の JSON の値。null は「無い」と明示します。',
    },
    example: false,
    required: true,
  })
  value!: Json;

  @TextField({
    label: { en: 'Unit', ja: '単位' },
    help: {
      en: 'What the number counts, for example km or yen. Shown with the development; the field holds the bare value.',
      ja: '数値の単位。たとえば km や円。出来事とともに表示され、項目は値だけを持ちます。',
    },
    example: 'km',
  })
  unit?: string;
}

export const valueSet = defineKind({
  kind: 'value-set',
  title: { en: 'Value set', ja: '値の設定' },
  description: {
    en: 'One field has a value from then on. For what no other kind says.',
    ja: 'その時から、ある項目がその値を持つこと。他の種類で表せないことに使います。',
  },
  schemaVersion: 1,
  payload: ValueSet,
  examples: [
    {
      effective: '[2024-10-01..2024-11]',
      payload: { field: 'lowerHouseMajority', value: false },
      effects: [{ field: 'lowerHouseMajority', set: false }],
    },
    {
      effective: '[..2024-02]',
      payload: { field: 'range', value: 1000, unit: 'km' },
      effects: [{ field: 'range', set: 1000 }],
    },
    {
      effective: '2024-01-01',
      payload: { field: 'quantity', value: null, text: 'The ceiling was abolished.' },
      effects: [{ field: 'quantity', set: null }],
    },
  ],
  effects: ({ field, value }) => [set(field, value)],
});
