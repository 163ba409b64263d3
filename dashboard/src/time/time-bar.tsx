import { NativeSelect } from '@mantine/core';
import { useWords } from '../words/language.js';
import { dayNumber, dayText, today } from './days.js';
import { DayField, InstantField, PublishedField } from './time-fields.js';
import { effectiveStops, recordedStops, step, type Stop } from './stops.js';
import { Track } from './track.js';
import { useArrowKeys } from './use-arrow-keys.js';
import { useBasis } from './use-basis.js';
import { spread } from './scale.js';

/**
 * The two cursors that everything on a page follows: the day in the world, and the moment up to which we knew.
 * @param shownDay the day that the service took, where the address names none
 */
export function TimeBar({ stops, shownDay }: { stops: readonly Stop[]; shownDay: string | undefined }) {
  const words = useWords();
  const { basis, move } = useBasis();
  const days = effectiveStops(stops);
  const instants = recordedStops(stops);
  const day = basis.asOf ?? shownDay ?? today();
  // All that is known is what the last of them left us with.
  const instant = basis.knownAt ?? instants.at(-1) ?? '';
  const toDay = (direction: -1 | 1) => {
    const next = step(days, day, direction);
    if (next !== null) move({ asOf: next });
  };
  const toInstant = (direction: -1 | 1) => {
    const next = step(instants, instant, direction);
    if (next !== null) move({ knownAt: next === instants.at(-1) ? undefined : next });
    else if (direction === 1) move({ knownAt: undefined });
  };
  useArrowKeys(toDay, toInstant);
  const scale = spread([...days, day], 0.03);
  const known = instants.filter((each) => each <= instant).length;
  return (
    <section className="time-bar" aria-label={words.timeBar}>
      <div className="time-row">
        <DayField day={day} chosen={basis.asOf !== undefined} move={move} />
        <Track
          label={words.onDay}
          now={dayNumber(day)}
          min={scale.from}
          max={scale.to}
          text={day}
          at={scale.at(day)}
          step={toDay}
          choose={(share) => {
            move({ asOf: dayText(scale.from + share * (scale.to - scale.from)) });
          }}
        >
          {stops.map(
            ({ effective }, i) =>
              effective && (
                <Mark key={i} from={scale.at(effective.earliest)} to={scale.at(effective.latest, 1)} />
              ),
          )}
        </Track>
      </div>
      <div className="time-row">
        <InstantField instant={basis.knownAt} move={move} />
        <Track
          label={words.asKnownOn}
          now={known}
          min={0}
          max={instants.length}
          text={basis.knownAt ?? words.allKnown}
          at={instants.length === 0 ? 1 : known / instants.length}
          step={toInstant}
          choose={(share) => {
            move({ knownAt: chosenInstant(instants, share) });
          }}
        >
          {instants.map((each, i) => (
            <Mark key={each} from={(i + 1) / instants.length} to={(i + 1) / instants.length} />
          ))}
        </Track>
      </div>
      <div className="time-row">
        <PublishedField day={basis.publishedBy} move={move} />
        <div className="time-more">
          <p className="quiet">{words.stepHelp}</p>
          <NativeSelect
            size="xs"
            aria-label={words.uncertain}
            value={basis.uncertain ?? 'flag'}
            onChange={({ currentTarget: { value } }) => {
              move({ uncertain: value === 'include' || value === 'exclude' ? value : undefined });
            }}
            data={[
              { value: 'flag', label: `${words.uncertain}: ${words.uncertainFlag}` },
              { value: 'include', label: `${words.uncertain}: ${words.uncertainInclude}` },
              { value: 'exclude', label: `${words.uncertain}: ${words.uncertainExclude}` },
            ]}
          />
        </div>
      </div>
    </section>
  );
}

/** The last one means "all that is known", which stays true when more is recorded. */
function chosenInstant(instants: readonly string[], share: number): string | undefined {
  const index = Math.max(0, Math.round(share * instants.length) - 1);
  return index >= instants.length - 1 ? undefined : instants[index];
}

/** A development on a track: a stroke, or a fading stretch where its day is not certain. */
function Mark({ from, to }: { from: number; to: number }) {
  const left = `${String(from * 100)}%`;
  if (to - from < 0.004) return <span className="mark" style={{ left }} />;
  return <span className="mark fuzzy" style={{ left, width: `${String((to - from) * 100)}%` }} />;
}
