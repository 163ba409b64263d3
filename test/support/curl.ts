/** A command in a document, and the answer shown there. */
export interface Shown {
  command: string;
  answer: unknown;
}

const WITH_ANSWER = /```sh\n(curl .*?)```\s+```json\n(.*?)```/gs;

/** Every curl command of a Markdown text that is followed by an answer. */
export const shownIn = (markdown: string): Shown[] =>
  [...markdown.matchAll(WITH_ANSWER)].map(([, command = '', answer = '']) => ({
    command,
    answer: JSON.parse(answer) as unknown,
  }));

/** Executes a `curl` command: a URL, and any number of `-H` and `-d`. @throws Error for other options */
export function curl(command: string): Promise<Response> {
  const [, ...words] = wordsOf(command);
  const headers: [string, string][] = [];
  let url = '';
  let body: string | null = null;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') headers.push(headerOf(words.shift() ?? ''));
    else if (word === '-d') body = words.shift() ?? '';
    else if (word.startsWith('-')) throw new Error(`curl ${word} is not known here`);
    else url = word;
  }
  return fetch(url, { method: body === null ? 'GET' : 'POST', headers, body });
}

const wordsOf = (command: string): string[] =>
  [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );

function headerOf(text: string): [string, string] {
  const [name = '', value = ''] = text.split(/: (.*)/s);
  return [name, value];
}
