import { type KeyObject, sign, verify } from 'node:crypto';
import type { Db, Reader, Tx } from '../db/schema.ts';

interface Signer {
  databaseId: string;
  privateKey: KeyObject;
}

export interface Sealer {
  /** Called with each acknowledged row; seals on its own when enough have gathered. */
  reached(seq: number): void;
  /** Seals what is left; a failure is made good at the next close. */
  finish(): Promise<void>;
}

/** Rows that may pass without a signature over the chain. */
export const rowsPerSeal = 500;

export async function keepSealed(db: Db, signer: Signer, now: () => string): Promise<Sealer> {
  let sealed = await lastSealed(db);
  let running = Promise.resolve();
  const sealNow = (): Promise<void> => {
    const sealing = db.transaction().execute((tx) => sealChain(tx, signer, now()));
    // A seal is a second proof; the clinic goes on without it until the disk takes it.
    running = sealing.then(
      () => undefined,
      () => undefined,
    );
    return running;
  };
  return {
    reached: (seq) => {
      if (seq - sealed < rowsPerSeal) return;
      sealed = seq;
      void sealNow();
    },
    finish: async () => {
      await running;
      await sealNow();
    },
  };
}

/** Signs the present head of the chain unless it is signed already. */
export async function sealChain(tx: Tx, { databaseId, privateKey }: Signer, at: string): Promise<void> {
  const head = await tx
    .selectFrom('audit')
    .select(['seq', 'mac'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (head === undefined || head.seq === (await lastSealed(tx))) return;
  const signature = sign(null, statement(databaseId, { ...head, at }), privateKey).toString('base64');
  await tx
    .insertInto('auditSeals')
    .values({ ...head, at, signature })
    .execute();
}

async function lastSealed(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('auditSeals')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** First seal whose signature fails or whose row now has another code; null when all hold. */
export async function firstBrokenSeal(
  db: Reader,
  databaseId: string,
  publicKey: KeyObject,
): Promise<number | null> {
  const seals = await db
    .selectFrom('auditSeals')
    .leftJoin('audit', 'audit.seq', 'auditSeals.seq')
    .select([
      'auditSeals.seq',
      'auditSeals.mac',
      'auditSeals.at',
      'auditSeals.signature',
      'audit.mac as rowMac',
    ])
    .orderBy('auditSeals.seq')
    .execute();
  const broken = seals.find(
    (seal) =>
      seal.rowMac !== seal.mac ||
      !verify(null, statement(databaseId, seal), publicKey, Buffer.from(seal.signature, 'base64')),
  );
  return broken?.seq ?? null;
}

function statement(databaseId: string, seal: { seq: number; mac: string; at: string }): Buffer {
  return Buffer.from(
    `palpate audit seal v1\n${JSON.stringify([databaseId, seal.seq, seal.mac, seal.at])}`,
    'utf8',
  );
}
