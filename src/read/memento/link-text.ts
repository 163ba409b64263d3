/** One web link (RFC 8288): its target, then its attributes, which must not contain a quote. */
export function linkText(target: string, attributes: Readonly<Record<string, string>>): string {
  const texts = Object.entries(attributes).map(([name, value]) => `; ${name}="${value}"`);
  return `<${target}>${texts.join('')}`;
}
