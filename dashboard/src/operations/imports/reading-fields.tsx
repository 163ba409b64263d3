import { NativeSelect } from '@mantine/core';
import { useWords } from '../../words/language.js';
import type { FilePreview, Reading } from './send-file.js';

const ENCODINGS = [
  'utf-8',
  'shift_jis',
  'euc-jp',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'gb18030',
  'big5',
  'euc-kr',
] as const satisfies readonly Reading['encoding'][];
const DELIMITERS = ['comma', 'semicolon', 'tab'] as const;

interface Props {
  /** Undefined while loading, or if the file could not be read. */
  preview: FilePreview | undefined;
  reading: Reading;
  change: (reading: Reading) => void;
}

/** How the file is read: as detected, unless changed here. */
export function ReadingFields({ preview, reading, change }: Props) {
  const words = useWords();
  const { sheet, sheets = [], format } = preview ?? {};
  const detected = (found: string | undefined) => ({
    value: '',
    label: found === undefined ? words.detected : `${words.detected} (${found})`,
  });
  if (format === 'ndjson') return null;
  if (format === 'xlsx')
    return (
      <NativeSelect
        label={words.sheet}
        value={reading.sheet ?? sheet}
        data={sheets}
        onChange={({ currentTarget }) => {
          change({ sheet: currentTarget.value });
        }}
      />
    );
  return (
    <div className="row">
      <NativeSelect
        label={words.encoding}
        value={reading.encoding ?? ''}
        data={[detected(preview?.encoding), ...ENCODINGS]}
        onChange={({ currentTarget }) => {
          const { encoding: _, ...rest } = reading;
          const encoding = ENCODINGS.find((each) => each === currentTarget.value);
          change({ ...rest, ...(encoding && { encoding }) });
        }}
      />
      <NativeSelect
        label={words.delimiter}
        value={reading.delimiter ?? ''}
        data={[
          detected(preview?.delimiter && words.delimiters[preview.delimiter]),
          ...DELIMITERS.map((value) => ({ value, label: words.delimiters[value] })),
        ]}
        onChange={({ currentTarget }) => {
          const { delimiter: _, ...rest } = reading;
          const delimiter = DELIMITERS.find((each) => each === currentTarget.value);
          change({ ...rest, ...(delimiter && { delimiter }) });
        }}
      />
    </div>
  );
}
