/** JSON Schema of an object; members whose names end in `?` may be absent, and there are no others. */
export function object(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(members);
  return {
    type: 'object',
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
  };
}

export const list = (items: unknown) => ({ type: 'array', items });
export const map = (values: unknown) => ({ type: 'object', additionalProperties: values });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const text = { type: 'string' };
export const integer = { type: 'integer' };
export const yesOrNo = { type: 'boolean' };
export const day = { type: 'string', format: 'date' };
export const instant = { type: 'string', format: 'date-time' };
export const json = { description: 'Any JSON value' };
export const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, 'null'] });
export const oneOf = (...values: string[]) => ({ type: 'string', enum: values });
