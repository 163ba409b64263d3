import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FormField, Kind } from '../api/client.js';
import { EdtfInput } from '../edtf/edtf-input.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { EntriesInput } from './entries-input.js';
import { fieldId } from './field-id.js';
import { MoneyInput } from './money-input.js';
import { widgetOf, type Entry } from './widgets.js';

interface WidgetInputProps {
  field: FormField;
  schema: Kind['schema'];
  value: string | Entry[];
  change: (value: string | Entry[]) => void;
  country: string | undefined;
  /** By JSON pointer from the field on. */
  errors: Readonly<Record<string, string>>;
}

/** One field of a kind, by its form hint; no kind has a form of its own. */
export function WidgetInput({ field, schema, value, change, country, errors }: WidgetInputProps) {
  const { language } = useLanguage();
  const label = inLanguage(language, field.label, field.labels);
  const shared = {
    label,
    description: inLanguage(language, field.help, field.helps),
    required: field.required,
    id: fieldId(`/payload/${field.name}`),
    error: Object.values(errors)[0],
  };
  const text = typeof value === 'string' ? value : '';
  const list = typeof value === 'string' ? [] : value;
  const { look } = widgetOf(field.widget);
  const example = typeof field.example === 'string' ? field.example : JSON.stringify(field.example);
  const onChange = ({ currentTarget }: { currentTarget: { value: string } }) => {
    change(currentTarget.value);
  };
  switch (look) {
    case 'line':
      return <TextInput {...shared} value={text} placeholder={example} onChange={onChange} />;
    case 'lines':
      return <Textarea {...shared} value={text} placeholder={example} onChange={onChange} rows={3} />;
    case 'date':
      return <EdtfInput {...shared} value={text} change={change} country={country} />;
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          value={text}
          onChange={onChange}
          data={['', ...choices(schema, field.name)]}
        />
      );
    case 'money':
      return <MoneyInput {...shared} errors={errors} value={list} change={change} />;
    default:
      return (
        <EntriesInput
          {...shared}
          value={list}
          change={change}
          dated={look === 'dated-entries'}
          country={country}
        />
      );
  }
}

function choices(schema: Kind['schema'], name: string): string[] {
  const properties = schema['properties'] as Record<string, { enum?: string[] } | undefined> | undefined;
  return properties?.[name]?.enum ?? [];
}
