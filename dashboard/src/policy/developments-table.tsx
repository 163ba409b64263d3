import { useSearch } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TimelineItem } from '../api/client.js';
import { daysBefore } from '../compare/last-change.js';
import { ButtonLink } from '../parts/button-link.js';
import { KindName } from '../parts/kind-name.js';
import { Payload } from '../parts/payload.js';
import { DateText, PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { SourceList } from '../parts/source-list.js';
import { useDates } from '../parts/use-dates.js';
import { useCaller } from '../session/session.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { usePictureView } from './use-picture-view.js';

/** More rows than this are shown on demand, or when the page links to one of them. */
const FIRST_ROWS = 50;

/** The content of the picture as a table: every development, its dates, text and sources. */
export function DevelopmentsTable({
  policyId,
  items,
  day,
}: {
  policyId: string;
  items: readonly TimelineItem[];
  day: string | undefined;
}) {
  const words = useWords();
  const { recorded }: Record<string, string | undefined> = useSearch({ strict: false });
  const [all, setAll] = useState(false);
  const [whole, setWhole] = useState(false);
  const { rowOf } = usePictureView();
  const place = (list: readonly TimelineItem[]) => list.findIndex(({ eventId }) => eventId === rowOf);
  const current = items.filter(({ supersededBy }) => supersededBy === undefined);
  const shown = all || (place(items) >= 0 && place(current) < 0) ? items : current;
  const rows = whole || place(shown) >= FIRST_ROWS ? shown : shown.slice(0, FIRST_ROWS);
  useEffect(() => {
    if (rowOf) document.getElementById(rowOf)?.scrollIntoView({ block: 'center' });
  }, [rowOf]);
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
            {rows.map((item) => (
              <Row
                key={item.eventId}
                policyId={policyId}
                aimed={item.eventId === rowOf}
                item={item}
                fresh={String(item.position) === recorded}
                later={day !== undefined && (item.effective.earliest ?? '') > day}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < shown.length && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setWhole(true);
          }}
        >
          {words.showAllRows(shown.length)}
        </Button>
      )}
    </Section>
  );
}

interface RowProps {
  policyId: string;
  item: TimelineItem;
  /** This reader has just recorded it. */
  fresh: boolean;
  /** The reader came from its mark. */
  aimed: boolean;
  later: boolean;
}

function Row({ policyId, item, fresh, aimed, later }: RowProps) {
  const words = useWords();
  const dates = useDates();
  const superseded = item.supersededBy !== undefined;
  return (
    <tr
      id={item.eventId}
      className={[superseded ? 'superseded' : later ? 'later' : '', fresh || aimed ? 'just-recorded' : '']
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
        {item.redacted && <p className="quiet">{words.erased}</p>}
        <Payload payload={item.payload} />
        <RowLinks policyId={policyId} item={item} />
        {!superseded && <RowActions eventId={item.eventId} />}
      </td>
      <td className="dates" data-label={words.published}>
        {item.published !== undefined && <DateText text={item.published} />}
      </td>
      <td className="dates" data-label={words.recorded}>
        <time dateTime={item.recordedAt} title={item.recordedAt}>
          {dates.day(item.recordedAt.slice(0, 10))}
        </time>
      </td>
      <td data-label={words.sources}>
        <SourceList sources={item.sources} />
      </td>
    </tr>
  );
}

/** Links to its mark in the picture and to its changes: the day before it compared with its last day. */
function RowLinks({ policyId, item: { eventId, effective } }: { policyId: string; item: TimelineItem }) {
  const words = useWords();
  const { carried } = useBasis();
  const { toMark } = usePictureView();
  const first = effective.earliest ?? effective.latest;
  return (
    <span className="row-actions">
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          toMark(eventId);
        }}
      >
        {words.inPicture}
      </Button>
      {first !== null && (
        <ButtonLink
          to="/policies/$policyId/compare"
          params={{ policyId }}
          search={{ ...carried, fromAsOf: daysBefore(first, 1), toAsOf: effective.latest ?? first }}
          size="compact-xs"
        >
          {words.whatChanged}
        </ButtonLink>
      )}
    </span>
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
