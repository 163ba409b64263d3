import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import { inCollection } from '../field-path.js';
import { QuantityField, SlugField, TextField } from '../values/fields.js';

class TransferApproved extends PayloadWithText {
  @SlugField({
    label: { en: 'Item', ja: '品目' },
    help: { en: 'What may be transferred, as a slug.', ja: '移転が認められたもの。短い識別子で書きます。' },
    example: 'pac-3',
    required: true,
  })
  item!: string;

  @TextField({
    label: { en: 'Recipient', ja: '移転先' },
    help: { en: 'To whom, for example a country.', ja: '移転の相手。たとえば国。' },
    example: 'US',
    required: true,
  })
  recipient!: string;

  @QuantityField({
    label: { en: 'Quantity', ja: '数量' },
    help: { en: 'How many, if known.', ja: '分かっていれば、その数。' },
    example: 30,
  })
  quantity?: number;
}

export const transferApproved = defineKind({
  kind: 'transfer-approved',
  title: { en: 'Transfer approved', ja: '移転の承認' },
  description: {
    en: 'The authority approved that an item goes to a recipient.',
    ja: '当局が、ある品目を相手に移転することを認めたこと。',
  },
  schemaVersion: 1,
  payload: TransferApproved,
  examples: [
    {
      effective: '2024-07',
      payload: { item: 'pac-3', recipient: 'US' },
      effects: [
        { field: 'status', set: 'approved' },
        { field: 'items/pac-3', set: 'approved' },
        { field: 'recipient', set: 'US' },
      ],
    },
    {
      effective: '[2025-01..2025-03]',
      payload: { item: 'type-90', recipient: 'PH', quantity: 12 },
      effects: [
        { field: 'status', set: 'approved' },
        { field: 'items/type-90', set: 'approved' },
        { field: 'recipient', set: 'PH' },
        { field: 'quantity', set: 12 },
      ],
    },
  ],
  labels: {
    statuses: { approved: { en: 'Approved', ja: '承認済み', family: 'decided' } },
    fields: { items: { en: 'Items', ja: '品目' } },
  },
  effects: ({ item, recipient, quantity }) => [
    set('status', 'approved'),
    set(inCollection('items', item), 'approved'),
    ...setGiven({ recipient, quantity }),
  ],
});
