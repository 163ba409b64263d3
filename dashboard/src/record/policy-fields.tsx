import { Textarea, TextInput } from '@mantine/core';
import { useWords } from '../words/language.js';
import type { PolicyDraft } from './policy-draft.js';

interface PolicyFieldsProps {
  draft: PolicyDraft;
  change: (draft: PolicyDraft) => void;
  /** What the service said, by JSON pointer. */
  errors: Readonly<Record<string, string>>;
}

/** What is said of a policy itself, when it is registered and when it is amended. */
export function PolicyFields({ draft, change, errors }: PolicyFieldsProps) {
  const words = useWords();
  const bind = (name: keyof PolicyDraft, member: string = name) => ({
    value: draft[name],
    // A mistake may be in one item of a list.
    error: Object.entries(errors).find(([pointer]) => `${pointer}/`.startsWith(`/${member}/`))?.[1],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      change({ ...draft, [name]: value });
    },
  });
  return (
    <>
      <TextInput label={words.title} required {...bind('title')} />
      <TextInput label={words.titleJa} {...bind('titleJa', 'titles/ja')} />
      <TextInput
        label={words.jurisdiction}
        description={words.jurisdictionHelp}
        required
        {...bind('jurisdiction')}
      />
      <TextInput label={words.area} description={words.areaHelp} required {...bind('area')} />
      <TextInput label={words.timeZone} description={words.timeZoneHelp} {...bind('timeZone')} />
      <Textarea label={words.description} rows={3} autosize={false} {...bind('description')} />
    </>
  );
}
