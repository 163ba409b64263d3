import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import { IN_FORCE, LawNumberField } from './common-fields.js';

class CameIntoForce extends PayloadWithText {
  @LawNumberField()
  lawNumber?: string | number;
}

export const cameIntoForce = defineKind({
  kind: 'came-into-force',
  title: { en: 'Came into force', ja: '施行' },
  description: {
    en: 'A law, rule or agreement applies from then on.',
    ja: '法律や規則、協定がその時から効力を持つこと。',
  },
  schemaVersion: 1,
  payload: CameIntoForce,
  examples: [
    { effective: '2025-03-24', payload: {}, effects: [{ field: 'status', set: 'in-force' }] },
    {
      effective: '2025-03-24',
      payload: { lawNumber: '24' },
      effects: [
        { field: 'status', set: 'in-force' },
        { field: 'lawNumber', set: '24' },
      ],
    },
  ],
  labels: {
    statuses: { 'in-force': IN_FORCE },
  },
  effects: ({ lawNumber }) => [set('status', 'in-force'), ...setGiven({ lawNumber })],
});
