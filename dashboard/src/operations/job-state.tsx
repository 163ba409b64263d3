import { useWords } from '../words/language.js';

interface Job {
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
  progress: { done: number; total?: number; rate: number; etaSeconds?: number };
  problem?: Record<string, unknown>;
}

/** The state of a job, with a progress bar and remaining time while it runs, and the reason of a failure. */
export function JobState({ state, progress: { done, total, rate, etaSeconds }, problem }: Job) {
  const words = useWords();
  const tone = { succeeded: 'tone-good', failed: 'tone-bad', canceled: 'tone-none', queued: '', running: '' }[
    state
  ];
  const name = words.jobStates[state];
  const detail = problem?.['detail'];
  return (
    <>
      <span className={`chip ${tone === '' ? 'tone-none' : tone}`}>{name}</span>{' '}
      {isUnderWay({ state }) && (
        <progress aria-label={name} {...(total !== undefined && { max: Math.max(1, total), value: done })} />
      )}{' '}
      <span className="quiet">
        {total === undefined ? done : `${String(done)} / ${String(total)}`}
        {state === 'running' && rate > 0 && `, ${words.pace(rate, etaSeconds)}`}
      </span>
      {typeof detail === 'string' && <p className="problem">{detail}</p>}
    </>
  );
}

export const isUnderWay = ({ state }: Pick<Job, 'state'>): boolean =>
  state === 'queued' || state === 'running';
