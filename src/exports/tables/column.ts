/**
 * The type of a column. `value`: the value of a field, any JSON; text formats show a string without quotes and anything else as
 * JSON. `json`: always JSON.
 */
export type ColumnType = 'text' | 'value' | 'integer' | 'boolean' | 'day' | 'instant' | 'json';

export interface Column {
  name: string;
  type: ColumnType;
  en: string;
  ja: string;
}

/** Days, instants (RFC 3339 UTC, six decimals) and JSON (`value` and `json`) are text. */
export type Cell = string | number | boolean | null;

/** The text of a `value` for people: a string without its quotes. */
export function bareText(json: string): string {
  return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

/** The name of a `value`'s JSON type, which its bare text does not show. */
export function valueType(json: string): string {
  if (json === 'null') return 'null';
  return (
    { '"': 'string', '{': 'object', '[': 'array', t: 'boolean', f: 'boolean' }[json[0] ?? ''] ?? 'number'
  );
}
