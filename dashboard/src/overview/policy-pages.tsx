import type { UseQueryResult } from '@tanstack/react-query';
import type { PolicyItem } from '../api/client.js';
import { PAGE_ROWS } from '../api/overview-queries.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import type { Filtering } from './filtering.js';
import { Pager } from './pager.js';
import { PoliciesTable } from './policies-table.js';
import { useTotals } from './use-counts.js';
import type { usePages } from './use-pages.js';

interface PolicyPagesProps {
  policies: UseQueryResult<{ items: PolicyItem[]; next?: string }>;
  pages: ReturnType<typeof usePages>;
  filters: Filtering;
  sort: string;
}

/** One page of the list, the number of matches, and links to the other pages. */
export function PolicyPages({ policies, pages, filters, sort }: PolicyPagesProps) {
  const words = useWords();
  const { passing, all } = useTotals(filters);
  const before = pages.before * PAGE_ROWS;
  const title = passing === undefined || all === undefined ? words.policies : words.countOf(passing, all);
  return (
    <Section title={title} className={policies.data ? '' : 'policies-loading'}>
      <Loaded query={policies}>
        {({ items, next }) => (
          <>
            <PoliciesTable items={items} sort={sort} whole={next === undefined && pages.before === 0} />
            {items.length > 0 && (
              <Pager
                from={before + 1}
                to={before + items.length}
                total={passing}
                back={pages.before > 0 ? pages.back : undefined}
                forward={
                  next === undefined
                    ? undefined
                    : () => {
                        pages.forward(next);
                      }
                }
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
