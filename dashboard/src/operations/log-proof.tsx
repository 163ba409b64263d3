import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { instantInWords } from '../time/in-words.js';
import { useLanguage } from '../words/language.js';

/** How far the log is, how far it is signed, and what its last verification found. */
export function LogProof() {
  const { language, words } = useLanguage();
  const status = useQuery({
    queryKey: ['log-status'],
    queryFn: () => api.get('/v1/log/status'),
    refetchInterval: 5000,
  });
  const at = (instant: string) => instantInWords(language, instant);
  return (
    <Section title={words.logProof}>
      <p className="quiet">{words.logProofHelp}</p>
      <Loaded query={status}>
        {({ head, origin, checkpoint, verification, privileges }) => (
          <>
            <p>{words.logHead(head)}</p>
            {privileges.separated && <p>{words.logPrivileges}</p>}
            <p>
              {checkpoint
                ? words.logCheckpoint(checkpoint.size, at(checkpoint.madeAt), origin)
                : words.logNoCheckpoint}
            </p>
            {verification === null && (
              <p>
                {words.logNeverVerified} <code>npm run cli -- verify</code>
              </p>
            )}
            {verification?.finding === null && (
              <p>{words.logVerified(verification.size, at(verification.finishedAt))}</p>
            )}
            {typeof verification?.finding === 'string' && (
              <Alert color="red" role="alert" title={words.logTampered(at(verification.finishedAt))}>
                {verification.finding}
              </Alert>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
