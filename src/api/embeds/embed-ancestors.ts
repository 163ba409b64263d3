/** Who may show embeds in a frame (EMBED_ANCESTORS): source expressions of CSP's `frame-ancestors`. */
export class EmbedAncestors {
  constructor(readonly setting: string) {}
}
