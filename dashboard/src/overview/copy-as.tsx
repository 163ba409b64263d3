import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/language.js';

/** The question of this page, for programs: as an address, for curl, for the command line. */
export function CopyAs({ path, query }: { path: string; query: Readonly<Record<string, string>> }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const parameters = new URLSearchParams(query).toString();
  const address = `${window.location.origin}${path}${parameters === '' ? '' : `?${parameters}`}`;
  const texts = [
    [words.copyCall, `GET ${address.slice(window.location.origin.length)}`],
    [words.copyCurl, `curl ${quoted(address)}`],
    [words.copyCli, commandLine(path, query)],
  ] as const;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => {
      setCopied(false);
    }, 2000);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          <span aria-live="polite">{copied ? words.copied : words.copyAs}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {texts.map(([label, text]) => (
          <Menu.Item key={label} onClick={() => void copy(text)}>
            {label}
            <code className="copy-line">{text}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Single quotes: a shell leaves everything between them alone. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const OPTIONS: Readonly<Record<string, string>> = {
  asOf: '--as-of',
  knownAt: '--known-at',
  uncertain: '--uncertain',
  publishedBy: '--published-by',
};

/** The same question for the program beside the server; it takes a basis, no filters. */
function commandLine(path: string, query: Readonly<Record<string, string>>): string {
  const policyId = path.split('/')[3];
  const options = Object.entries(query).flatMap(([name, value]) => {
    const option = OPTIONS[name];
    return option === undefined ? [] : [option, value];
  });
  return ['npm run -s cli -- as-of', ...(policyId === undefined ? [] : [policyId]), ...options].join(' ');
}
