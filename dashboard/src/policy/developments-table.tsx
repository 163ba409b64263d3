import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { TimelineItem } from '../api/client.js';
import { ButtonLink } from '../parts/button-link.js';
import { KindName } from '../parts/kind-name.js';
import { said } from '../edtf/said.js';
import { Payload } from '../parts/payload.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { SourceList } from '../parts/source-list.js';
import { useCaller } from '../session/session.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';

/** What the picture shows, as a table: every development, its dates, its words and its sources. */
export function DevelopmentsTable({
  items,
  day,
}: {
  items: readonly TimelineItem[];
  day: string | undefined;
}) {
  const words = useWords();
  const { recorded }: Record<string, string | undefined> = useSearch({ strict: false });
  const [all, setAll] = useState(false);
  const shown = all ? items : items.filter(({ supersededBy }) => supersededBy === undefined);
  return (
    <Section
      title={words.developments}
      aside={
        shown.length < items.length || all ? (
          <label className="check">
            <input
              type="checkbox"
              checked={all}
              onChange={() => {
                setAll(!all);
              }}
            />{' '}
            {words.showSuperseded}
          </label>
        ) : undefined
      }
    >
      <div className="scrolls" role="region" aria-label={words.developments} tabIndex={0}>
        <table className="grid cards">
          <thead>
            <tr>
              <th scope="col">{words.effective}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.published}</th>
              <th scope="col">{words.recorded}</th>
              <th scope="col">{words.sources}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <Row
                key={item.eventId}
                item={item}
                fresh={String(item.position) === recorded}
                later={day !== undefined && (item.effective.earliest ?? '') > day}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

interface RowProps {
  item: TimelineItem;
  /** It was recorded just now, by this reader. */
  fresh: boolean;
  later: boolean;
}

function Row({ item, fresh, later }: RowProps) {
  const words = useWords();
  const superseded = item.supersededBy !== undefined;
  return (
    <tr
      id={item.eventId}
      className={[superseded ? 'superseded' : later ? 'later' : '', fresh ? 'just-recorded' : '']
        .join(' ')
        .trim()}
    >
      <td className="dates" data-label={words.effective}>
        <PeriodText period={item.effective} />
      </td>
      <td>
        <strong>
          <KindName kind={item.kind} />
        </strong>
        {superseded && (
          <>
            {' '}
            <span className="chip tone-none">{words.superseded}</span>
          </>
        )}
        {later && (
          <>
            {' '}
            <span className="chip tone-none">{words.planned}</span>
          </>
        )}
        {item.assertion !== 'confirmed' && (
          <>
            {' '}
            <span className="chip tone-none">{words.assertions[item.assertion]}</span>
          </>
        )}
        <Payload payload={item.payload} />
        {!superseded && <RowActions eventId={item.eventId} />}
      </td>
      <td className="dates" data-label={words.published}>
        {item.published === undefined ? '' : said(item.published, words.date)}
      </td>
      <td className="dates" data-label={words.recorded}>
        <time dateTime={item.recordedAt} title={item.recordedAt}>
          {item.recordedAt.slice(0, 10)}
        </time>
      </td>
      <td data-label={words.sources}>
        <SourceList sources={item.sources} />
      </td>
    </tr>
  );
}

function RowActions({ eventId }: { eventId: string }) {
  const words = useWords();
  const { may } = useCaller();
  const { carried } = useBasis();
  if (!may('record')) return null;
  return (
    <span className="row-actions">
      <ButtonLink to="/developments/$eventId/correct" params={{ eventId }} search={carried} size="compact-xs">
        {words.correct}
      </ButtonLink>
      <ButtonLink to="/developments/$eventId/retract" params={{ eventId }} search={carried} size="compact-xs">
        {words.retract}
      </ButtonLink>
    </span>
  );
}
