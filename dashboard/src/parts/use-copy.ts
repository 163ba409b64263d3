import { useState } from 'react';

const TOLD_MS = 2000;

/** Copies texts to the clipboard, and reports success for a moment. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  const copy = async (text: string) => {
    await toClipboard(text);
    setCopied(true);
    window.setTimeout(() => {
      setCopied(false);
    }, TOLD_MS);
  };
  return { copied, copy: (text) => void copy(text) };
}

/** Pages served over plain HTTP from another machine have no clipboard; a selected text can be copied there, too. */
async function toClipboard(text: string): Promise<void> {
  // The type claims that it always exists.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) {
    await clipboard.writeText(text);
    return;
  }
  const holder = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
  document.body.append(holder);
  holder.select();
  // Deprecated, and all that such pages have.
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand('copy');
  holder.remove();
}
