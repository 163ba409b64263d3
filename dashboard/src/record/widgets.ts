import { dateToSend } from '../edtf/read-date.js';

export interface Entry {
  name: string;
  value: string;
}

/** The appearance of a widget of the service's form hints, and the conversion between its text and its value. */
export interface Widget {
  look: 'line' | 'lines' | 'date' | 'choice' | 'entries' | 'dated-entries' | 'money';
  /** undefined: nothing was entered. */
  read: (typed: string | Entry[], country: string | undefined) => unknown;
  write: (value: unknown) => string | Entry[];
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const written = (value: unknown): string => (value === undefined ? '' : plain(value));
const typedText = (typed: string | Entry[]): string => (typeof typed === 'string' ? typed : '');

function line(look: Widget['look'], read: (text: string, country: string | undefined) => unknown): Widget {
  return {
    look,
    read: (typed, country) => (typedText(typed).trim() === '' ? undefined : read(typedText(typed), country)),
    write: written,
  };
}

function entries(look: Widget['look'], read: (text: string, country: string | undefined) => unknown): Widget {
  return {
    look,
    read: (typed, country) => {
      const given = typeof typed === 'string' ? [] : typed.filter(({ name }) => name.trim() !== '');
      return given.length === 0
        ? undefined
        : Object.fromEntries(given.map(({ name, value }) => [name.trim(), read(value, country)]));
    },
    write: (value) =>
      value === undefined
        ? []
        : Object.entries(value as Record<string, unknown>).map(([name, each]) => ({
            name,
            value: plain(each),
          })),
  };
}

const trimmed = (text: string): string => text.trim();
const number = (text: string): unknown => (Number.isNaN(Number(text)) ? text : Number(text));

/** JSON unchanged; other text becomes a string, so that words need no quotes. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const money: Widget = {
  look: 'money',
  read: (typed) => {
    const [amount] = typeof typed === 'string' ? [] : typed;
    return amount === undefined || amount.value.trim() === ''
      ? undefined
      : { value: number(amount.value), currency: amount.name.trim() };
  },
  write: (value) => {
    if (value === undefined) return [];
    const { value: amount, currency } = value as { value: number; currency: string };
    return [{ name: currency, value: String(amount) }];
  },
};

const WIDGETS: Readonly<Record<string, Widget>> = {
  slug: line('line', trimmed),
  text: line('line', trimmed),
  'field-path': line('line', trimmed),
  textarea: line('lines', (text) => text),
  choice: line('choice', trimmed),
  edtf: line('date', dateToSend),
  quantity: line('line', number),
  reference: line('line', (text) => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : text.trim())),
  json: line('lines', json),
  'slug-text-map': entries('entries', (text) => text),
  attributes: entries('entries', json),
  milestones: entries('dated-entries', dateToSend),
  money,
};

/** An unknown widget accepts any JSON. */
export const widgetOf = (name: string): Widget => WIDGETS[name] ?? line('lines', json);
