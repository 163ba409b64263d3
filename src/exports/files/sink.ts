/** Where the bytes of a file go. A write that is not awaited would pile up in memory. */
export interface Sink {
  /** @throws what the storage throws: no space left, a bucket that is away */
  write: (bytes: Uint8Array) => Promise<void>;
}
