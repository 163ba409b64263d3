import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Source } from '../api/client.js';
import { EdtfInput } from '../edtf/edtf-input.js';
import { useWords } from '../words/language.js';
import { distinctSources, emptySource } from './draft.js';

interface SourcesInputProps {
  sources: Source[];
  change: (sources: Source[]) => void;
  /** Used before in this policy. */
  known: readonly Source[];
  errors: Readonly<Record<string, string>>;
}

/** The sources of a development: at least one, each once; those used before are a choice away. */
export function SourcesInput({ sources, change, known, errors }: SourcesInputProps) {
  const words = useWords();
  const offered = distinctSources(known);
  const named = ({ publisher, title, published }: Source) =>
    [publisher, title, published].filter(Boolean).join(', ');
  const take = (index: string) => {
    const chosen = offered[Number(index)];
    if (index === '' || chosen === undefined) return;
    change(distinctSources([...sources, chosen]));
  };
  return (
    <fieldset className="fieldset">
      <legend>{words.sources}</legend>
      {offered.length > 0 && (
        <NativeSelect
          label={words.knownSources}
          value=""
          onChange={({ currentTarget }) => {
            take(currentTarget.value);
          }}
          data={[
            { value: '', label: '' },
            ...offered.map((source, i) => ({ value: String(i), label: named(source) })),
          ]}
          mb="sm"
        />
      )}
      {sources.map((source, i) => (
        <SourceEntry
          key={i}
          source={source}
          number={i + 1}
          twice={
            source.title !== '' &&
            distinctSources(sources.slice(0, i + 1)).length <
              sources.slice(0, i + 1).filter(({ title }) => title !== '').length
          }
          error={
            errors[`/sources/${String(i)}/title`] ??
            errors[`/sources/${String(i)}/url`] ??
            errors[`/sources/${String(i)}/published`]
          }
          change={(changed) => {
            change(sources.map((old, j) => (j === i ? changed : old)));
          }}
          remove={() => {
            change(sources.filter((_, j) => j !== i));
          }}
        />
      ))}
      {distinctSources(sources).length === 0 && <p className="quiet">{words.sourceNeeded}</p>}
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          change([...sources, emptySource]);
        }}
      >
        {words.addSource}
      </Button>
    </fieldset>
  );
}

interface SourceEntryProps {
  source: Source;
  number: number;
  twice: boolean;
  error: string | undefined;
  change: (source: Source) => void;
  remove: () => void;
}

function SourceEntry({ source, number, twice, error, change, remove }: SourceEntryProps) {
  const words = useWords();
  const text = (name: 'title' | 'url' | 'publisher' | 'locator', label: string, wide = false) => (
    <TextInput
      className={wide ? 'wide' : ''}
      label={label}
      required={name === 'title'}
      value={source[name] ?? ''}
      onChange={({ currentTarget }) => {
        change({ ...source, [name]: currentTarget.value });
      }}
    />
  );
  return (
    <div className="source-entry" role="group" aria-label={`${words.sources} ${String(number)}`}>
      {text('title', words.sourceTitle, true)}
      {text('publisher', words.sourcePublisher)}
      <EdtfInput
        label={words.sourcePublished}
        value={source.published ?? ''}
        change={(published) => {
          change({ ...source, published });
        }}
      />
      {text('url', words.sourceUrl)}
      {text('locator', words.sourceLocator)}
      {twice && <p className="problem wide">{words.duplicateSource}</p>}
      {error !== undefined && <p className="problem wide">{error}</p>}
      <Button className="wide" variant="default" size="xs" onClick={remove}>
        {words.removeSource}
      </Button>
    </div>
  );
}
