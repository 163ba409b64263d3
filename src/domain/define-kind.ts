import type { Effect } from './effect.js';
import { LongTextField, fieldsOf, type Localised, type PayloadField } from './values/fields.js';
import type { JsonObject } from './json.js';
import type { KindLabels } from './labels/label.js';
import { UnknownEvent } from './unknown-event.js';

/** Base of every kind's payload; a kind that requires the text declares it itself. */
export class PayloadWithText {
  @LongTextField({
    label: { en: 'Text', ja: '本文' },
    help: {
      en: 'What happened, in your own words. Shown, without effect on the state.',
      ja: '出来事を自分の言葉で書きます。表示のみで、状態には影響しません。',
    },
    example: 'The ministry announced it at a press conference.',
  })
  text?: string;
}

/** A development of the kind and its effects; shown in the documentation and checked by a test. */
export interface KindExample {
  /** EDTF, as in a request. */
  effective: string;
  payload: JsonObject;
  effects: readonly Effect[];
}

/** A class of developments: its payload, its words and its effects on the policy. */
export interface KindDefinition<P extends { text?: string }> {
  kind: string;
  title: Localised;
  description: Localised;
  /** From 1; raised when the shape of the payload changes. */
  schemaVersion: number;
  payload: new () => P;
  examples: readonly KindExample[];
  /** Labels of the statuses and fields that its effects write; a field with the name of a payload property has that property's label. */
  labels?: KindLabels;
  /** The effects of a valid payload of this schema version, each field once. Released effects never change. */
  effects(payload: P): Effect[];
  /** Converts a payload of an earlier schema version to this one. Required from version 2. */
  upcast?(payload: JsonObject, fromVersion: number): JsonObject;
}

/** A kind without its payload type, so that kinds with different payloads fit into one list. */
export interface Kind {
  readonly kind: string;
  readonly title: Localised;
  readonly description: Localised;
  readonly schemaVersion: number;
  readonly payload: new () => object;
  readonly fields: ReadonlyMap<string, PayloadField>;
  readonly examples: readonly KindExample[];
  readonly labels?: KindLabels;
  /**
   * The effects of a stored payload. `schemaVersion` is the version it was stored with (default: the current one).
   * @throws Error for a version that this program does not know, because a newer program wrote it
   */
  effects(payload: JsonObject, schemaVersion?: number): Effect[];
}

/** Creates a kind from its definition. */
export function defineKind<P extends { text?: string }>(definition: KindDefinition<P>): Kind {
  const { kind, schemaVersion: current } = definition;
  return {
    ...definition,
    fields: fieldsOf(definition.payload),
    effects(payload, schemaVersion = current) {
      // A stored payload was checked against the class when it was recorded (checkPayload).
      if (schemaVersion === current) return definition.effects(payload as unknown as P);
      if (schemaVersion > current || !definition.upcast) {
        throw new UnknownEvent(`${kind} is known up to schema version ${current}, not ${schemaVersion}`);
      }
      return definition.effects(definition.upcast(payload, schemaVersion) as unknown as P);
    },
  };
}
