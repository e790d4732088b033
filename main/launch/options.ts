import { parseArgs } from 'node:util';

/** What a person may say after `npm start --`. */
export type StartOptions = {
  /** The clinic's folder, as typed; nothing means this person's default folder. */
  readonly data: string | undefined;
  readonly demo: boolean;
  /** The browser desk even where Electron could run. */
  readonly browser: boolean;
  readonly help: boolean;
};

export const usage = `Palpate, the clinic desk for intramuscular stimulation

  npm start                       open the clinic in this person's data folder
  npm start -- --data DIR         open (or found) the clinic kept in DIR
  npm start -- --demo             open the demo clinic: invented patients only
  npm start -- --browser          open in a browser window even where Electron can run
`;

/** Reads the words after the command; an unknown word is an error with the usage, never ignored. */
export function readOptions(words: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...words],
    strict: true,
    allowPositionals: false,
    options: {
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.data !== undefined && values.data.trim() === '') throw new Error('--data needs a folder.');
  return { data: values.data, demo: values.demo, browser: values.browser, help: values.help };
}
