/** How far a job is: its state, and a bar while it works. */
export function JobState({
  state,
  progress: { done, total },
}: {
  state: string;
  progress: { done: number; total?: number };
}) {
  const tone = { succeeded: 'tone-0', failed: 'tone-6', canceled: 'tone-7' }[state] ?? 'tone-2';
  return (
    <>
      <span className={`chip ${tone}`}>{state}</span>{' '}
      {(state === 'queued' || state === 'running') && (
        <progress aria-label={state} {...(total !== undefined && { max: total, value: done })} />
      )}{' '}
      <span className="quiet">{total === undefined ? done : `${String(done)} / ${String(total)}`}</span>
    </>
  );
}

export const isUnderWay = ({ state }: { state: string }): boolean =>
  state === 'queued' || state === 'running';
