/** The languages of the dashboard. */
export type Language = 'en' | 'ja';

/** The shape of a set of words, so that another language must have every word of the English one and takes the same arguments. */
export type Translation<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Translation<T[K]>;
};
