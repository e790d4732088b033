import { localStorageColorSchemeManager } from '@mantine/core';

/** Light, dark or the system's: a habit of this screen, so it is kept in this browser and not on the host. */
export const schemeManager = localStorageColorSchemeManager({ key: 'palpate-scheme' });
