import { EMPTY_ROOT, nodeHash } from './hashing.js';
import { consistencyPath, inclusionPath, subtreesOf, type Stretch } from './paths.js';
import { subtreeHash, tileOf, type TilePlace } from './tiles.js';

/** Returns the hashes of tiles, joined, in the requested order. */
export type ReadTiles = (places: readonly TilePlace[]) => Promise<Buffer[]>;

/** Roots and proofs of a tree with stored tiles; all tiles of an answer are read at once. */
export class TreeReader {
  constructor(private readonly readTiles: ReadTiles) {}

  /** The root of the tree of the first `size` leaves. */
  async root(size: number): Promise<Buffer> {
    if (size === 0) return EMPTY_ROOT;
    const [root] = await this.hashes([{ from: 0, to: size }]);
    return root as Buffer;
  }

  /** The proof of each leaf in the tree of `size`, in their order. */
  async inclusion(leaves: readonly number[], size: number): Promise<Buffer[][]> {
    const paths = leaves.map((leaf) => inclusionPath(leaf, size));
    const hashes = await this.hashes(paths.flat());
    let read = 0;
    return paths.map((path) => hashes.slice(read, (read += path.length)));
  }

  /** The proof that the tree of size `to` continues that of size `from`. */
  consistency(from: number, to: number): Promise<Buffer[]> {
    return this.hashes(consistencyPath(from, to));
  }

  private async hashes(stretches: readonly Stretch[]): Promise<Buffer[]> {
    const parts = stretches.map((stretch) => subtreesOf(stretch).map(tileOf));
    const places = new Map(parts.flat().map((part) => [nameOf(part), part]));
    const tiles = await this.readTiles([...places.values()]);
    const byName = new Map([...places.keys()].map((name, i) => [name, tiles[i] as Buffer]));
    const known = new Map<string, Buffer>();
    const hashOf = (part: (typeof parts)[number][number]): Buffer => {
      const key = `${nameOf(part)}:${part.first}:${part.count}`;
      const hash = known.get(key) ?? subtreeHash(byName.get(nameOf(part)) as Buffer, part);
      known.set(key, hash);
      return hash;
    };
    // The smaller subtrees on the right are joined first (RFC 9162: the left subtree is the complete one).
    return parts.map((part) => part.map(hashOf).reduceRight((right, left) => nodeHash(left, right)));
  }
}

const nameOf = ({ level, index }: TilePlace): string => `${level}/${index}`;
