import { Button, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useLabels } from '../labels/use-labels.js';
import { useWords } from '../words/language.js';
import { FACETS, IN_DOUBT, NOT_SAID, type Facet } from './filtering.js';
import type { Counted } from './use-counts.js';
import { useFilters } from './use-filters.js';

/** Search and facets, each value with the number of policies that match it and all other filters. */
export function Filters({ counts }: { counts: Readonly<Record<Facet, Counted>> | undefined }) {
  const words = useWords();
  const { filters, change } = useFilters();
  // On a narrow screen they would push the policies out of view.
  const wide = useMediaQuery('(width >= 860px)', true, { getInitialValueInEffect: false });
  const none = filters.q === '' && Object.keys(filters.facets).length === 0;
  return (
    <aside className="filters card" aria-label={words.filters}>
      <details open={wide || !none}>
        <summary>{words.filters}</summary>
        <TextInput
          type="search"
          label={words.search}
          description={words.searchHelp}
          value={filters.q}
          onChange={({ currentTarget: { value } }) => {
            change({ q: value });
          }}
        />
        {FACETS.map((facet) => (
          <FacetList key={facet} facet={facet} found={counts?.[facet]} />
        ))}
        <p className="quiet">{words.countsHelp}</p>
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
      </details>
    </aside>
  );
}

function FacetList({ facet, found }: { facet: Facet; found: Counted | undefined }) {
  const words = useWords();
  const labels = useLabels();
  const { filters, change } = useFilters();
  const chosen = filters.facets[facet];
  // A chosen value stays visible so that it can be removed, even if no policy has it any more.
  const shown =
    chosen === undefined || found?.some(([value]) => value === chosen)
      ? (found ?? [])
      : [...(found ?? []), [chosen, 0] as const];
  const named = (value: string) => {
    if (value === NOT_SAID) return words.notSaid;
    if (value === IN_DOUBT) return words.doubtful;
    return {
      status: labels.status,
      area: labels.area,
      jurisdiction: labels.country,
      existence: (existence: string) => words.existences[existence as keyof typeof words.existences],
    }[facet](value);
  };
  return (
    <fieldset className="facet">
      <legend>{words[facet]}</legend>
      {!found && <span className="quiet">…</span>}
      {shown.map(([value, count]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={value === chosen}
            onChange={() => {
              change({ [facet]: value === chosen ? undefined : value });
            }}
          />
          <span title={value}>{named(value)}</span>
          <span className="count">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}
