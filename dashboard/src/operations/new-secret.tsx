import { Alert, Button, Group } from '@mantine/core';
import type { NewKey } from '../api/operations.js';
import { CopyButton } from '../parts/copy-button.js';
import { useWords } from '../words/language.js';

/** The secret of a key, shown only once: the service stores only its hash. */
export function NewSecret({ apiKey, close }: { apiKey: NewKey; close: () => void }) {
  const words = useWords();
  const { id, note, secret } = apiKey;
  return (
    <Alert color="blue" role="status" title={words.newSecret(note === '' ? id : note)} mb="md">
      <p>{words.newSecretHelp}</p>
      <p>
        <code className="secret">{secret}</code>
      </p>
      <Group gap="xs">
        <CopyButton text={secret} label={words.copySecret} />
        <Button size="xs" variant="default" onClick={close}>
          {words.secretKept}
        </Button>
      </Group>
    </Alert>
  );
}
