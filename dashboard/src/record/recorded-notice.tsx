import { Alert } from '@mantine/core';
import type { TimelineItem } from '../api/client.js';
import { ButtonLink } from '../parts/button-link.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';

interface RecordedNoticeProps {
  policyId: string;
  position: number;
  /** Undefined while loading. */
  timeline: readonly TimelineItem[] | undefined;
}

/** Shown after recording: the development, with links to its row and to what became known with it. */
export function RecordedNotice({ policyId, position, timeline }: RecordedNoticeProps) {
  const words = useWords();
  const { carried } = useBasis();
  const item = timeline?.find((each) => each.position === position);
  const day = item && (item.effective.latest ?? item.effective.earliest ?? undefined);
  const changed = { fromPosition: String(position - 1), toPosition: String(position) };
  return (
    <Alert role="status" color="gray" mb="sm">
      <p>
        {words.recordedAs(position)}{' '}
        {item && (
          <>
            <strong>
              <KindName kind={item.kind} />
            </strong>{' '}
            <PeriodText period={item.effective} />
          </>
        )}
      </p>
      <span className="row-actions">
        {item && (
          <button
            type="button"
            className="as-link"
            onClick={() => {
              document.getElementById(item.eventId)?.scrollIntoView({ block: 'center' });
            }}
          >
            {words.recordedHere}
          </button>
        )}
        <ButtonLink
          to="/policies/$policyId/compare"
          params={{ policyId }}
          search={{ ...carried, ...(day !== undefined && { fromAsOf: day, toAsOf: day }), ...changed }}
          size="compact-xs"
        >
          {words.whatChanged}
        </ButtonLink>
      </span>
    </Alert>
  );
}
