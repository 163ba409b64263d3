/** What those who cite a file, or want to make it again, have to know of it. Holds no clock: the same file, the same manifest. */
export interface Manifest {
  file: string;
  mediaType: string;
  what: string;
  format: string;
  rows: number;
  bytes: number;
  /** Hex. */
  sha256: string;
  basis: Record<string, unknown>;
  query: Record<string, unknown>;
  schema: readonly { name: string; type: string; title: string }[];
  software: { name: string; version: string };
  /** The format's writer: as long as its version stays, the same request gives the same bytes. */
  writer: { name: string; version: number };
  licence: string;
  citation: string;
}
