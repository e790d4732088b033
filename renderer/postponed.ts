const key = 'palpate-kit-postponed';

/** The owner has gone on without the recovery words; asked again in the next window. */
export const kitPostponed = {
  is: (): boolean => sessionStorage.getItem(key) !== null,
  set: (): void => sessionStorage.setItem(key, 'yes'),
};
