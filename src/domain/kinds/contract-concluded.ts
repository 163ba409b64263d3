import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import { MoneyField, QuantityField, TextField } from '../values/fields.js';

class ContractConcluded extends PayloadWithText {
  @TextField({
    label: { en: 'Counterparty', ja: '契約の相手' },
    help: { en: 'With whom the contract was concluded.', ja: '契約を結んだ相手。' },
    example: 'US',
    required: true,
  })
  counterparty!: string;

  @TextField({
    label: { en: 'Item', ja: '品目' },
    help: { en: 'What the contract is about.', ja: '契約の対象。' },
    example: 'tomahawk',
  })
  item?: string;

  @QuantityField({
    label: { en: 'Quantity', ja: '数量' },
    help: { en: 'How many, if known.', ja: '分かっていれば、その数。' },
    example: 400,
  })
  quantity?: number;

  @MoneyField({
    label: { en: 'Amount', ja: '金額' },
    help: {
      en: 'The price in whole units of the currency (yen, not millions of yen), with its ISO 4217 code.',
      ja: '契約金額。百万円ではなく円のような通貨の単位で、ISO 4217 の通貨コードを添えます。',
    },
    example: { value: 254_000_000_000, currency: 'JPY' },
  })
  amount?: { value: number; currency: string };
}

export const contractConcluded = defineKind({
  kind: 'contract-concluded',
  title: { en: 'Contract concluded', ja: '契約の締結' },
  description: {
    en: 'A contract was signed, with whom, for what, how many and for how much.',
    ja: '契約が結ばれたこと。相手、対象、数量、金額を記します。',
  },
  schemaVersion: 1,
  payload: ContractConcluded,
  examples: [
    {
      effective: '2024-01',
      payload: { counterparty: 'US', quantity: 400 },
      effects: [
        { field: 'status', set: 'contracted' },
        { field: 'counterparty', set: 'US' },
        { field: 'quantity', set: 400 },
      ],
    },
    {
      effective: '2024-03-15',
      payload: {
        counterparty: 'Shipyard',
        item: 'frigate',
        amount: { value: 50_000_000_000, currency: 'JPY' },
      },
      effects: [
        { field: 'status', set: 'contracted' },
        { field: 'counterparty', set: 'Shipyard' },
        { field: 'item', set: 'frigate' },
        { field: 'amount', set: { value: 50_000_000_000, currency: 'JPY' } },
      ],
    },
  ],
  labels: {
    statuses: { contracted: { en: 'Contracted', ja: '契約済み', family: 'decided' } },
  },
  effects: ({ counterparty, item, quantity, amount }) => [
    set('status', 'contracted'),
    ...setGiven({ counterparty, item, quantity, amount }),
  ],
});
