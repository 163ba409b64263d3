import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Kind, Source, TimelineItem } from '../api/client.js';
import { EdtfInput } from '../edtf/edtf-input.js';
import { useWords } from '../words/language.js';
import type { Draft } from './draft.js';
import { SourcesInput } from './sources-input.js';
import { WidgetInput } from './widget-input.js';

interface DevelopmentFormProps {
  kind: Kind;
  draft: Draft;
  change: (draft: Draft) => void;
  country: string | undefined;
  knownSources: readonly Source[];
  /** What the service said, by JSON pointer. */
  errors: Readonly<Record<string, string>>;
}

/** The fields of a development: when, what (by its kind), and who says so. */
export function DevelopmentForm({
  kind,
  draft,
  change,
  country,
  knownSources,
  errors,
}: DevelopmentFormProps) {
  const words = useWords();
  const put = (changes: Partial<Draft>) => {
    change({ ...draft, ...changes });
  };
  return (
    <>
      <fieldset className="fieldset form">
        <legend>{words.dates}</legend>
        <EdtfInput
          label={words.effective}
          description={words.effectiveHelp}
          required
          value={draft.effective}
          country={country}
          error={errors['/effective']}
          change={(effective) => {
            put({ effective });
          }}
        />
        <EdtfInput
          label={words.published}
          description={words.publishedHelp}
          value={draft.published}
          country={country}
          error={errors['/published']}
          change={(published) => {
            put({ published });
          }}
        />
      </fieldset>
      <fieldset className="fieldset form">
        <legend>{words.payload}</legend>
        {kind.form.map((field) => (
          <WidgetInput
            key={field.name}
            field={field}
            schema={kind.schema}
            value={draft.payload[field.name] ?? ''}
            country={country}
            error={errors[`/payload/${field.name}`]}
            change={(value) => {
              put({ payload: { ...draft.payload, [field.name]: value } });
            }}
          />
        ))}
      </fieldset>
      <SourcesInput
        sources={draft.sources}
        known={knownSources}
        errors={errors}
        change={(sources) => {
          put({ sources });
        }}
      />
      <details>
        <summary>{`${words.sequence}, ${words.assertion}, ${words.note} (${words.optional})`}</summary>
        <div className="form">
          <TextInput
            label={words.sequence}
            description={words.sequenceHelp}
            inputMode="numeric"
            value={draft.sequence}
            error={errors['/sequence']}
            onChange={({ currentTarget }) => {
              put({ sequence: currentTarget.value });
            }}
          />
          <NativeSelect
            label={words.assertion}
            value={draft.assertion}
            data={Object.entries(words.assertions).map(([value, label]) => ({ value, label }))}
            onChange={({ currentTarget }) => {
              put({ assertion: currentTarget.value as TimelineItem['assertion'] });
            }}
          />
          <Textarea
            label={words.note}
            value={draft.note}
            onChange={({ currentTarget }) => {
              put({ note: currentTarget.value });
            }}
          />
        </div>
      </details>
    </>
  );
}
