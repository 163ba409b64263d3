import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kindsQuery } from '../../api/queries.js';
import { inLanguage, useLanguage, useWords } from '../../words/language.js';
import { placeOf, targetsOf, textAt, withText, type Mapping, type Target } from './mapping.js';
import { SampleRows } from './sample-rows.js';
import type { FilePreview } from './send-file.js';

interface Props {
  preview: FilePreview;
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}

/** The meaning of each column: choose a member of the line, then its column, or type a text for all rows. */
export function MappingEditor({ preview, mapping, change }: Props) {
  const words = useWords();
  const { language } = useLanguage();
  const kinds = useQuery(kindsQuery).data?.items ?? [];
  const kind = kinds.find((each) => each.kind === textAt(mapping, ['kind']));
  const targets = targetsOf(kind?.form ?? []);
  const [inHand, setInHand] = useState(0);
  const nameOf = ({ word, field }: Target) =>
    field
      ? `${inLanguage(language, field.label, field.labels)} (${field.name})`
      : words.targets[word ?? 'policy'];
  const target = targets[inHand] ?? targets[0];
  return (
    <fieldset className="import-mapping">
      <legend>{words.mapping}</legend>
      <p className="quiet">{words.mappingHelp}</p>
      <NativeSelect
        label={words.mappedKind}
        value={textAt(mapping, ['kind'])}
        onChange={({ currentTarget }) => {
          const { payload: _, ...rest } = mapping;
          change(withText(rest, ['kind'], currentTarget.value));
        }}
        data={[
          { value: '', label: words.importKind },
          ...kinds.map(({ kind: value, title, titles }) => ({
            value,
            label: inLanguage(language, title, titles),
          })),
        ]}
      />
      <p role="status">{target && words.columnFor(nameOf(target))}</p>
      <SampleRows
        preview={preview}
        choose={(column) => {
          if (!target) return;
          change(withText(mapping, target.path, placeOf(column, target.field?.widget)));
          const next = targets.findIndex((each, i) => i > inHand && textAt(mapping, each.path) === '');
          if (next >= 0) setInHand(next);
        }}
      />
      <div className="import-targets">
        {targets.map((each, i) => (
          <TextInput
            key={each.path.join('/')}
            className={i === inHand ? 'in-hand' : ''}
            label={nameOf(each)}
            withAsterisk={each.required === true}
            value={textAt(mapping, each.path)}
            onFocus={() => {
              setInHand(i);
            }}
            onChange={({ currentTarget }) => {
              change(withText(mapping, each.path, currentTarget.value));
            }}
          />
        ))}
      </div>
      <MappingFile mapping={mapping} change={change} />
    </fieldset>
  );
}

/** Saves the mapping as a file, and loads one; the command line uses the same format. */
function MappingFile({ mapping, change }: Pick<Props, 'mapping' | 'change'>) {
  const words = useWords();
  const [refused, setRefused] = useState(false);
  const load = async (file: File | undefined) => {
    if (!file) return;
    const loaded = mappingIn(await file.text());
    setRefused(loaded === null);
    if (loaded) change(loaded);
  };
  return (
    <div className="row">
      <Button
        component="a"
        variant="default"
        download="mapping.json"
        href={`data:application/json,${encodeURIComponent(JSON.stringify(mapping, null, 2))}`}
      >
        {words.saveMapping}
      </Button>
      <label className="file-field">
        {words.loadMapping}
        <input
          className="file"
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => void load(currentTarget.files?.[0])}
        />
      </label>
      {refused && <p role="alert">{words.noMapping}</p>}
    </div>
  );
}

function mappingIn(text: string): Mapping | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : null;
  } catch {
    return null; // the reader sees a message
  }
}
