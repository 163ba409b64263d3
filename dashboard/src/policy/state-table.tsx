import { Button } from '@mantine/core';
import { useState } from 'react';
import type { State } from '../api/client.js';
import { FieldPath, FieldValue } from '../parts/field.js';
import { PeriodText } from '../parts/period.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { ExplainDialog } from './explain-dialog.js';

/** Every value that holds or may hold on the day, each with its why. */
export function StateTable({ policy }: { policy: State }) {
  const words = useWords();
  const [asked, setAsked] = useState<string | null>(null);
  const fields = Object.entries(policy.fields);
  return (
    <Section title={words.stateOn(policy.basis.asOf ?? '')}>
      {fields.length === 0 ? (
        <p className="quiet">{words.nothingKnown}</p>
      ) : (
        <div className="scrolls" role="region" aria-label={words.state} tabIndex={0}>
          <table className="grid">
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
            <tbody>
              {fields.map(([path, field]) => (
                <tr key={path} className={field.certainty === 'possible' ? 'doubtful' : undefined}>
                  <th scope="row">
                    <FieldPath path={path} />
                  </th>
                  <td>
                    <FieldValue field={field} />
                  </td>
                  <td className="dates">
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
                      aria-label={words.whyField(path)}
                      onClick={() => {
                        setAsked(path);
                      }}
                    >
                      {words.why}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ExplainDialog
        policyId={policy.policyId}
        field={asked}
        close={() => {
          setAsked(null);
        }}
      />
    </Section>
  );
}
