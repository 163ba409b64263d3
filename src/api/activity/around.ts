import { day, instant, mistake, parameter, type Parameter } from '../../domain/values/parameter.js';

const DAY = day('');
const INSTANT = instant('');

/** A point on either axis: a day or an instant. */
export const point = (description: string): Parameter<string> =>
  parameter(description, { type: 'string', example: '2024-07-31' }, (text) => {
    const [asDay, asInstant] = [DAY.read(text), INSTANT.read(text)];
    if ('value' in asDay) return asDay;
    if ('value' in asInstant) return asInstant;
    return text.includes('T')
      ? asInstant
      : mistake(`${asDay.mistake.detail}; on axis=recorded an instant, for example 2024-07-31T23:59:59Z`);
  });
