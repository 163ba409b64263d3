import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ExportChoice } from '../api/operations.js';
import { useLanguage } from '../words/language.js';
import { FILTERS, formatOf, hasColumns, type ExportDraft } from './export-draft.js';

interface ExportFieldsProps {
  choices: readonly ExportChoice[];
  choice: ExportChoice;
  draft: ExportDraft;
  change: (changes: Partial<ExportDraft>) => void;
  takes: (pointer: string) => boolean;
}

/** What to export: rows, format, filters, and layout; only members that these rows accept are shown. */
export function ExportFields({ choices, choice, draft, change, takes }: ExportFieldsProps) {
  const { language, words } = useLanguage();
  const whats: Readonly<Record<string, string>> = words.exportWhats;
  const format = formatOf(draft, choice);
  return (
    <>
      <div className="export-fields">
        <NativeSelect
          label={words.what}
          value={choice.what}
          data={choices.map(({ what }) => ({ value: what, label: whats[what] ?? what }))}
          onChange={({ currentTarget }) => {
            change({ what: currentTarget.value });
          }}
        />
        <NativeSelect
          label={words.format}
          value={format}
          data={[...choice.formats]}
          onChange={({ currentTarget }) => {
            change({ format: currentTarget.value });
          }}
        />
        <NativeSelect
          label={words.headings}
          value={draft.labels}
          data={[
            { value: '', label: words.headingsNames },
            { value: 'en', label: 'English' },
            { value: 'ja', label: '日本語' },
          ]}
          onChange={({ currentTarget }) => {
            change({ labels: currentTarget.value as ExportDraft['labels'] });
          }}
        />
        {FILTERS.filter((name) => takes(`/filters/${name}`)).map((name) => (
          <TextInput
            key={name}
            label={words.exportFilters[name]}
            placeholder={words.exportFilterExamples[name]}
            value={draft[name]}
            onChange={({ currentTarget }) => {
              change({ [name]: currentTarget.value });
            }}
          />
        ))}
        {takes('/days') && <PanelDays draft={draft} change={change} />}
      </div>
      {hasColumns(format) && (
        <details>
          <summary>{words.exportColumns(draft.columns.length, choice.columns.length)}</summary>
          <div className="choices">
            {choice.columns.map(({ name, labels }) => (
              <label key={name} title={name}>
                <input
                  type="checkbox"
                  checked={draft.columns.includes(name)}
                  onChange={({ currentTarget: { checked } }) => {
                    change({
                      columns: checked
                        ? [...draft.columns, name]
                        : draft.columns.filter((each) => each !== name),
                    });
                  }}
                />
                {labels[language] ?? name}
              </label>
            ))}
          </div>
        </details>
      )}
      {format === 'csv' && (
        <Checkbox
          label={words.exportBom}
          checked={draft.bom}
          onChange={({ currentTarget }) => {
            change({ bom: currentTarget.checked });
          }}
        />
      )}
    </>
  );
}

function PanelDays({ draft, change }: Pick<ExportFieldsProps, 'draft' | 'change'>) {
  const { words } = useLanguage();
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          label={words.panelDays[name]}
          placeholder="2024-01-31"
          required
          pattern="\d{4}-\d{2}-\d{2}"
          value={draft[name]}
          onChange={({ currentTarget }) => {
            change({ [name]: currentTarget.value.trim() });
          }}
        />
      ))}
      <NativeSelect
        label={words.panelDays.every}
        value={draft.every}
        data={Object.entries(words.panelSteps).map(([value, label]) => ({ value, label }))}
        onChange={({ currentTarget }) => {
          change({ every: currentTarget.value });
        }}
      />
    </>
  );
}
