import { writeFileSync } from 'node:fs';
import { KINDS } from '../domain/kinds/index.js';
import { kindsDocument } from '../domain/kinds-document.js';

/** Writes `docs/kinds.md`, from the repository's root. */
writeFileSync('docs/kinds.md', kindsDocument(KINDS));
