import { pathText, valueParts, valueText, type Speech, type ValueParts } from './value-text.js';

/** A payload in words: its text, and its other members. A member that sets a field is shown as the field: "Quantity: 400". */
export function payloadParts(payload: Readonly<Record<string, unknown>>, speech: Speech): ValueParts {
  const { text, field, value, ...others } = payload;
  const lead = typeof text === 'string' ? text : '';
  if (typeof field !== 'string') {
    const { rest } = valueParts({ ...payload, text: lead }, 'payload', speech);
    return { lead, rest };
  }
  const [name = field] = field.split('/');
  const unit = others['unit'] === undefined ? value : { value, unit: others['unit'] };
  return { lead, rest: [[pathText(field, speech.labels), valueText(unit, name, speech)]] };
}
