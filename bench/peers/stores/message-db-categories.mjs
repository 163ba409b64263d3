import { opened, prepare } from './message-db.mjs';

export { prepare };

/** Message DB at its best: each stream is a category of its own, so writers of different streams do not wait for each other. */
export const open = ({ url }, size) => opened(url, size, (stream) => `${stream.replaceAll('-', '')}-1`);
