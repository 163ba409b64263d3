import { AttributesField, ReferenceField, SlugField, TextField, type FieldDocs } from '../values/fields.js';
import type { StatusLabel } from '../labels/label.js';

/** Properties of several kinds, with the same text in each. */

export const StatusField = (docs: Pick<FieldDocs, 'required' | 'default' | 'example'>): PropertyDecorator =>
  SlugField({
    label: { en: 'Status', ja: '状態' },
    help: {
      en: 'The status of the policy from then on, as a slug, for example in-force or under-discussion.',
      ja: 'その時からの政策の状態。in-force や under-discussion のような短い識別子で書きます。',
    },
    ...docs,
  });

export const AttributesOfPolicyField = (example: FieldDocs['example']): PropertyDecorator =>
  AttributesField({
    label: { en: 'Attributes', ja: '属性' },
    help: {
      en: 'Further fields and their values; a name may be a field in a collection, such as items/pac-2.',
      ja: 'その他の項目とその値。名前は items/pac-2 のような集まりの中の項目でもかまいません。',
    },
    example,
  });

export const LawNumberField = (): PropertyDecorator =>
  ReferenceField({
    label: { en: 'Law number', ja: '法律番号' },
    help: {
      en: 'The number under which the law was promulgated, as the source writes it.',
      ja: '公布された法律の番号。出典の表記のまま書きます。',
    },
    example: '24',
  });

export const ChamberField = (): PropertyDecorator =>
  TextField({
    label: { en: 'Chamber', ja: '議院' },
    help: {
      en: 'The chamber of the parliament, for example House of Representatives.',
      ja: '議会の議院。たとえば衆議院。',
    },
    example: 'House of Representatives',
  });

export const ConditionField = (): PropertyDecorator =>
  SlugField({
    label: { en: 'Condition', ja: '条件' },
    help: {
      en: 'A slug by which the condition is known, the same when it is lifted.',
      ja: '条件を表す短い識別子。解除の時にも同じものを使います。',
    },
    example: 'no-third-party-transfer',
    required: true,
  });

/** The status in-force, which several kinds set. */
export const IN_FORCE: StatusLabel = { en: 'In force', ja: '施行中', family: 'in-force' };
