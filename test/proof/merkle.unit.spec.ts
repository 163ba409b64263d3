import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TILE_WIDTH } from '../../src/proof/merkle/tiles.js';
import { TreeReader } from '../../src/proof/merkle/tree-reader.js';
import { completeRoot } from '../../src/proof/merkle/hashing.js';
import { TileTree } from '../../src/proof/verify/tile-tree.js';
import { propertyOptions } from '../support/property-options.js';
import { leafOf, naiveConsistency, naivePath, naiveRoot } from './naive-tree.js';

const hex = (bytes: Buffer | undefined) => bytes?.toString('hex');

/** The tiles of a tree, as a store would have them. */
function readerOf(leaves: readonly Buffer[]): TreeReader {
  const levels: Buffer[][] = [[...leaves]];
  for (let below = levels[0] as Buffer[]; below.length >= TILE_WIDTH;) {
    const above: Buffer[] = [];
    for (let i = 0; i + TILE_WIDTH <= below.length; i += TILE_WIDTH)
      above.push(completeRoot(below.slice(i, i + TILE_WIDTH)));
    levels.push(above);
    below = above;
  }
  return new TreeReader((places) =>
    Promise.resolve(
      places.map(({ level, index }) =>
        Buffer.concat((levels[level] ?? []).slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)),
      ),
    ),
  );
}

/** The entries and roots that implementations of RFC 6962 test each other with. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('The tree of RFC 6962', () => {
  const leaves = ENTRIES.map((entry) => leafOf(Buffer.from(entry, 'hex')));

  it('has the known roots, read from tiles and grown leaf by leaf', async () => {
    const reader = readerOf(leaves);
    const tree = new TileTree();
    for (const [size, root] of ROOTS.entries()) {
      expect(hex(await reader.root(size))).toBe(root);
      expect(hex(tree.root())).toBe(root);
      const next = leaves[size];
      if (next) tree.add(next);
    }
  });

  it('has the known proofs', async () => {
    const reader = readerOf(leaves);
    expect((await reader.inclusion([5], 8)).flat().map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect((await reader.consistency(6, 8)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  const many = Array.from({ length: 700 }, (_, i) => leafOf(Buffer.from(`entry ${i}`)));
  const reader = readerOf(many);

  it('is that of the definition for every size from 1 to 300', async () => {
    const tree = new TileTree();
    for (let size = 1; size <= 300; size += 1) {
      tree.add(many[size - 1] as Buffer);
      const root = naiveRoot(many.slice(0, size));
      expect(await reader.root(size)).toEqual(root);
      expect(tree.root()).toEqual(root);
    }
  });

  it('has the proofs of the definition', async () => {
    const sizes = fc
      .integer({ min: 1, max: 300 })
      .chain((size) => fc.record({ size: fc.constant(size), part: fc.integer({ min: 1, max: size }) }));
    const proofsAgree = async ({ size, part }: { size: number; part: number }) => {
      const leaves = many.slice(0, size);
      expect((await reader.inclusion([part - 1], size)).flat()).toEqual(naivePath(part - 1, leaves));
      expect(await reader.consistency(part, size)).toEqual(naiveConsistency(part, leaves));
    };
    await fc.assert(fc.asyncProperty(sizes, proofsAgree), propertyOptions(300));
    await proofsAgree({ size: 700, part: 513 });
  });
});
