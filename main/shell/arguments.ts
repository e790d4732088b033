/** What the shell hears on its command line; Chromium's own switches stand there too and are passed over. */
export type ShellArguments = { readonly data: string | undefined; readonly demo: boolean };

export function readArguments(argv: readonly string[]): ShellArguments {
  const data = argv.find((word) => word.startsWith('--data='))?.slice('--data='.length);
  return { data: data === '' ? undefined : data, demo: argv.includes('--demo') };
}
