import { fileURLToPath } from 'node:url';
import { loadReference } from '../../main/reference/load.ts';

export const referenceDirectory = fileURLToPath(new URL('../../resources/reference', import.meta.url));

/** The reference data as shipped; loaded once per test file. */
export const reference = loadReference(referenceDirectory);
