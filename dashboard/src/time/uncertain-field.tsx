import { NativeSelect } from '@mantine/core';
import { useWords } from '../words/language.js';
import type { Basis } from './basis.js';

/** How uncertain dates are read. */
export function UncertainField({
  value,
  move,
}: {
  value: Basis['uncertain'];
  move: (change: Pick<Basis, 'uncertain'>) => void;
}) {
  const words = useWords();
  return (
    <NativeSelect
      size="xs"
      label={words.uncertain}
      value={value ?? 'flag'}
      onChange={({ currentTarget }) => {
        const chosen = currentTarget.value;
        move({ uncertain: chosen === 'include' || chosen === 'exclude' ? chosen : undefined });
      }}
      data={[
        { value: 'flag', label: words.uncertainFlag },
        { value: 'include', label: words.uncertainInclude },
        { value: 'exclude', label: words.uncertainExclude },
      ]}
    />
  );
}
