import { useQuery } from '@tanstack/react-query';
import { exportChoicesQuery, exportsQuery } from '../api/operations.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { ExportForm } from './export-form.js';
import { ExportItem } from './export-item.js';
import { Schedules } from './schedules.js';
import { useCaller } from '../session/session.js';

/** Exports: create one, schedule it, and list all. */
export function Exports() {
  const words = useWords();
  const { may } = useCaller();
  const choices = useQuery(exportChoicesQuery);
  const jobs = useQuery(exportsQuery);
  return (
    <>
      <Section title={words.exports}>
        <Loaded query={choices}>{({ items }) => <ExportForm choices={items} />}</Loaded>
        <h3>{words.exportJobs}</h3>
        <Loaded query={jobs}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{words.none}</p>
            ) : (
              <ul className="job-list" aria-label={words.exportJobs}>
                {items.map((job) => (
                  <ExportItem key={job.id} job={job} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
      {may('administer') && <Schedules />}
    </>
  );
}
