import type { Effect } from './effect.js';
import { LongTextField } from './fields/decorators.js';
import { fieldsOf, type Localised, type PayloadField } from './fields/field.js';
import type { JsonObject } from './json.js';
import type { KindLabels } from './labels/label.js';

/** What every kind's payload may carry; a kind that demands the text declares it itself instead. */
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

/** A development of the kind and what it says, as documentation and as a test of the definition. */
export interface KindExample {
  /** EDTF, as in a request. */
  effective: string;
  payload: JsonObject;
  effects: readonly Effect[];
}

/** A class of developments: what its payload holds, in words and rules, and what it says about the policy. */
export interface KindDefinition<P extends { text?: string }> {
  kind: string;
  title: Localised;
  description: Localised;
  /** From 1, raised when the payload's shape changes. */
  schemaVersion: number;
  payload: new () => P;
  examples: readonly KindExample[];
  /** How the statuses and fields that its effects write are called; a field called as a property of the payload has its label. */
  labels?: KindLabels;
  /** What a valid payload of this schema version says, each field once. Released effects never change. */
  effects(payload: P): Effect[];
  /** A payload stored under an earlier schema version, in the shape of this one. Needed from version 2 on. */
  upcast?(payload: JsonObject, fromVersion: number): JsonObject;
}

/** A kind whose payload type no longer matters, so that kinds of different payloads stand in one list. */
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
   * What a stored payload says. `schemaVersion` is the one it was stored under (default: the current one).
   * Throws Error for a version that this program does not know: it was written by a newer one.
   */
  effects(payload: JsonObject, schemaVersion?: number): Effect[];
}

/** Makes a kind of its definition. */
export function defineKind<P extends { text?: string }>(definition: KindDefinition<P>): Kind {
  const { kind, schemaVersion: current } = definition;
  return {
    ...definition,
    fields: fieldsOf(definition.payload),
    effects(payload, schemaVersion = current) {
      // What is stored was checked against the class when it was recorded (checkPayload).
      if (schemaVersion === current) return definition.effects(payload as unknown as P);
      if (schemaVersion > current || !definition.upcast) {
        throw new Error(`${kind} is known up to schema version ${current}, not ${schemaVersion}`);
      }
      return definition.effects(definition.upcast(payload, schemaVersion) as unknown as P);
    },
  };
}
