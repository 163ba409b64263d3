import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nextRunQuery } from '../api/operations.js';
import { useLanguage } from '../words/language.js';
import { cronInWords } from './cron-words.js';
import { Moment } from '../parts/moment.js';

interface ScheduleFormProps {
  /** These rows can be exported incrementally. */
  canGrow: boolean;
  busy: boolean;
  make: (schedule: { cron: string; incremental: boolean }) => void;
}

const USUAL = ['0 6 * * *', '0 6 * * 1', '0 6 1 * *', '0 * * * *'] as const;

/** When to repeat the export above: a common schedule or a cron expression, in words, with the next run. */
export function ScheduleForm({ canGrow, busy, make }: ScheduleFormProps) {
  const { language, words } = useLanguage();
  const [cron, setCron] = useState<string>(USUAL[1]);
  const [incremental, setIncremental] = useState(false);
  const next = useQuery(nextRunQuery(cron.trim()));
  const meaning = cronInWords(language, words, cron);
  return (
    <fieldset className="fieldset">
      <legend>{words.again}</legend>
      <div className="row">
        <NativeSelect
          label={words.usualTimes}
          value={USUAL.some((each) => each === cron) ? cron : ''}
          data={[
            ...USUAL.map((value) => ({ value, label: cronInWords(language, words, value) })),
            { value: '', label: words.otherTime },
          ]}
          onChange={({ currentTarget: { value } }) => {
            setCron(value);
          }}
        />
        <TextInput
          label={words.cron}
          description={words.cronHelp}
          value={cron}
          error={next.error?.message}
          onChange={({ currentTarget }) => {
            setCron(currentTarget.value);
          }}
        />
      </div>
      {next.data && (
        <p role="status">
          {meaning} (UTC).{' '}
          {next.data.nextRunAt === null ? (
            words.neverRuns
          ) : (
            <>
              {words.nextRun} <Moment instant={next.data.nextRunAt} />
            </>
          )}
        </p>
      )}
      {canGrow && (
        <Checkbox
          mb="sm"
          label={words.incremental}
          checked={incremental}
          onChange={({ currentTarget }) => {
            setIncremental(currentTarget.checked);
          }}
        />
      )}
      <Button
        variant="default"
        loading={busy}
        disabled={!next.data}
        onClick={() => {
          make({ cron: cron.trim(), incremental: canGrow && incremental });
        }}
      >
        {words.makeSchedule}
      </Button>
    </fieldset>
  );
}
