import { Button } from '@mantine/core';
import { useWords } from '../words/language.js';
import { useCopy } from './use-copy.js';

/** Copies a text and confirms it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const words = useWords();
  const { copied, copy } = useCopy();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        copy(text);
      }}
    >
      <span aria-live="polite">{copied ? words.copied : label}</span>
    </Button>
  );
}
