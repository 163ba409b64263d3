import { Button } from '@mantine/core';
import { useLabels } from '../labels/use-labels.js';
import { useWords } from '../words/language.js';
import type { Fold } from './folds.js';

interface FoldButtonsProps {
  folds: readonly Fold[];
  opened: ReadonlySet<string>;
  toggle: (collection: string) => void;
}

/** A button for each collection, which shows and hides its lanes. */
export function FoldButtons({ folds, opened, toggle }: FoldButtonsProps) {
  const { ranges } = useWords();
  const labels = useLabels();
  if (folds.length === 0) return null;
  return (
    <div className="picture-buttons" role="group" aria-label={ranges.collections}>
      {folds.map(({ collection, count }) => (
        <Button
          key={collection}
          size="compact-sm"
          variant="default"
          aria-expanded={opened.has(collection)}
          onClick={() => {
            toggle(collection);
          }}
        >
          {opened.has(collection) ? '▾' : '▸'} {labels.field(collection)} ({count})
        </Button>
      ))}
    </div>
  );
}
