import { systemClock } from '../../src/settings/system-clock.js';
import { KeyStore, type KeyToAdd, type StoredKey } from '../../src/api/access/key-store.js';

/** Keys in memory, for specs; one spec checks it and the real store. */
export class FakeKeyStore extends KeyStore {
  private readonly keys = new Map<string, StoredKey>();
  /** Number of look-ups, which the cache should save. */
  lookups = 0;
  /** Number of uses written. */
  uses = 0;

  add(key: KeyToAdd): Promise<boolean> {
    if (this.keys.has(key.id)) return Promise.resolve(false);
    this.keys.set(key.id, {
      ...key,
      createdAt: systemClock().toISOString(),
      revokedAt: null,
      lastUsedAt: null,
    });
    return Promise.resolve(true);
  }

  find(id: string): Promise<StoredKey | undefined> {
    this.lookups++;
    return Promise.resolve(this.keys.get(id));
  }

  list(): Promise<StoredKey[]> {
    return Promise.resolve([...this.keys.values()]);
  }

  revoke(id: string): Promise<boolean> {
    const key = this.keys.get(id);
    if (!key) return Promise.resolve(false);
    this.keys.set(id, { ...key, revokedAt: key.revokedAt ?? systemClock().toISOString() });
    return Promise.resolve(true);
  }

  replaceHash(id: string, hash: Uint8Array): Promise<boolean> {
    const key = this.keys.get(id);
    if (!key || key.revokedAt !== null) return Promise.resolve(false);
    this.keys.set(id, { ...key, hash });
    return Promise.resolve(true);
  }

  /** Sets the end of a key, as time would. */
  endOn(id: string, expiresAt: string): void {
    const key = this.keys.get(id);
    if (key) this.keys.set(id, { ...key, expiresAt });
  }

  markUsed(id: string): Promise<void> {
    this.uses++;
    const key = this.keys.get(id);
    if (key) this.keys.set(id, { ...key, lastUsedAt: systemClock().toISOString() });
    return Promise.resolve();
  }
}
