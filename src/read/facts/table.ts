/** A type of PostgreSQL, and as `Value` the corresponding TypeScript type. */
export interface ColumnType<Value> {
  sql: string;
  nullable: boolean;
  /** Given as an array of their own: what is long takes time to escape in JSON. */
  apart: boolean;
  /** Only carries the TypeScript type; no object has it. */
  readonly value?: Value;
}

export const column = <Value>(sql: string): ColumnType<Value> => ({ sql, nullable: false, apart: false });
export const nullable = <Value>({ sql, apart }: ColumnType<Value>): ColumnType<Value | null> => ({
  sql,
  nullable: true,
  apart,
});
export const apart = <Value>(type: ColumnType<Value>): ColumnType<Value> => ({ ...type, apart: true });

type ColumnTypes = Readonly<Record<string, ColumnType<unknown>>>;

/** A row in TypeScript. */
export type RowOf<T extends Table> = {
  -readonly [Property in keyof T['types']]: T['types'][Property] extends ColumnType<infer Value>
    ? Value
    : never;
};

export interface Column {
  /** The column's name in the database: the property's name in snake case. */
  name: string;
  property: string;
  type: ColumnType<unknown>;
}

/** A read table: every statement that writes, copies or compares its rows is generated from this. */
export interface Table<Types extends ColumnTypes = ColumnTypes> {
  name: string;
  types: Types;
  columns: readonly Column[];
  /** Identifies an open row, which can be closed. Empty: rows are only added. */
  key: readonly Column[];
}

/** @param key properties of the columns that identify an open row */
export function table<Types extends ColumnTypes>(
  name: string,
  key: readonly (keyof Types)[],
  types: Types,
): Table<Types> {
  const columns = Object.entries(types).map(([property, type]) => ({
    property,
    type,
    name: property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }));
  return { name, types, columns, key: columns.filter(({ property }) => key.includes(property)) };
}

/** `known_to` of an open row: PostgreSQL's greatest bigint, as text because a double cannot hold it. */
export const STILL_KNOWN = '9223372036854775807';
