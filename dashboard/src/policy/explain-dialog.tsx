import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Reason } from '../api/client.js';
import { explainQuery } from '../api/queries.js';
import { RulingList } from '../claims/ruling-list.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { FieldValue } from '../parts/field.js';
import { KindName } from '../parts/kind-name.js';
import { Loaded } from '../parts/loaded.js';
import { Moment } from '../parts/moment.js';
import { Payload } from '../parts/payload.js';
import { DateText, PeriodText } from '../parts/period.js';
import { SourceList } from '../parts/source-list.js';
import { useBasis } from '../time/use-basis.js';
import { useLanguage, useWords } from '../words/language.js';
import { whyInWords } from './why-in-words.js';

/** Why a field has its value: what decides it, what it overlays, and what was superseded. */
export function ExplainDialog({
  policyId,
  field,
  close,
}: {
  policyId: string;
  field: string | null;
  close: () => void;
}) {
  const words = useWords();
  const labels = useLabels();
  const { basis } = useBasis();
  const explanation = useQuery({ ...explainQuery(policyId, field ?? '', basis), enabled: field !== null });
  return (
    <Modal
      opened={field !== null}
      onClose={close}
      title={words.whyField(pathText(field ?? '', labels))}
      size="lg"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Loaded query={explanation}>
        {(data) => (
          <>
            <p className="answer">
              {data.absent ? <em>{words.absent}</em> : <FieldValue field={data} path={data.field} />}
            </p>
            <RulingList rulings={data.rulings ?? []} />
            <ol className="reasons">
              {data.reasons.map((reason) => (
                <ReasonItem key={reason.eventId} reason={reason} />
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </Modal>
  );
}

function ReasonItem({ reason }: { reason: Reason }) {
  const words = useWords();
  const text = reason.payload['text'];
  return (
    <li className={`reason role-${reason.role}`}>
      <p>
        <strong>
          <KindName kind={reason.kind} />
        </strong>{' '}
        <span className="chip tone-none">{words.roles[reason.role]}</span>
      </p>
      {reason.redacted && <p className="quiet">{words.erased}</p>}
      {typeof text === 'string' && <p>{text}</p>}
      <Why {...reason} />
      <dl className="members">
        <div>
          <dt>{words.effective}</dt>
          <dd>
            <PeriodText period={reason.effective} />
          </dd>
        </div>
        <div>
          <dt>{words.published}</dt>
          <dd>{reason.published === undefined ? words.unknown : <DateText text={reason.published} />}</dd>
        </div>
        <div>
          <dt>{words.recorded}</dt>
          <dd>
            <Moment instant={reason.recordedAt} />
          </dd>
        </div>
        {reason.recordedBy != null && (
          <div>
            <dt>{words.recordedBy}</dt>
            <dd>{reason.recordedBy}</dd>
          </div>
        )}
        <div>
          <dt>{words.assertion}</dt>
          <dd>{words.assertions[reason.assertion]}</dd>
        </div>
      </dl>
      <SourceList sources={reason.sources} />
      {reason.supersedes.length > 0 && <Superseded items={reason.supersedes} />}
    </li>
  );
}

function Why({ why, parts = [] }: Pick<Reason, 'why' | 'parts'>) {
  const { language, words } = useLanguage();
  const told = whyInWords(parts, words, language);
  return (
    <p className="quiet" lang={told === null ? 'en' : undefined}>
      {told ?? why}
    </p>
  );
}

function Superseded({ items }: { items: readonly Record<string, unknown>[] }) {
  const words = useWords();
  return (
    <details>
      <summary>
        {words.supersedes} ({items.length})
      </summary>
      <ul>
        {items.map((item, i) => (
          <li key={i}>
            <Payload payload={(item['payload'] ?? item) as Record<string, unknown>} />
          </li>
        ))}
      </ul>
    </details>
  );
}
