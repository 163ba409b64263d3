import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/language.js';

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => {
      setCopied(false);
    }, 2000);
  };
  return (
    <Button size="xs" variant="default" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? words.copied : (label ?? words.copy)}</span>
    </Button>
  );
}
