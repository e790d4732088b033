import type { TemplateBody } from '../../../shared/contract/templates.ts';

/** What is read of a stored version to choose among them. */
interface Stored {
  version: number;
  origin: 'shipped' | 'clinic';
  retiredAt: string | null;
}

/**
 * The version that new consents are made from: the clinic's newest that is not retired, else the newest shipped one. A
 * shipped text that comes later never takes the place of the clinic's own.
 */
export function currentOf<T extends Stored>(versions: readonly T[]): T | undefined {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return (
    newestFirst.find(({ origin, retiredAt }) => origin === 'clinic' && retiredAt === null) ??
    newestFirst.find(({ origin }) => origin === 'shipped')
  );
}

/** Whether the program has brought another text since the clinic made its own. */
export function shippedNewer(versions: readonly Stored[]): boolean {
  const current = currentOf(versions);
  return (
    current?.origin === 'clinic' &&
    versions.some(({ origin, version }) => origin === 'shipped' && version > current.version)
  );
}

export function bodyOf(row: { body: string }): TemplateBody {
  return JSON.parse(row.body) as TemplateBody;
}
