import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { download } from '../api/download.js';
import { makeExport } from '../api/exports.js';
import { onDemand } from '../parts/on-demand.js';
import { useCaller } from '../session/session.js';
import { faultText } from '../parts/fault.js';
import { useWords } from '../words/language.js';
import { exportBody, type File } from './commands.js';

const ColumnsDialog = onDemand(async () => (await import('./columns-dialog.js')).ColumnsDialog);

/** Creates and saves a file with the content of the page in one click, for keys that may export. */
export function ExportButton({ file }: { file: File | null }) {
  const words = useWords();
  const { may } = useCaller();
  const [choosing, setChoosing] = useState(false);
  const make = useMutation({
    mutationFn: async (wanted: File) => {
      const { path, name } = await makeExport(exportBody(wanted));
      await download(path, name);
    },
  });
  if (!may('export')) return null;
  return (
    <>
      <Button.Group>
        <Button
          size="xs"
          variant="default"
          disabled={file === null}
          title={file === null ? words.exportTooMany : words.downloadCsvHelp}
          loading={make.isPending}
          onClick={() => {
            if (file) make.mutate(file);
          }}
        >
          {words.downloadCsv}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={file === null}
          aria-label={words.chooseColumns}
          title={words.chooseColumns}
          onClick={() => {
            setChoosing(true);
          }}
        >
          <span aria-hidden="true">…</span>
        </Button>
      </Button.Group>
      {file && (
        <ColumnsDialog
          wanted={choosing}
          opened={choosing}
          close={() => {
            setChoosing(false);
          }}
          make={(chosen) => {
            setChoosing(false);
            make.mutate({ ...file, ...chosen });
          }}
        />
      )}
      {make.error && (
        <span className="problem" role="alert">
          {faultText(make.error, words)}
        </span>
      )}
    </>
  );
}
