import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '@policy-timeline/client';
import { Refusal } from '../record/refusal.js';
import { useWords } from '../words/language.js';

interface AskFirstProps {
  /** The text of the button, and the dialog's title and confirm button. */
  label: string;
  /** The item that the button belongs to, for screen readers. */
  about: string;
  /** The consequences, and whether they can be undone. */
  question: string;
  act: () => Promise<unknown>;
}

/** A button for an irreversible action: it asks for confirmation, and shows the reason of a refusal. */
export function AskFirst({ label, about, question, act }: AskFirstProps) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const doing = useMutation({ mutationFn: act, onSuccess: close });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={`${label}: ${about}`}
        onClick={() => {
          doing.reset();
          setAsking(true);
        }}
      >
        {label}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={`${label}: ${about}`}
        lockScroll={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <p>{question}</p>
        <Refusal error={doing.error} problem={doing.error instanceof ApiProblem ? doing.error : null} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            {words.cancel}
          </Button>
          <Button
            color="red"
            loading={doing.isPending}
            onClick={() => {
              doing.mutate();
            }}
          >
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
