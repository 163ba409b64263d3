import { useElementSize } from '@mantine/hooks';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HistoryItem, TimelineItem } from '../api/client.js';
import { Hatching } from '../claims/hatching.js';
import { dayNumber, dayText, today } from '../time/days.js';
import { linear } from '../time/linear.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Axis } from './axis.js';
import { ChosenDay } from './chosen-day.js';
import { DevelopmentsLane } from './developments-lane.js';
import { FieldLane } from './field-lane.js';
import { FoldButtons } from './fold-buttons.js';
import { foldsOf, unfolded } from './folds.js';
import { lanesOf } from './lanes.js';
import { Legend } from './legend.js';
import { daysOf, windowOf } from './picture-range.js';
import { RangeButtons } from './range-buttons.js';
import { StepsTable } from './steps-table.js';
import { usePictureView } from './use-picture-view.js';

const LANE = 26;
const HEAD = 22;

/**
 * The timeline as a picture: developments above, each a link to its row, and a lane for each field below. The lanes are hidden
 * from screen readers, because the table of steps has the same content.
 */
export function Picture({
  items,
  history,
  day,
}: {
  items: readonly TimelineItem[];
  history: readonly HistoryItem[];
  day: string | undefined;
}) {
  const words = useWords();
  const { move } = useBasis();
  const { ref, width: measured } = useElementSize();
  const width = Math.max(300, measured);
  const labels = width < 560 ? 0 : 210;
  const view = usePictureView();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [asTable, setAsTable] = useState(false);
  const all = lanesOf(history);
  const folds = foldsOf(all);
  const lanes = unfolded(all, folds, opened);
  const window = windowOf(view.range, daysOf(items, history), view.around ?? day ?? today());
  const x = linear([window.from, window.to], [labels, width]);
  const at = (when: string | null, open: 0 | 1): number =>
    when === null ? x.pixels[open] : Math.min(width, Math.max(labels, x(dayNumber(when))));
  const height = HEAD + LANE * (lanes.length + 1) + 6;
  return (
    <div ref={ref} className="picture">
      <RangeButtons range={view.range} show={view.show} />
      <FoldButtons
        folds={folds}
        opened={opened}
        toggle={(collection) => {
          const rest = [...opened].filter((each) => each !== collection);
          setOpened(new Set(rest.length < opened.size ? rest : [...rest, collection]));
        }}
      />
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={`${words.picture}: ${words.developments} ${String(items.length)}. ${words.pictureHelp}`}
        onClick={({ clientX, currentTarget }) => {
          const inside = clientX - currentTarget.getBoundingClientRect().left;
          if (inside >= labels) move({ asOf: dayText(x.invert(inside)) });
        }}
      >
        <Fades />
        <Hatching />
        <Axis x={x} height={height} day={day} />
        <DevelopmentsLane items={items} at={at} window={window} y={HEAD} labels={labels} day={day} />
        {lanes.map((lane, i) => (
          <FieldLane
            key={lane.field}
            lane={lane}
            at={at}
            y={HEAD + LANE * (i + 1)}
            labels={labels}
            width={width}
          />
        ))}
        {day !== undefined && <ChosenDay x={x} day={day} top={HEAD - 6} height={height} />}
      </svg>
      <Legend />
      <Button
        size="compact-sm"
        variant="default"
        aria-expanded={asTable}
        onClick={() => {
          setAsTable(!asTable);
        }}
      >
        {words.stepsTable}
      </Button>
      {asTable && <StepsTable history={history} />}
    </div>
  );
}

/** Uncertain days fade: opaque in the middle of the possible range. */
function Fades() {
  return (
    <defs>
      <linearGradient id="fuzzy">
        <stop offset="0" className="fade-out" />
        <stop offset="0.5" className="fade-in" />
        <stop offset="1" className="fade-out" />
      </linearGradient>
    </defs>
  );
}
