import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiProblem } from '@policy-timeline/client';
import { Refusal } from '../../record/refusal.js';
import { useWords } from '../../words/language.js';
import type { Mapping } from './mapping.js';
import { MappingEditor } from './mapping-editor.js';
import { ReadingFields } from './reading-fields.js';
import { importFile, previewFile, type Reading } from './send-file.js';

/** Steps of an import: choose and preview a file, map its columns, dry run, import. */
export function ImportForm() {
  const words = useWords();
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [reading, setReading] = useState<Reading>({});
  const [ignoreTimes, setIgnoreTimes] = useState(false);
  const [mapping, setMapping] = useState<Mapping>({});
  const [dryRun, setDryRun] = useState(true);
  const preview = useQuery({
    queryKey: ['import-preview', file?.name, file?.lastModified, file?.size, reading],
    queryFn: () => (file ? previewFile(file, reading) : Promise.reject(new Error('There is no file'))),
    enabled: file !== null,
  });
  const isTable = preview.data !== undefined && preview.data.format !== 'ndjson';
  const send = useMutation({
    mutationFn: (body: File) =>
      importFile(body, isTable ? mapping : null, {
        ...(isTable && reading),
        ...(ignoreTimes && { recordedTimes: 'ignore' as const }),
        dryRun,
      }),
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import-preview' }),
  });
  const error = send.error ?? preview.error;
  return (
    <form
      className="import-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send.mutate(file);
      }}
    >
      <div className="file-field">
        <label htmlFor={id}>{words.importFile}</label>
        <input
          id={id}
          className="file"
          type="file"
          accept=".ndjson,.jsonl,.csv,.tsv,.txt,.xlsx,.gz"
          onChange={({ currentTarget }) => {
            setFile(currentTarget.files?.[0] ?? null);
            setReading({});
            send.reset();
          }}
        />
      </div>
      {file && <ReadingFields preview={preview.data} reading={reading} change={setReading} />}
      {isTable && <MappingEditor preview={preview.data} mapping={mapping} change={setMapping} />}
      <Checkbox
        label={words.ignoreRecordedTimes}
        checked={ignoreTimes}
        onChange={({ currentTarget }) => {
          setIgnoreTimes(currentTarget.checked);
        }}
      />
      <div className="row">
        <Checkbox
          mb="xs"
          label={words.dryRun}
          checked={dryRun}
          onChange={({ currentTarget }) => {
            setDryRun(currentTarget.checked);
          }}
        />
        <Button type="submit" disabled={!file || !preview.data} loading={send.isPending}>
          {dryRun ? words.tryImport : words.startImport}
        </Button>
      </div>
      <Refusal error={error} problem={error instanceof ApiProblem ? error : null} />
    </form>
  );
}
