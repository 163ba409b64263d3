import { NativeSelect } from '@mantine/core';
import type { Kind, TimelineItem } from '../api/client.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { groupedKinds, suggestedKinds } from './kind-groups.js';

interface KindChoiceProps {
  kinds: readonly Kind[];
  /** Existing developments of the policy, so that likely next kinds are offered first. */
  timeline: readonly TimelineItem[];
  /** The name of the chosen kind; empty: none. */
  value: string;
  change: (kind: string) => void;
}

/** The kinds in groups; each with its help until one is chosen. */
export function KindChoice({ kinds, timeline, value, change }: KindChoiceProps) {
  const { language, words } = useLanguage();
  const groups = groupedKinds(kinds);
  const suggested = suggestedKinds(kinds, timeline);
  const title = (kind: Kind) => inLanguage(language, kind.title, kind.titles);
  const chosen = kinds.find(({ kind }) => kind === value);
  return (
    <>
      <NativeSelect
        label={words.chooseKind}
        required
        value={value}
        onChange={({ currentTarget }) => {
          change(currentTarget.value);
        }}
        data={[
          { value: '', label: '' },
          ...groups.map(({ group, kinds }) => ({
            group: words.kindGroups[group],
            items: kinds.map((kind) => ({ value: kind.kind, label: title(kind) })),
          })),
        ]}
      />
      {chosen ? (
        <p className="quiet">{inLanguage(language, chosen.description, chosen.descriptions)}</p>
      ) : (
        [{ name: words.suggestedKinds, kinds: suggested }]
          .concat(groups.map(({ group, kinds }) => ({ name: words.kindGroups[group], kinds })))
          .filter(({ kinds }) => kinds.length > 0)
          .map(({ name, kinds }) => (
            <section key={name} aria-label={name} className="kind-group">
              <h2>{name}</h2>
              {kinds.map((kind) => (
                <button
                  key={kind.kind}
                  type="button"
                  className="kind-card"
                  onClick={() => {
                    change(kind.kind);
                  }}
                >
                  <strong>{title(kind)}</strong>
                  <span className="quiet">{inLanguage(language, kind.description, kind.descriptions)}</span>
                </button>
              ))}
            </section>
          ))
      )}
    </>
  );
}
