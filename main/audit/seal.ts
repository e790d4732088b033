import { type KeyObject, sign, verify } from 'node:crypto';
import type { Reader, Tx } from '../db/schema.ts';

export interface SealPaper {
  databaseId: string;
  at: string;
  privateKey: KeyObject;
}

/** Rows that may pass without a signature over the chain. */
export const rowsPerSeal = 500;

/** Signs the present head of the chain unless it is signed already. @returns the number of the last sealed row. */
export async function sealChain(tx: Tx, paper: SealPaper): Promise<number> {
  const head = await tx.selectFrom('audit').select(['seq', 'mac']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const sealed = await lastSealed(tx);
  if (head === undefined || head.seq === sealed) return sealed;
  const signature = sign(null, statement(paper.databaseId, { ...head, at: paper.at }), paper.privateKey).toString('base64');
  await tx.insertInto('auditSeals').values({ seq: head.seq, mac: head.mac, at: paper.at, signature }).execute();
  return head.seq;
}

export async function lastSealed(db: Reader): Promise<number> {
  const row = await db.selectFrom('auditSeals').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirst();
  return row?.seq ?? 0;
}

/** First seal whose signature fails or whose row now has another code; null when all hold. */
export async function firstBrokenSeal(db: Reader, databaseId: string, publicKey: KeyObject): Promise<number | null> {
  const seals = await db
    .selectFrom('auditSeals')
    .leftJoin('audit', 'audit.seq', 'auditSeals.seq')
    .select(['auditSeals.seq', 'auditSeals.mac', 'auditSeals.at', 'auditSeals.signature', 'audit.mac as rowMac'])
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
  return Buffer.from(`palpate audit seal v1\n${JSON.stringify([databaseId, seal.seq, seal.mac, seal.at])}`, 'utf8');
}
