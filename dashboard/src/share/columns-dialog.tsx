import { Button, Checkbox, Modal, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { BasisWords } from '../time/basis-banner.js';
import { useLanguage } from '../words/language.js';
import { USUAL_COLUMNS, type File } from './commands.js';

type Chosen = Pick<File, 'columns' | 'labels'>;

interface ColumnsDialogProps {
  opened: boolean;
  close: () => void;
  make: (chosen: Chosen) => void;
}

/** The columns of a file, columns for single fields, and the language of its headings. */
export function ColumnsDialog({ opened, close, make }: ColumnsDialogProps) {
  const { language, words } = useLanguage();
  const [columns, setColumns] = useState<readonly string[]>(USUAL_COLUMNS);
  const [fields, setFields] = useState('');
  const [labels, setLabels] = useState('');
  const more = fields.split(/[\s,]+/).filter((field) => field !== '');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={words.chooseColumns}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make({
            columns: [...columns, ...more.flatMap((field) => [`state/${field}`, `candidates/${field}`])],
            ...(labels !== '' && { labels: language }),
          });
        }}
      >
        <p className="quiet">
          <BasisWords />. {words.basisColumns}
        </p>
        <SimpleGrid cols={2} spacing="xs" verticalSpacing={4} my="sm">
          {USUAL_COLUMNS.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={name}
              checked={columns.includes(name)}
              onChange={({ currentTarget: { checked } }) => {
                setColumns(
                  USUAL_COLUMNS.filter((each) => (each === name ? checked : columns.includes(each))),
                );
              }}
            />
          ))}
        </SimpleGrid>
        <TextInput
          label={words.fieldColumns}
          description={words.fieldColumnsHelp}
          placeholder="items/pac-3, quantity"
          value={fields}
          onChange={({ currentTarget }) => {
            setFields(currentTarget.value);
          }}
        />
        <NativeSelect
          my="sm"
          label={words.headings}
          value={labels}
          data={[
            { value: '', label: words.headingsNames },
            { value: 'words', label: words.headingsWords },
          ]}
          onChange={({ currentTarget }) => {
            setLabels(currentTarget.value);
          }}
        />
        <Button type="submit" disabled={columns.length + more.length === 0}>
          {words.downloadCsv}
        </Button>
      </form>
    </Modal>
  );
}
