import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type ExportJob } from '../api/client.js';
import { CopyButton } from '../parts/copy-button.js';
import { Loaded } from '../parts/loaded.js';
import { useWords } from '../words/language.js';

/** What a reader needs to cite a file or check a copy of it: digest, basis, licence, citation. */
export function ManifestButton({ job, about }: { job: ExportJob; about: string }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const manifest = useQuery({
    queryKey: ['manifest', job.id],
    queryFn: () => api.get('/v1/exports/{id}/manifest', { path: { id: job.id } }),
    enabled: open,
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={`${words.manifest}: ${about}`}
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.manifest}
      </Button>
      <Modal
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
        title={`${words.manifest}: ${about}`}
        size="lg"
        lockScroll={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <Loaded query={manifest}>
          {(told) => (
            <>
              <dl className="manifest">
                <dt>SHA-256</dt>
                <dd>
                  <code>{told.sha256}</code> <CopyButton text={told.sha256} label={words.copyDigest} />
                </dd>
                <dt>{words.licence}</dt>
                <dd>{told.licence}</dd>
                <dt>{words.citation}</dt>
                <dd>{told.citation}</dd>
                <dt>{words.madeWith}</dt>
                <dd>{`${told.software.name} ${told.software.version}, ${told.writer.name} ${String(told.writer.version)}`}</dd>
                <dt>{words.columnsOfFile}</dt>
                <dd>{told.schema.map(({ name }) => name).join(', ')}</dd>
              </dl>
              <details>
                <summary>JSON</summary>
                <pre className="raw">{JSON.stringify(told, null, 2)}</pre>
              </details>
            </>
          )}
        </Loaded>
      </Modal>
    </>
  );
}
