import { Button, Menu } from '@mantine/core';
import { useCopy } from '../parts/use-copy.js';
import { useWords } from '../words/language.js';
import { cliExport, cliOf, curlExport, curlOf, embedOf, javascriptOf, type File } from './commands.js';

export interface CopyAsProps {
  /** The route that answers the page's query, and its parameters. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** The same as a file; null: no export has these filters. */
  file: File | null;
  /** The path of the page for a frame, pinned; left out: there is none. */
  frame?: string | undefined;
}

/** The menu, open at first: the click that loads its code also opens it. */
export function CopyMenu({ path, query, file, frame }: CopyAsProps) {
  const words = useWords();
  const { copied, copy } = useCopy();
  const { origin } = window.location;
  const parameters = new URLSearchParams(query).toString();
  const call = `${path}${parameters === '' ? '' : `?${parameters}`}`;
  const texts: readonly (readonly [label: string, text: string])[] = [
    [words.copyCall, `GET ${call}`],
    [words.copyCurl, curlOf(`${origin}${call}`)],
    [words.copyJavascript, javascriptOf(`${origin}${call}`)],
    [words.copyCli, cliOf(path, query)],
    ...(file
      ? ([
          [words.copyExportCurl, curlExport(origin, file)],
          [words.copyExportCli, cliExport(file)],
        ] as const)
      : []),
    ...(frame === undefined ? [] : ([[words.copyEmbed, embedOf(`${origin}${frame}`)]] as const)),
  ];
  return (
    <Menu defaultOpened position="bottom-end" width={440} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" variant="default">
          <span aria-live="polite">{copied ? words.copied : words.copyAs}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {texts.map(([label, text]) => (
          <Menu.Item
            key={label}
            onClick={() => {
              copy(text);
            }}
          >
            {label}
            <code className="copy-line">{text}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
