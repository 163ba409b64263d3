import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { useWords } from '../words/language.js';

/**
 * Asks for confirmation before a filled form is left, by a link, back, reload or closing the tab.
 * @returns the dialog to render, and `release`, which allows leaving once the form is sent
 */
export function useLeaveGuard(filled: boolean): { question: ReactNode; release: () => void } {
  const words = useWords();
  const released = useRef(false);
  const holds = () => filled && !released.current;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => holds() && current.pathname !== next.pathname,
    enableBeforeUnload: holds,
    withResolver: true,
  });
  const stay = () => blocker.reset?.();
  const question = (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={stay}
      title={words.leaveTitle}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <p>{words.leaveHelp}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {words.leave}
        </Button>
        <Button data-autofocus onClick={stay}>
          {words.stay}
        </Button>
      </Group>
    </Modal>
  );
  return {
    question,
    release: () => {
      released.current = true;
    },
  };
}
