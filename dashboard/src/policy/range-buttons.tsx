import { Button } from '@mantine/core';
import { useWords } from '../words/language.js';
import { RANGES, type Range } from './picture-range.js';

export function RangeButtons({ range, show }: { range: Range; show: (range: Range) => void }) {
  const { ranges } = useWords();
  return (
    <div className="picture-buttons" role="group" aria-label={ranges.title}>
      {(Object.keys(RANGES) as Range[]).map((each) => (
        <Button
          key={each}
          size="compact-sm"
          variant={each === range ? 'filled' : 'default'}
          aria-pressed={each === range}
          onClick={() => {
            show(each);
          }}
        >
          {ranges[each]}
        </Button>
      ))}
    </div>
  );
}
