/** Where a request goes: names of a path in braces are replaced, and a query is added. */
export function addressOf(
  base: string,
  path: string,
  parameters: { path?: object; query?: object } = {},
): string {
  const named = parameters.path as Record<string, unknown> | undefined;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = named?.[name];
    if (value === undefined) throw new TypeError(`${path} needs a value for ${name}`);
    return encodeURIComponent(textOf(value));
  });
  const query = new URLSearchParams(
    Object.entries(parameters.query ?? {}).flatMap(([name, value]: [string, unknown]) =>
      value === undefined ? [] : [[name, textOf(value)]],
    ),
  ).toString();
  return `${base}${filled}${query === '' ? '' : `?${query}`}`;
}

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(textOf).join(',')
      : JSON.stringify(value);
