import type { Role } from './roles.js';

/** An API key as it is kept; the secret itself is nowhere, only its SHA-256. Instants are RFC 3339 UTC text. */
export interface StoredKey {
  id: string;
  role: Role;
  note: string;
  hash: Uint8Array;
  createdAt: string;
  revokedAt: string | null;
  /** The actor who made it, as the log names actors; null: made at the first start, or before this was kept. */
  createdBy: string | null;
  /** Null: never used, or not since this is kept. */
  lastUsedAt: string | null;
}

/** What is given when a key is made. */
export type KeyToAdd = Pick<StoredKey, 'id' | 'role' | 'note' | 'hash' | 'createdBy'>;

/** Where API keys are kept. An abstract class, so that it is its own token for dependency injection. */
export abstract class KeyStore {
  /** False, and nothing is changed, if the id is taken; that decides between two processes at their first start. */
  abstract add(key: KeyToAdd): Promise<boolean>;
  abstract find(id: string): Promise<StoredKey | undefined>;
  /** All keys, revoked ones too, the oldest first. */
  abstract list(): Promise<StoredKey[]>;
  /** False if no key has the id. The first revocation's time stays. */
  abstract revoke(id: string): Promise<boolean>;
  /** Gives a key another secret; the old one is void. False, and nothing is changed, if no key has the id or it was revoked. */
  abstract replaceHash(id: string, hash: Uint8Array): Promise<boolean>;
  /** Keeps that a key was used now; nothing if no key has the id. */
  abstract markUsed(id: string): Promise<void>;
}
