import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  exportChoicesQuery,
  removeSchedule,
  schedulesQuery,
  type ExportSchedule,
} from '../api/operations.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useLanguage } from '../words/language.js';
import { Actor } from './actor.js';
import { AskFirst } from './ask-first.js';
import { cronInWords } from './cron-words.js';
import { exportBasis, exportName, queryInWords } from './export-words.js';
import { Moment } from '../parts/moment.js';

/** Scheduled exports: time, content, creator, and next run. */
export function Schedules() {
  const { words } = useLanguage();
  const schedules = useQuery(schedulesQuery);
  return (
    <Section title={words.schedules}>
      <Loaded query={schedules}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{words.noSchedules}</p>
          ) : (
            <ul className="job-list" aria-label={words.schedules}>
              {items.map((schedule) => (
                <ScheduleItem key={schedule.id} schedule={schedule} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function ScheduleItem({ schedule }: { schedule: ExportSchedule }) {
  const { id, cron, incremental, createdBy, createdAt, nextRunAt } = schedule;
  const { language, words } = useLanguage();
  const { data: choices } = useQuery(exportChoicesQuery);
  const client = useQueryClient();
  const request = schedule.request as { what: string; format?: string; basis: Record<string, unknown> };
  const when = cronInWords(language, words, cron);
  const name = exportName(words, request);
  return (
    <li className="job">
      <div className="job-head">
        <strong>{name}</strong> <span>{when} (UTC)</span> <code>{cron}</code>
      </div>
      <p>
        {[
          exportBasis(language, words, request, choices?.items ?? []),
          ...queryInWords(words, request),
          ...(incremental ? [words.incremental] : []),
        ].join(' · ')}
      </p>
      <p className="quiet">
        {nextRunAt === null ? (
          words.neverRuns
        ) : (
          <>
            {words.nextRun} <Moment instant={nextRunAt} />
          </>
        )}
        {' · '}
        <Actor actor={createdBy} /> · {words.created} <Moment instant={createdAt} />
      </p>
      <div className="job-actions">
        <AskFirst
          label={words.deleteSchedule}
          about={`${name}, ${when}`}
          question={words.deleteScheduleQuestion}
          act={async () => {
            await removeSchedule(id);
            await client.invalidateQueries({ queryKey: schedulesQuery.queryKey });
          }}
        />
      </div>
    </li>
  );
}
