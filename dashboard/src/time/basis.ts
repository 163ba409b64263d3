/** What an answer rests on, as it stands in the address of the page. Left out: today, and all that is known. */
export interface Basis {
  asOf?: string | undefined;
  knownAt?: string | undefined;
  uncertain?: 'flag' | 'include' | 'exclude' | undefined;
  publishedBy?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;

/** The basis in the query of the page; what is not valid there is left out, as the page shows. */
export function basisOf(search: Readonly<Record<string, unknown>>): Basis {
  const text = (name: string, form: RegExp) => {
    const value = search[name];
    return typeof value === 'string' && form.test(value) ? { [name]: value } : {};
  };
  return {
    ...text('asOf', DAY),
    ...text('knownAt', INSTANT),
    ...text('uncertain', /^(include|exclude)$/),
    ...text('publishedBy', DAY),
  };
}

/** The members that are there, as query parameters of the API. */
export function queryOf<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
