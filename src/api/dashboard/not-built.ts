/** The page at `/` while the dashboard is not built: the API works without it. */
export const NOT_BUILT = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Policy Timeline</title>
  <h1>Policy Timeline</h1>
  <p>The API is running: its routes are at <a href="/docs">/docs</a>.</p>
  <p>The dashboard is not built. Run <code>npm run build</code> and start again.</p>
</html>
`;
