/** The API key lives as long as the tab: it is in sessionStorage, and never in storage that lives longer. */
const NAME = 'policy-timeline.key';
const listeners = new Set<() => void>();

export const currentKey = (): string | null => sessionStorage.getItem(NAME);

export function signInWith(key: string): void {
  sessionStorage.setItem(NAME, key);
  tell();
}

export function signOut(): void {
  sessionStorage.removeItem(NAME);
  tell();
}

export function onKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
