import { useQuery } from '@tanstack/react-query';
import { citationQuery } from '../api/queries.js';
import { CopyButton } from '../parts/copy-button.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { ProofButton } from '../share/proof-button.js';
import { useBasis } from '../time/use-basis.js';
import { useLanguage } from '../words/language.js';

/** The citation of this answer, with its sources; its address always gives the same answer. */
export function Citation({ policyId }: { policyId: string }) {
  const { language, words } = useLanguage();
  const { basis } = useBasis();
  const citation = useQuery(citationQuery(policyId, basis, language));
  return (
    <Section title={words.citation}>
      <Loaded query={citation}>
        {({ text, bibtex, cslJson, cites }) => {
          // Answers contain no host, so that they are the same on every server; a citation needs one.
          const reachable = (cited: string) => cited.replaceAll(cites, `${window.location.origin}${cites}`);
          return (
            <>
              <p className="citation">{reachable(text)}</p>
              <div className="row">
                <CopyButton text={reachable(text)} label={words.copyCitation} />
                <CopyButton text={reachable(bibtex)} label="BibTeX" />
                <CopyButton text={reachable(JSON.stringify(cslJson, null, 2))} label="CSL-JSON" />
                <a href={cites}>{words.permalink}</a>
                <ProofButton policyId={policyId} permalink={cites} />
              </div>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
