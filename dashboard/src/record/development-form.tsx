import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Kind, Source, TimelineItem } from '../api/client.js';
import { EdtfInput } from '../edtf/edtf-input.js';
import { useWords } from '../words/language.js';
import type { Draft } from './draft.js';
import { fieldId } from './field-id.js';
import { SourcesInput } from './sources-input.js';
import { WidgetInput } from './widget-input.js';

interface DevelopmentFormProps {
  kind: Kind;
  draft: Draft;
  change: (draft: Draft) => void;
  country: string | undefined;
  knownSources: readonly Source[];
  /** The service's problems by JSON pointer. */
  errors: Readonly<Record<string, string>>;
  /** The reason of a correction, which is stored as the note. */
  asksWhy?: boolean;
}

/** The fields of a development: date, content (by its kind), and sources. */
export function DevelopmentForm({
  kind,
  draft,
  change,
  country,
  knownSources,
  errors,
  asksWhy = false,
}: DevelopmentFormProps) {
  const words = useWords();
  const put = (changes: Partial<Draft>) => {
    change({ ...draft, ...changes });
  };
  const note = (
    <Textarea
      id={fieldId('/note')}
      label={asksWhy ? words.whyCorrected : words.note}
      description={asksWhy ? words.whyCorrectedHelp : undefined}
      value={draft.note}
      error={errors['/note']}
      onChange={({ currentTarget }) => {
        put({ note: currentTarget.value });
      }}
    />
  );
  return (
    <>
      <fieldset className="fieldset form">
        <legend>{words.dates}</legend>
        <EdtfInput
          id={fieldId('/effective')}
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
          id={fieldId('/published')}
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
            errors={under(errors, `/payload/${field.name}`)}
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
      {asksWhy && note}
      <details>
        <summary>
          {[words.sequence, words.assertion, ...(asksWhy ? [] : [words.note])].join(', ')}
          {` (${words.optional})`}
        </summary>
        <div className="form">
          <TextInput
            id={fieldId('/sequence')}
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
          {!asksWhy && note}
        </div>
      </details>
    </>
  );
}

/** The problems of one property, by the rest of their pointers: `` for itself, `/currency` for a part. */
const under = (errors: Readonly<Record<string, string>>, pointer: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors)
      .filter(([at]) => `${at}/`.startsWith(`${pointer}/`))
      .map(([at, detail]) => [at.slice(pointer.length), detail]),
  );
