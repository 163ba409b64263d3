/** Type numbers of elements: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat */
const ELEMENT = { bytea: 17, text: 25 } as const;
const INT = 4;
/** Dimensions, flags (whether there are nulls, which PostgreSQL sees by itself), type, number of elements, index of the first one. */
const HEAD = 5 * INT;
const NULL_LENGTH = -1;

export type ArrayElement = keyof typeof ELEMENT;

export const isArrayElement = (type: string): type is ArrayElement => Object.hasOwn(ELEMENT, type);

/**
 * An array as PostgreSQL takes it in binary (`array_recv`), which `pg` hands on as it is. Nothing in it is escaped, and bytes are
 * not twice as long as they are in text.
 */
export function binaryArray(element: ArrayElement, values: readonly (Uint8Array | string | null)[]): Buffer {
  const lengths = values.map((value) =>
    value === null ? NULL_LENGTH : typeof value === 'string' ? Buffer.byteLength(value) : value.length,
  );
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + INT + Math.max(0, length), HEAD));
  let at = 0;
  const int = (number: number) => {
    at = bytes.writeInt32BE(number, at);
  };
  for (const number of [1, 0, ELEMENT[element], values.length, 1]) int(number);
  values.forEach((value, i) => {
    int(lengths[i] as number);
    if (typeof value === 'string') at += bytes.write(value, at);
    else if (value !== null) {
      bytes.set(value, at);
      at += value.length;
    }
  });
  return bytes;
}
