import { useQuery } from '@tanstack/react-query';
import type { Change, TimelineItem } from '../api/client.js';
import { kindsQuery } from '../api/queries.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { FieldPath, FieldValue } from '../policy/state-table.js';
import { inLanguage, useLanguage } from '../words/language.js';

interface ChangesProps {
  title: string;
  help: string;
  changes: readonly Change[];
  items: readonly TimelineItem[];
}

/** One leg of a comparison: each field that differs, old and new, and the developments because of which. */
export function Changes({ title, help, changes, items }: ChangesProps) {
  const { words } = useLanguage();
  return (
    <Section title={`${title} (${String(changes.length)})`}>
      <p className="quiet">{help}</p>
      {changes.length === 0 ? (
        <p>{words.noChanges}</p>
      ) : (
        <div className="scrolls" role="region" aria-label={title} tabIndex={0}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.was}</th>
                <th scope="col">{words.willBe}</th>
                <th scope="col">{words.change}</th>
                <th scope="col">{words.because}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.field}>
                  <th scope="row">
                    <FieldPath path={change.field} />
                  </th>
                  <td>
                    <Side field={change.old} />
                  </td>
                  <td>
                    <Side field={change.new} />
                  </td>
                  <td>
                    <span className="chip tone-none">{words.classes[change.class]}</span>
                  </td>
                  <td>
                    <Because eventIds={change.because} items={items} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Side({ field }: { field: Change['old'] }) {
  const { words } = useLanguage();
  return field.absent === true ? <em>{words.absent}</em> : <FieldValue field={field} />;
}

function Because({ eventIds, items }: { eventIds: readonly string[]; items: readonly TimelineItem[] }) {
  const { language } = useLanguage();
  const { data: kinds } = useQuery(kindsQuery);
  return (
    <ul className="plain">
      {items
        .filter(({ eventId }) => eventIds.includes(eventId))
        .map((item) => {
          const kind = kinds?.items.find(({ kind }) => kind === item.kind);
          return (
            <li key={item.eventId}>
              {kind ? inLanguage(language, kind.title, kind.titles) : item.kind}{' '}
              <PeriodText period={item.effective} />
            </li>
          );
        })}
    </ul>
  );
}
