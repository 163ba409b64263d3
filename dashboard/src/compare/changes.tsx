import { Link } from '@tanstack/react-router';
import type { Change, Period } from '../api/client.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue } from '../parts/field.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { sharedTitles } from '../parts/shared-titles.js';
import { useWords } from '../words/language.js';

/** The events that changes name, by id, as in the comparison's answer. */
export type Causes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface ChangesProps {
  title: string;
  help: string;
  changes: readonly Change[];
  events: Causes;
  /** The link to each of several policies; default: all changes are of one policy. */
  search?: Record<string, string>;
  /** The titles of several policies by id. */
  titles?: Readonly<Record<string, string>>;
}

/** One leg of a comparison: each changed field, old and new, and the developments that caused the change. */
export function Changes({ title, help, changes, events, search, titles = {} }: ChangesProps) {
  const words = useWords();
  const side = (path: string, field: Change['old']) =>
    field.absent === true ? undefined : <FieldValue field={field} path={path} />;
  if (changes.length === 0) return null;
  const shared = sharedTitles(Object.values(titles));
  return (
    <Section title={`${title} (${String(changes.length)})`}>
      <p className="quiet">{help}</p>
      <ChangeTable
        label={title}
        more={[words.change, words.because]}
        rows={changes.map((change) => ({
          key: `${change.policyId} ${change.field}`,
          name: (
            <>
              {search && (
                <Link to="/policies/$policyId/compare" params={{ policyId: change.policyId }} search={search}>
                  {titles[change.policyId] ?? change.policyId}
                </Link>
              )}{' '}
              {shared.has(titles[change.policyId] ?? '') && (
                <span className="told-apart">
                  <code>{change.policyId}</code>
                </span>
              )}
              <FieldPath path={change.field} />
            </>
          ),
          old: side(change.field, change.old),
          young: side(change.field, change.new),
          cells: [
            <span className="chip tone-none">{words.classes[change.class]}</span>,
            <Because eventIds={change.because} events={events} />,
          ],
        }))}
      />
    </Section>
  );
}

function Because({ eventIds, events }: { eventIds: readonly string[]; events: Causes }) {
  return (
    <ul className="plain">
      {eventIds.map((eventId) => {
        const { kind, effective } = (events[eventId] ?? {}) as { kind?: string; effective?: Period };
        return (
          <li key={eventId}>
            {kind !== undefined && <KindName kind={kind} />} {effective && <PeriodText period={effective} />}
          </li>
        );
      })}
    </ul>
  );
}
