import { api } from './client.js';

/** Saves an answer as a file; a plain link could not send the key. @throws ApiProblem */
export async function download(path: string, name: string): Promise<void> {
  saveAs(await (await api.fetch(path)).blob(), name);
}

/** Saves generated content as a file in the browser. */
export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
