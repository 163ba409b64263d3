import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { download } from '../api/download.js';
import { faultText } from '../parts/fault.js';
import { useWords } from '../words/language.js';

/**
 * Saves the proof of an answer, and says how to check it.
 * @param permalink that of the answer: `/v1/policies/{id}?…`
 */
export function ProofButton({ policyId, permalink }: { policyId: string; permalink: string }) {
  const words = useWords();
  const name = `${policyId}.proof.json`;
  const save = useMutation({ mutationFn: () => download(permalink.replace('?', '/proof?'), name) });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        title={words.proofHelp}
        loading={save.isPending}
        onClick={() => {
          save.mutate();
        }}
      >
        {words.proof}
      </Button>
      {save.isSuccess && (
        <p role="status" className="quiet">
          {words.proofSaved} <code>node tools/verify.mjs {name} --key KEY</code>.{' '}
          <a href="/v1/log/key">{words.proofKey}</a>
        </p>
      )}
      {save.error && (
        <span className="problem" role="alert">
          {faultText(save.error, words)}
        </span>
      )}
    </>
  );
}
