/** The result of reading a parameter's text. */
export type Reading<T> =
  | { value: T }
  | { mistake: { detail: string; allowed?: readonly string[]; didYouMean?: string | undefined } };

/** One query parameter: how it is read and documented. */
export interface Parameter<T> {
  description: string;
  /** JSON Schema, as in OpenAPI. */
  schema: Readonly<Record<string, unknown>>;
  /** `text` is decoded and not empty. */
  read: (text: string) => Reading<T>;
}

/**
 * Parameters with a common prefix, such as `field.status` and `field.quantity`: declared as `field.*`, read as one record by
 * the rest of their names.
 */
export interface Family<T> extends Parameter<T> {
  /** Rule for the rest of the name. */
  rest: { pattern: RegExp; hint: string };
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The result of readParameters for these parameters; each may be absent. */
export type ValuesOf<P extends Parameters> = {
  [Name in keyof P]?: P[Name] extends Family<infer T>
    ? Readonly<Record<string, T>>
    : P[Name] extends Parameter<infer T>
      ? T
      : never;
};

export function mistake(
  detail: string,
  help: { allowed?: readonly string[]; didYouMean?: string | undefined } = {},
): { mistake: { detail: string; allowed?: readonly string[]; didYouMean?: string | undefined } } {
  return { mistake: { detail, ...help } };
}
