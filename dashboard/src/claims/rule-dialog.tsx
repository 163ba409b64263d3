import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { State } from '../api/client.js';
import { timelineQuery } from '../api/queries.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { Loaded } from '../parts/loaded.js';
import { useWords } from '../words/language.js';
import { RuleForm } from './rule-form.js';

interface RuleDialogProps {
  policy: State;
  /** Null: closed. */
  path: string | null;
  close: () => void;
}

/** *Rule on this*: for editors, at a contested value. */
export function RuleDialog({ policy, path, close }: RuleDialogProps) {
  const words = useWords();
  const labels = useLabels();
  const timeline = useQuery({ ...timelineQuery(policy.policyId, {}), enabled: path !== null });
  const field = path === null ? undefined : policy.fields[path];
  return (
    <Modal
      opened={path !== null && field !== undefined}
      onClose={close}
      title={words.claims.ruleTitle(pathText(path ?? '', labels))}
      size="xl"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Loaded query={timeline}>
        {(items) =>
          path !== null &&
          field && <RuleForm policy={policy} field={field} path={path} timeline={items} done={close} />
        }
      </Loaded>
    </Modal>
  );
}
