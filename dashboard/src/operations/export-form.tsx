import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { createSchedule, exportsQuery, schedulesQuery, type ExportChoice } from '../api/operations.js';
import { ApiProblem } from '@policy-timeline/client';
import { Refusal } from '../record/refusal.js';
import { useCaller } from '../session/session.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { ExportBasis } from './export-basis.js';
import { ExportFields } from './export-fields.js';
import { ScheduleForm } from './schedule-form.js';
import { exportBodyOf, isTaken, useExportDraft } from './export-draft.js';

/** Creates an export now, or a schedule for it. */
export function ExportForm({ choices }: { choices: readonly ExportChoice[] }) {
  const words = useWords();
  const client = useQueryClient();
  const { may } = useCaller();
  const { basis } = useBasis();
  const { draft, change } = useExportDraft();
  const choice = choices.find(({ what }) => what === draft.what) ?? choices[0];
  const takes = (pointer: string) => choice !== undefined && isTaken(choice, choices, pointer);
  const make = useMutation({
    mutationFn: (wanted: ExportChoice) =>
      api.post('/v1/exports', { body: exportBodyOf(draft, wanted, basis, takes) }),
    onSuccess: () => client.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
  const repeat = useMutation({
    mutationFn: ({ wanted, ...when }: { wanted: ExportChoice; cron: string; incremental: boolean }) => {
      // Each file uses the knowledge of its time, so a schedule has no `knownAt`.
      const lasting = { ...basis, knownAt: undefined, position: undefined };
      return createSchedule({ ...when, request: exportBodyOf(draft, wanted, lasting, takes) });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: schedulesQuery.queryKey }),
  });
  if (!choice) return null;
  const error = make.error ?? repeat.error;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        repeat.reset();
        make.mutate(choice);
      }}
    >
      <ExportFields choices={choices} choice={choice} draft={draft} change={change} takes={takes} />
      <ExportBasis takes={takes} />
      <div>
        <Button type="submit" loading={make.isPending}>
          {words.makeExport}
        </Button>
      </div>
      {may('administer') && (
        <ScheduleForm
          canGrow={takes('/since')}
          busy={repeat.isPending}
          make={(when) => {
            make.reset();
            repeat.mutate({ wanted: choice, ...when });
          }}
        />
      )}
      <Refusal error={error} problem={error instanceof ApiProblem ? error : null} />
    </form>
  );
}
