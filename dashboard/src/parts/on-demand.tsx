import { lazy, Suspense, useState, type ComponentType } from 'react';

/**
 * A part of a page whose code is loaded on first use, such as a dialog: readers who never open it do not load it. It stays
 * mounted afterwards, so that it can close by itself and restore the focus.
 */
export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>) {
  const Part = lazy(async () => ({ default: await load() }));
  return function OnDemand({ wanted, ...props }: P & { wanted: boolean }) {
    const [loaded, setLoaded] = useState(false);
    if (wanted && !loaded) setLoaded(true);
    if (!loaded) return null;
    return (
      <Suspense fallback={null}>
        <Part {...(props as unknown as P)} />
      </Suspense>
    );
  };
}
