import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import type { JsonObject } from '../json.js';
import { AttributesOfPolicyField, StatusField } from './common-fields.js';

class StatusReported extends PayloadWithText {
  @StatusField({ required: true, example: 'in-development' })
  status!: string;

  @AttributesOfPolicyField({ replaces: ['F-2', 'Eurofighter Typhoon'] })
  attributes?: JsonObject;
}

export const statusReported = defineKind({
  kind: 'status-reported',
  title: { en: 'Status reported', ja: '状況の報告' },
  description: {
    en: 'A source says how things stand, without saying what brought them there.',
    ja: '経緯は示されないまま、現状が伝えられたこと。',
  },
  schemaVersion: 1,
  payload: StatusReported,
  examples: [
    {
      effective: '[..2024-11]',
      payload: { status: 'in-development', attributes: { 'expected/in-service': '[..2035]' } },
      effects: [
        { field: 'status', set: 'in-development' },
        { field: 'expected/in-service', set: '[..2035]' },
      ],
    },
  ],
  effects: ({ status, attributes = {} }) => [set('status', status), ...setGiven(attributes)],
});
