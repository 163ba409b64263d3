import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../words/language.js';
import type { CopyAsProps } from './copy-menu.js';

const CopyMenu = lazy(async () => ({ default: (await import('./copy-menu.js')).CopyMenu }));

/** The page's query for programs: as an address, in several languages, and as an export. */
export function CopyAs(props: CopyAsProps) {
  const words = useWords();
  const [wanted, setWanted] = useState(false);
  const button = (
    <Button
      size="xs"
      variant="default"
      aria-haspopup="menu"
      onClick={() => {
        setWanted(true);
      }}
    >
      {words.copyAs}
    </Button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <CopyMenu {...props} />
    </Suspense>
  );
}
