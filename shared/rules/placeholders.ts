export type PlaceholderProblem = { problem: 'unknown-placeholder' | 'open-brace'; name: string };

/** Null where the text names only what is known, each in its pair of braces. */
export function placeholderProblem(text: string, known: ReadonlySet<string>): PlaceholderProblem | null {
  for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g))
    if (!known.has(name)) return { problem: 'unknown-placeholder', name };
  const rest = text.replaceAll(/\{[^{}]*\}/g, '');
  const brace = /[{}].{0,20}/.exec(rest);
  return brace === null ? null : { problem: 'open-brace', name: brace[0] };
}

/** Each known name in braces replaced once: what is put in is not read again. */
export function fillPlaceholders(text: string, filling: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(filling, name) ? (filling[name] ?? whole) : whole,
  );
}
