import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp } from '../support/app.js';
import { get, queryOf, type StateAnswer } from './ask.js';
import { inAnyOrder, seen } from './compare.js';
import { record, type Log } from './record.js';
import { stories, type Question } from './story.js';

let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app.stop();
});

describe.each(stories())('%s', (_, { story, policy, given, questions }) => {
  const log: Log = new Map();
  const ask = async (question: Question) =>
    get(app, `/v1/policies/${question.policy ?? policy}?${queryOf(question, log).toString()}`);

  beforeAll(async () => {
    for (const line of given) await record(app, line, log);
  });

  describe(story, () => {
    it.each(questions.map((question) => [question.ask, question] as const))('%s', async (__, question) => {
      const { status, text } = await ask(question);
      if ('problem' in question.expect) {
        const { type } = JSON.parse(text) as { type: string };
        expect(type.split('/').at(-1)).toBe(question.expect.problem);
        return;
      }
      expect({ status, text }).toMatchObject({ status: 200 });
      const answer = JSON.parse(text) as StateAnswer;
      expect(answer.basis).toMatchObject({
        uncertain: 'flag',
        ...Object.fromEntries(queryOf(question, log)),
      });
      expect(seen(answer, question.expect, log)).toEqual(inAnyOrder(question.expect));
      // Other stories were recorded since: what an answer pins gives the same bytes all the same.
      expect(await get(app, answer.permalink)).toEqual({ status, text });
    });
  });
});
