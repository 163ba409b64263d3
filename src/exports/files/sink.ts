/** Takes the bytes of a file. Await each write; otherwise the bytes pile up in memory. */
export interface Sink {
  /** @throws the error of the storage: no space left, bucket not reachable */
  write: (bytes: Uint8Array) => Promise<void>;
}
