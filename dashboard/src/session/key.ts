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
  tellAtEnd();
}

export function signOut(): void {
  sessionStorage.removeItem(NAME);
  sessionStorage.removeItem(UNTIL);
  tell();
}

export function onKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The longest time of a browser's timer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** So that the page shows the end of the session by itself, without an action of its user. */
function tellAtEnd(): void {
  clearTimeout(timer);
  const until = Number(sessionStorage.getItem(UNTIL) ?? 0);
  if (until > Date.now()) timer = setTimeout(tell, Math.min(until - Date.now() + 1, LONGEST_TIMER));
}

function tell(): void {
  for (const listener of listeners) listener();
}

// A tab that was loaded anew goes on with its token.
tellAtEnd();
