import { Button, TextInput } from '@mantine/core';
import type { PolicyItem } from '../api/client.js';
import { useWords } from '../words/language.js';
import { counts, FACETS, fitting, NOT_SAID, type Facet } from './filtering.js';
import { useFilters } from './use-filters.js';

/** Search and facets, each value with the number of policies it would leave. */
export function Filters({ items }: { items: readonly PolicyItem[] }) {
  const words = useWords();
  const { filters, change } = useFilters();
  const none = filters.q === '' && Object.keys(filters.facets).length === 0;
  return (
    <aside className="filters card" aria-label={words.search}>
      <TextInput
        type="search"
        label={words.search}
        value={filters.q}
        onChange={({ currentTarget: { value } }) => {
          change({ q: value });
        }}
      />
      {FACETS.map((facet) => (
        <FacetList key={facet} facet={facet} found={counts(fitting(items, filters, facet), facet)} />
      ))}
      <Button
        size="xs"
        variant="default"
        disabled={none}
        onClick={() => {
          change({
            q: undefined,
            status: undefined,
            area: undefined,
            jurisdiction: undefined,
            existence: undefined,
          });
        }}
      >
        {words.clearFilters}
      </Button>
    </aside>
  );
}

function FacetList({ facet, found }: { facet: Facet; found: readonly [string, number][] }) {
  const words = useWords();
  const { filters, change } = useFilters();
  const chosen = filters.facets[facet];
  // A chosen value stays there to be given up, even where nothing has it any more.
  const shown =
    chosen === undefined || found.some(([value]) => value === chosen)
      ? found
      : [...found, [chosen, 0] as const];
  const named = (value: string) => {
    if (value === NOT_SAID) return words.notSaid;
    return facet === 'existence' ? words.existences[value as keyof typeof words.existences] : value;
  };
  return (
    <fieldset className="facet">
      <legend>{words[facet]}</legend>
      {shown.map(([value, count]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={value === chosen}
            onChange={() => {
              change({ [facet]: value === chosen ? undefined : value });
            }}
          />
          <span>{named(value)}</span>
          <span className="count">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}
