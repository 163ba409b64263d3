import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { auditQuery, createKey, keysQuery, ROLES, type NewKey, type Role } from '../api/operations.js';
import { ApiProblem } from '@policy-timeline/client';
import { Refusal } from '../record/refusal.js';
import { useWords } from '../words/language.js';

/** A key works to the end of its last day, in UTC. */
const endOf = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();

/** Creates an API key: its role, its owner and its end. */
export function NewKeyForm({ show }: { show: (key: NewKey) => void }) {
  const words = useWords();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>('viewer');
  const [note, setNote] = useState('');
  const [lastDay, setLastDay] = useState('');
  const make = useMutation({
    mutationFn: () =>
      createKey({
        ...{ role, note: note.trim() },
        ...(lastDay !== '' && { expiresAt: endOf(lastDay) }),
      }),
    onSuccess: async (key) => {
      show(key);
      setNote('');
      setLastDay('');
      await Promise.all(
        [keysQuery, auditQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })),
      );
    },
  });
  return (
    <>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <NativeSelect
          label={words.role}
          value={role}
          data={ROLES.map((value) => ({ value, label: words.roleMeanings[value] }))}
          onChange={({ currentTarget }) => {
            setRole(currentTarget.value as Role);
          }}
        />
        <TextInput
          className="grows"
          label={words.keyNote}
          placeholder={words.keyNoteExample}
          required
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => {
            setNote(currentTarget.value);
          }}
        />
        <TextInput
          type="date"
          label={words.keyLastDay}
          description={words.keyLastDayHelp}
          value={lastDay}
          onChange={({ currentTarget }) => {
            setLastDay(currentTarget.value);
          }}
        />
        <Button type="submit" loading={make.isPending}>
          {words.makeKey}
        </Button>
      </form>
      <Refusal error={make.error} problem={make.error instanceof ApiProblem ? make.error : null} />
    </>
  );
}
