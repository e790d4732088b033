import type { Reader, Tx } from '../../db/schema.ts';
import { freeze } from '../canonical.ts';
import { currentOf } from './rules.ts';
import { shipped } from './shipped.rules.ts';
import { findVersions, insertVersion } from './store.ts';

const ids = shipped.map(({ id }) => id);

/** What the program brings and the store has not: each with the number it will have. */
async function missing(db: Reader) {
  const versions = Map.groupBy(await findVersions(db, ids), ({ templateId }) => templateId);
  return shipped.flatMap((one) => {
    const known = versions.get(one.id) ?? [];
    const { text, sha256 } = freeze(one.body);
    if (known.find(({ origin }) => origin === 'shipped')?.bodyHash === sha256) return [];
    const own = currentOf(known)?.origin === 'clinic';
    return [
      {
        templateId: one.id,
        version: (known[0]?.version ?? 0) + 1,
        body: text,
        bodyHash: sha256,
        reason: known.length === 0 ? 'Comes with the program' : 'Changed by an update of the program',
        // A text that nobody is told yet changes nothing for those who have agreed.
        material: known.length > 0 && !own && one.material ? (1 as const) : (0 as const),
      },
    ];
  });
}

/**
 * Puts the texts that come with the program beside the clinic's own. Done at founding and at every start: a changed one
 * becomes a version of its own and is used only where the clinic has none.
 */
export async function syncTemplates(tx: Tx, now: string): Promise<void> {
  for (const row of await missing(tx))
    await insertVersion(tx, {
      ...row,
      origin: 'shipped',
      publishedBy: 'Palpate',
      publisherId: null,
      publishedAt: now,
    });
}

export async function templatesInStep(db: Reader): Promise<boolean> {
  return (await missing(db)).length === 0;
}
