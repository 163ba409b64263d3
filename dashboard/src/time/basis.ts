import { readDay, readInstant, readPosition, readUncertain, type Reading } from './read-basis.js';

/** The basis of an answer, as in the address of the page. Defaults: today, and all that is known. */
export interface Basis {
  asOf?: string | undefined;
  knownAt?: string | undefined;
  /** A position of the log, instead of (or as in a permalink beside) `knownAt`. */
  position?: number | undefined;
  uncertain?: 'flag' | 'include' | 'exclude' | undefined;
  publishedBy?: string | undefined;
}

/** Prefixes of the parameters of one side of a comparison: `fromAsOf`. */
export type Side = '' | 'from' | 'to';

/** A parameter of the address that cannot be read. */
export interface BasisFault {
  parameter: string;
  value: string;
  wrong: 'day' | 'noSuchDay' | 'instant' | 'position' | 'uncertain';
  /** The probable meaning. */
  instead?: string;
}

const READERS: { readonly [K in keyof Required<Basis>]: (text: string) => Reading<NonNullable<Basis[K]>> } = {
  asOf: readDay,
  knownAt: readInstant,
  position: readPosition,
  uncertain: readUncertain,
  publishedBy: readDay,
};
const NAMES = Object.keys(READERS) as (keyof Basis)[];

/** The parameter of the address that holds a member of the basis of one side. */
const parameterOf = (side: Side, name: keyof Basis): string =>
  side === '' ? name : `${side}${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The basis in the query of the page; unreadable parameters are left out, so check `basisFaults` first. */
export function basisOf(search: Readonly<Record<string, unknown>>, side: Side = ''): Basis {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = search[parameterOf(side, name)];
      const reading = typeof text === 'string' ? READERS[name](text) : null;
      return reading && 'value' in reading ? [[name, reading.value]] : [];
    }),
  );
}

/** The unreadable parameters of the page's query: an answer without them would belong to another query. */
export function basisFaults(search: Readonly<Record<string, unknown>>): BasisFault[] {
  const sides: readonly Side[] = ['', 'from', 'to'];
  return sides.flatMap((side) =>
    NAMES.flatMap((name) => {
      const parameter = parameterOf(side, name);
      const value = search[parameter];
      if (typeof value !== 'string') return [];
      const reading = READERS[name](value);
      return 'value' in reading ? [] : [{ parameter, value, ...reading }];
    }),
  );
}

/** A change of the basis as a change of the address: choosing `knownAt` removes the pinned position. */
export function addressOf(change: Basis, side: Side = ''): Record<string, string | undefined> {
  const whole: Basis = 'knownAt' in change ? { position: undefined, ...change } : change;
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]: [string, string | number | undefined]) => [
      parameterOf(side, name as keyof Basis),
      value === undefined ? undefined : String(value),
    ]),
  );
}

/** Whether the page shows anything but today, as known now, in the default reading. */
export const isChosen = (basis: Basis): boolean => NAMES.some((name) => basis[name] !== undefined);

/** The defined members, as query parameters of the API. */
export function queryOf<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
