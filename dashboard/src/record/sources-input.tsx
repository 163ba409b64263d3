import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Source } from '../api/client.js';
import { EdtfInput } from '../edtf/edtf-input.js';
import { useDates } from '../parts/use-dates.js';
import { useWords } from '../words/language.js';
import { distinctSources, emptySource } from './draft.js';
import { fieldId } from './field-id.js';

interface SourcesInputProps {
  sources: Source[];
  change: (sources: Source[]) => void;
  /** Sources of earlier developments of this policy. */
  known: readonly Source[];
  errors: Readonly<Record<string, string>>;
  /** Sources are optional. */
  optional?: boolean;
}

/** The sources of a development: at least one unless optional, each once; earlier sources can be chosen. */
export function SourcesInput({ sources, change, known, errors, optional = false }: SourcesInputProps) {
  const words = useWords();
  const { date } = useDates();
  const offered = distinctSources(known);
  const named = ({ publisher, title, published }: Source) =>
    [publisher, title, published && date(published)].filter(Boolean).join(', ');
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
          at={`/sources/${String(i)}`}
          errors={errors}
          change={(changed) => {
            change(sources.map((old, j) => (j === i ? changed : old)));
          }}
          remove={() => {
            change(sources.filter((_, j) => j !== i));
          }}
        />
      ))}
      {distinctSources(sources).length === 0 && (
        <p className="quiet">{optional ? words.claims.optionalSources : words.sourceNeeded}</p>
      )}
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
  /** Its JSON pointer. */
  at: string;
  errors: Readonly<Record<string, string>>;
  change: (source: Source) => void;
  remove: () => void;
}

function SourceEntry({ source, number, twice, at, errors, change, remove }: SourceEntryProps) {
  const words = useWords();
  const text = (name: 'title' | 'url' | 'publisher' | 'locator', label: string, wide = false) => (
    <TextInput
      className={wide ? 'wide' : ''}
      label={label}
      id={fieldId(`${at}/${name}`)}
      error={errors[`${at}/${name}`]}
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
        id={fieldId(`${at}/published`)}
        label={words.sourcePublished}
        error={errors[`${at}/published`]}
        value={source.published ?? ''}
        change={(published) => {
          change({ ...source, published });
        }}
      />
      {text('url', words.sourceUrl)}
      {text('locator', words.sourceLocator)}
      {twice && <p className="problem wide">{words.duplicateSource}</p>}
      {errors[at] !== undefined && <p className="problem wide">{errors[at]}</p>}
      <Button className="wide" variant="default" size="xs" onClick={remove}>
        {words.removeSource}
      </Button>
    </div>
  );
}
