import { NativeSelect } from '@mantine/core';
import { longDate } from '../edtf/long-date.js';
import { useLanguage } from '../words/language.js';
import type { AxisModel } from './axis-model.js';
import { AxisRow } from './axis-row.js';
import { isKnownThen, knownInWords } from './in-words.js';
import { DayField, InstantField, PublishedField } from './time-fields.js';
import { useArrowKeys } from './use-arrow-keys.js';
import { useBasis } from './use-basis.js';
import { useStep } from './use-step.js';

interface TimeBarProps {
  days: AxisModel;
  instants: AxisModel;
  /** Position of the first cursor. */
  day: string;
}

/** The two cursors that the whole page follows: the effective day, and the moment of knowledge. */
export function TimeBar({ days, instants, day }: TimeBarProps) {
  const { language, words } = useLanguage();
  const { basis, move } = useBasis();
  const known = basis.knownAt;
  const toDay = useStep(days, (direction) => {
    const to = direction === 1 ? days.later : days.earlier;
    if (to !== undefined) move({ asOf: to });
  });
  const toKnown = (to: string | undefined) => {
    // The last record means "all that is known", which remains true when more is recorded.
    move({ knownAt: to === instants.last ? undefined : to, position: undefined });
  };
  const toInstant = useStep(instants, (direction) => {
    if (direction === -1 && instants.earlier !== undefined) toKnown(instants.earlier);
    if (direction === 1) toKnown(instants.later);
  });
  useArrowKeys(toDay, toInstant);
  return (
    <section className="time-bar" aria-label={words.timeBar}>
      <AxisRow
        field={<DayField day={day} chosen={basis.asOf !== undefined} move={move} />}
        label={words.onDay}
        axis={days}
        cursor={day}
        text={longDate(day, language)}
        names={{ earlier: words.earlier, later: words.later }}
        step={toDay}
        choose={(asOf) => {
          move({ asOf });
        }}
      />
      <AxisRow
        field={<InstantField known={basis} move={move} />}
        label={words.asKnownOn}
        axis={instants}
        cursor={known}
        text={isKnownThen(basis) ? knownInWords(basis, language, words) : words.allKnown}
        names={{ earlier: words.earlierKnown, later: words.laterKnown }}
        step={toInstant}
        choose={(to) => {
          toKnown(to >= (instants.last ?? '').slice(0, 10) ? undefined : `${to}T23:59:59.999999Z`);
        }}
        open={known !== undefined}
      />
      <div className="time-more">
        <PublishedField day={basis.publishedBy} move={move} />
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
        <p className="quiet step-help">{words.stepHelp}</p>
      </div>
    </section>
  );
}
