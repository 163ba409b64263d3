import type { Role } from './roles.js';

/** An API key as it is kept; the secret itself is nowhere, only its SHA-256. Instants are RFC 3339 UTC text. */
export interface StoredKey {
  id: string;
  role: Role;
  note: string;
  hash: Uint8Array;
  createdAt: string;
  revokedAt: string | null;
}

/** Where API keys are kept. An abstract class, so that it is its own token for dependency injection. */
export abstract class KeyStore {
  /** False, and nothing is changed, if the id is taken; that decides between two processes at their first start. */
  abstract add(key: Pick<StoredKey, 'id' | 'role' | 'note' | 'hash'>): Promise<boolean>;
  abstract find(id: string): Promise<StoredKey | undefined>;
  /** All keys, revoked ones too, the oldest first. */
  abstract list(): Promise<StoredKey[]>;
  /** False if no key has the id. The first revocation's time stays. */
  abstract revoke(id: string): Promise<boolean>;
  /** Gives a key another secret; the old one is void. False, and nothing is changed, if no key has the id or it was revoked. */
  abstract replaceHash(id: string, hash: Uint8Array): Promise<boolean>;
}
