/** The part of a zod issue that a field message needs. */
export interface FieldIssue {
  path: readonly PropertyKey[];
  code?: string | undefined;
  message?: string | undefined;
}

/** Chooses the words for one problem; the default catalogue knows zod's codes. */
export type SayIssue = (issue: FieldIssue) => string;

/** Mantine keeps messages under `owner.phones.0.number`; the first problem of a field is the one shown. */
export function fieldErrors(issues: readonly FieldIssue[], say: SayIssue): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    const key = issue.path.map(String).join('.');
    errors[key] ??= say(issue);
  }
  return errors;
}
