import { Button } from '@mantine/core';
import type { Field, State } from '../api/client.js';
import { useState } from 'react';
import { isContested } from '../claims/contested.js';
import { Labelled } from '../labels/labelled.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { FieldValue } from '../parts/field.js';
import { onDemand } from '../parts/on-demand.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { useDates } from '../parts/use-dates.js';
import { useCaller } from '../session/session.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { groupsOf, type Group } from './state-groups.js';
import { useWhy } from './use-why.js';

const RuleDialog = onDemand(async () => (await import('../claims/rule-dialog.js')).RuleDialog);
const ExplainDialog = onDemand(async () => (await import('./explain-dialog.js')).ExplainDialog);

/** Every value that holds or may hold on the day, in groups, each with a link to its explanation. */
export function StateTable({ policy }: { policy: State }) {
  const words = useWords();
  const { day } = useDates();
  const [asked, setAsked] = useWhy();
  const [ruling, setRuling] = useState<string | null>(null);
  const { basis } = useBasis();
  const { may } = useCaller();
  // A ruling judges current knowledge, so it is not offered for earlier knowledge.
  const rule =
    may('record') && !basis.knownAt && basis.position === undefined && !basis.publishedBy
      ? setRuling
      : undefined;
  const groups = groupsOf(policy.fields);
  return (
    <Section title={words.stateOn(day(policy.basis.asOf))}>
      {groups.length === 0 ? (
        <p className="quiet">{words.nothingKnown}</p>
      ) : (
        <div className="scrolls" role="region" aria-label={words.state} tabIndex={0}>
          <table className="grid cards state">
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.since}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.why}</span>
                </th>
              </tr>
            </thead>
            {groups.map((group) => (
              <GroupRows key={group.fields[0]?.[0]} group={group} ask={setAsked} rule={rule} />
            ))}
          </table>
        </div>
      )}
      <RuleDialog
        wanted={ruling !== null}
        policy={policy}
        path={ruling}
        close={() => {
          setRuling(null);
        }}
      />
      <ExplainDialog
        wanted={asked !== null}
        policyId={policy.policyId}
        field={asked}
        close={() => {
          setAsked(null);
        }}
      />
    </Section>
  );
}

interface Asking {
  ask: (path: string) => void;
  /** Missing if no user with the permission is signed in. */
  rule: ((path: string) => void) | undefined;
}

function GroupRows({ group: { collection, fields }, ...asking }: { group: Group } & Asking) {
  const words = useWords();
  const labels = useLabels();
  const isStatus = fields[0]?.[0] === 'status';
  return (
    <tbody>
      {!isStatus && (
        <tr className="group">
          <th scope="rowgroup" colSpan={4}>
            {collection === null ? (
              words.details
            ) : (
              <Labelled slug={collection} label={labels.field(collection)} />
            )}
          </th>
        </tr>
      )}
      {fields.map(([path, field]) => (
        <FieldRow key={path} path={path} field={field} {...asking} />
      ))}
    </tbody>
  );
}

function FieldRow({ path, field, ask, rule }: { path: string; field: Field } & Asking) {
  const words = useWords();
  const labels = useLabels();
  const [name = '', key] = path.split('/');
  return (
    <tr
      className={isContested(field) ? 'contested' : field.certainty === 'possible' ? 'doubtful' : undefined}
    >
      <th scope="row" title={path}>
        {key === undefined ? labels.field(name) : labels.key(name, key)}
      </th>
      <td>
        <FieldValue field={field} path={path} />
        {rule && isContested(field) && (
          <Button
            size="compact-xs"
            mt="xs"
            aria-label={words.claims.ruleOnField(pathText(path, labels))}
            onClick={() => {
              rule(path);
            }}
          >
            {words.claims.ruleOn}
          </Button>
        )}
      </td>
      <td className="dates" data-label={words.since}>
        {field.since && <PeriodText period={field.since} />}
        {field.until && (
          <>
            {' '}
            {words.until} <PeriodText period={field.until} />
          </>
        )}
      </td>
      <td>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={words.whyField(pathText(path, labels))}
          onClick={() => {
            ask(path);
          }}
        >
          {words.why}
        </Button>
      </td>
    </tr>
  );
}
