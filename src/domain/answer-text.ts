/** JSON texts of the members of an object, in the order of the answer; undefined members are left out. */
export type Members = Readonly<Record<string, string | undefined>>;

/** The parts of every JSON answer; each part is JSON text. */
export interface Answer {
  /** What the answer is about: policy, field or event. */
  about?: Members;
  basis: string;
  /** Members, or their text without braces. */
  content: Members | string;
  /** The path of the next page. */
  next?: string | undefined;
  /** The path that always gives the same answer. */
  permalink?: string;
}

/** The envelope of answers: `{…about, basis, …content, next, permalink}`. */
export function answerText({ about = {}, basis, content, next, permalink }: Answer): string {
  const texts = [
    membersText({ ...about, basis }),
    typeof content === 'string' ? content : membersText(content),
    membersText({ next: quoted(next), permalink: quoted(permalink) }),
  ];
  return `{${joined(texts.filter((text) => text !== ''))}}`;
}

/** The text of an object's members, without its braces. */
export const membersText = (members: Members): string =>
  joined(
    Object.entries(members).flatMap(([name, text]) => (text === undefined ? [] : [`"${name}":${text}`])),
  );

/** An array of items that are JSON texts. */
export const arrayText = (items: readonly string[]): string => `[${joined(items)}]`;

/**
 * The texts with commas between them. `join` would copy them at each level of an answer; what is added up is put together
 * once, when the answer is sent.
 */
const joined = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : texts.reduce((text, next) => `${text},${next}`);

const quoted = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : JSON.stringify(text);
