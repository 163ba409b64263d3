/** The origins of CORS_ORIGINS in the form that browsers send: lower case, without the scheme's default port. */
export const originsIn = (setting: string | undefined): string[] =>
  setting === undefined ? [] : setting.split(',').map((origin) => new URL(origin.trim()).origin);
