import type { Change, TimelineItem } from '../api/client.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue } from '../parts/field.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';

interface ChangesProps {
  title: string;
  help: string;
  changes: readonly Change[];
  items: readonly TimelineItem[];
}

/** One leg of a comparison: each field that differs, old and new, and the developments because of which. */
export function Changes({ title, help, changes, items }: ChangesProps) {
  const words = useWords();
  const side = (field: Change['old']) => (field.absent === true ? undefined : <FieldValue field={field} />);
  return (
    <Section title={`${title} (${String(changes.length)})`}>
      <p className="quiet">{help}</p>
      {changes.length === 0 ? (
        <p>{words.noChanges}</p>
      ) : (
        <ChangeTable
          label={title}
          more={[words.change, words.because]}
          rows={changes.map((change) => ({
            key: change.field,
            name: <FieldPath path={change.field} />,
            old: side(change.old),
            young: side(change.new),
            cells: [
              <span className="chip tone-none">{words.classes[change.class]}</span>,
              <Because eventIds={change.because} items={items} />,
            ],
          }))}
        />
      )}
    </Section>
  );
}

function Because({ eventIds, items }: { eventIds: readonly string[]; items: readonly TimelineItem[] }) {
  return (
    <ul className="plain">
      {items
        .filter(({ eventId }) => eventIds.includes(eventId))
        .map(({ eventId, kind, effective }) => (
          <li key={eventId}>
            <KindName kind={kind} /> <PeriodText period={effective} />
          </li>
        ))}
    </ul>
  );
}
