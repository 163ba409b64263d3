/** What the domain may use of the web platform, in Node and in browsers alike: pure functions of their arguments. */

declare class URLSearchParams {
  constructor(members: [string, string][]);
  toString(): string;
}

declare class URL {
  static canParse(url: string): boolean;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
