import { lazy, Suspense, useState, type ComponentType } from 'react';

/**
 * A part of a page whose code is loaded when it is first wanted, such as a dialog: whoever never opens it does not load it. It stays
 * mounted from then on, so that it can close by itself and give the focus back.
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
