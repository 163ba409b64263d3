import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

/** Documents the headers that `ChangedBy` reads; `guarded`: the change accepts `If-Match`, too. */
export const ChangeHeaders = (guarded: boolean): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      description: 'Makes a repeat safe: the same request again gets the first answer',
      required: false,
    }),
    ...(guarded
      ? [
          ApiHeader({
            name: 'If-Match',
            description: 'Only if the policy is at this version: "3"',
            required: false,
          }),
        ]
      : []),
  );
