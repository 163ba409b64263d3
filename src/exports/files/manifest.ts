/** What a reader needs to cite a file or to make it again. It contains no time of creation: the same file has the same manifest. */
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
  /** The format's writer: for the same version, the same request gives the same bytes. */
  writer: { name: string; version: number };
  licence: string;
  citation: string;
}
