/** The JSON texts of an object's members by name, in the order of the answer; those that are undefined are left out. */
export type Members = Readonly<Record<string, string | undefined>>;

/** What every JSON answer is made of, each part JSON text. */
export interface Answer {
  /** Which policy, field or event the answer is about. */
  about?: Members;
  basis: string;
  /** Members, or their text without braces. */
  content: Members | string;
  /** The path of the next page. */
  next?: string | undefined;
  /** The path that gives the same answer for ever. */
  permalink?: string;
}

/** The envelope of answers: `{…about, basis, …content, next, permalink}`. */
export function answerText({ about = {}, basis, content, next, permalink }: Answer): string {
  const texts = [
    membersText({ ...about, basis }),
    typeof content === 'string' ? content : membersText(content),
    membersText({ next: quoted(next), permalink: quoted(permalink) }),
  ];
  return `{${texts.filter((text) => text !== '').join(',')}}`;
}

/** Members without the braces of their object. */
export const membersText = (members: Members): string =>
  Object.entries(members)
    .flatMap(([name, text]) => (text === undefined ? [] : [`"${name}":${text}`]))
    .join(',');

/** An array of items that are JSON texts. */
export const arrayText = (items: readonly string[]): string => `[${items.join(',')}]`;

const quoted = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : JSON.stringify(text);
