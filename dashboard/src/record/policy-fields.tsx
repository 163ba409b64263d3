import { Button, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../words/language.js';
import { withCodes } from './country-names.js';
import { fieldId } from './field-id.js';
import type { PolicyDraft } from './policy-draft.js';

interface PolicyFieldsProps {
  draft: PolicyDraft;
  change: (draft: PolicyDraft) => void;
  /** The service's problems by JSON pointer. */
  errors: Readonly<Record<string, string>>;
  /** Values of other policies, as suggestions. */
  areas?: readonly string[];
  jurisdictions?: readonly string[];
}

/** The fields of a policy, for registration and amendment. */
export function PolicyFields({ draft, change, errors, areas = [], jurisdictions = [] }: PolicyFieldsProps) {
  const words = useWords();
  const id = useId();
  const bind = (name: keyof PolicyDraft, member: string = name) => ({
    id: fieldId(`/${member}`),
    value: draft[name],
    // A problem may be in one item of a list.
    error: Object.entries(errors).find(([pointer]) => `${pointer}/`.startsWith(`/${member}/`))?.[1],
  });
  const put = (name: keyof PolicyDraft) => (value: string) => {
    change({ ...draft, [name]: value });
  };
  const typed =
    (name: keyof PolicyDraft) =>
    ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      put(name)(value);
    };
  const codes = withCodes(draft.jurisdiction);
  return (
    <>
      <TextInput label={words.title} required {...bind('title')} onChange={typed('title')} />
      <TextInput label={words.titleJa} {...bind('titleJa', 'titles/ja')} onChange={typed('titleJa')} />
      <div>
        <TextInput
          label={words.jurisdiction}
          description={words.jurisdictionHelp}
          required
          list={`${id}-jurisdictions`}
          {...bind('jurisdiction')}
          onChange={typed('jurisdiction')}
        />
        <Options id={`${id}-jurisdictions`} values={jurisdictions} />
        {codes !== null && (
          <div className="date-meaning" aria-live="polite">
            <span>{words.didYouMean(codes)}</span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                put('jurisdiction')(codes);
              }}
            >
              {words.take(codes)}
            </Button>
          </div>
        )}
      </div>
      <TextInput
        label={words.area}
        description={words.areaHelp}
        required
        list={`${id}-areas`}
        {...bind('area')}
        onChange={typed('area')}
      />
      <Options id={`${id}-areas`} values={areas} />
      <TextInput
        label={words.timeZone}
        description={words.timeZoneHelp}
        {...bind('timeZone')}
        onChange={typed('timeZone')}
      />
      <Textarea
        label={words.description}
        rows={3}
        autosize={false}
        {...bind('description')}
        onChange={typed('description')}
      />
      <Textarea
        label={words.identifiers}
        description={words.identifiersHelp}
        rows={2}
        autosize={false}
        {...bind('identifiers')}
        onChange={typed('identifiers')}
      />
    </>
  );
}

/** Suggestions from other policies while typing; other text is possible. */
function Options({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
