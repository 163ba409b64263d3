/** Where the peers keep their data. */
export interface Servers {
  /** An empty database of the peer's own. */
  url: string;
  /** The database with our log and facts, which the other bitemporal tables are filled from. */
  timeline: string;
  /** The socket of MariaDB; null: it is not installed. */
  mariaSocket: string | null;
  /** The folder with the statements of pg_bitemporal. */
  pgBitemporal: string | null;
}

/** One of several ways to keep events or what holds when; in `stores`, or here if it is ours. */
export interface Peer {
  /** Makes the tables; called once, before anything is opened. */
  prepare: (servers: Servers) => Promise<unknown>;
  /** Fills bitemporal tables with what our log comes to; called once, after `prepare`. */
  load?: (servers: Servers, facts: readonly Fact[]) => Promise<unknown>;
  /** @param size connections of the pool */
  open: (servers: Servers, size: number) => Promise<Store>;
}

export interface Store {
  /** Appends one event to a stream that has this version; rejects if it has another one. */
  append: (stream: string, version: number, payload: object) => Promise<unknown>;
  /** The events of a stream as the store gives them, their payloads as objects. */
  read: (stream: string) => Promise<unknown[]>;
  /** The payload of an event that was read. */
  payloadOf: (event: unknown) => unknown;
  /** One policy on a day, as known at a position, as JSON text: `{"fields":{"<path>":{"value":…,"certainty":"definite",…}}}`. */
  stateAsOf?: (question: Question) => Promise<string>;
  /** Policies by status, as JSON text: `{"items":[{"value":…,"count":…}]}`. */
  countByStatus?: (question: Question) => Promise<string>;
  end: () => Promise<unknown>;
}

export interface Question {
  policy: string;
  asOf: string;
  /** The same place in what is known: a position of the log, and when its event was recorded. */
  position: number;
  instant: string;
}

/** What holds of a field in a span of days, as known in a span of instants. */
export interface Fact {
  policy: string;
  path: string;
  /** 0001-01-01 and 9999-12-31: without beginning and end. */
  validFrom: string;
  validTo: string;
  knownFrom: string;
  /** null: until now. */
  knownTo: string | null;
  definite: boolean;
  /** JSON text. */
  value: string | null;
  /** Members of the entry behind its value, JSON text. */
  rest: string;
}
