/** A proposed id for a policy from jurisdiction and title, such as `jp-tomahawk-procurement`; empty without usable letters. */
export function proposedId(title: string, jurisdiction: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, ' ')
    .trim()
    .replace(/[\s.-]+/g, '-')
    .slice(0, 80)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  const [code = ''] = jurisdiction.toLowerCase().split(/[,、\s]+/);
  if (slug === '' || !/^[a-z]{2}$/.test(code) || slug.startsWith(`${code}-`)) return slug;
  return `${code}-${slug}`;
}
