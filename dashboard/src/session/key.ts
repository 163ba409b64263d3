/**
 * The API key, or the token of who signed in, lives as long as the tab: it is in sessionStorage, and never in storage that lives
 * longer.
 */
const NAME = 'policy-timeline.key';
/** Until when a token counts, in milliseconds since 1970; a key has no such end here. */
const UNTIL = 'policy-timeline.key-until';
const listeners = new Set<() => void>();

export function currentKey(): string | null {
  const until = sessionStorage.getItem(UNTIL);
  return until !== null && Number(until) <= Date.now() ? null : sessionStorage.getItem(NAME);
}

/** @param until when the provider's token ends, in milliseconds since 1970 */
export function signInWith(key: string, until?: number): void {
  sessionStorage.setItem(NAME, key);
  if (until === undefined) sessionStorage.removeItem(UNTIL);
  else sessionStorage.setItem(UNTIL, String(until));
  tell();
}

export function signOut(): void {
  sessionStorage.removeItem(NAME);
  sessionStorage.removeItem(UNTIL);
  tell();
}

export function onKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  const until = Number(sessionStorage.getItem(UNTIL) ?? 0);
  const timer = until > Date.now() ? setTimeout(listener, until - Date.now() + 1) : undefined;
  return () => {
    clearTimeout(timer);
    listeners.delete(listener);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}
