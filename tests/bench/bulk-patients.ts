import { createSecretKey } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { rowAfter } from '../../main/audit/append.ts';
import { nothingAsked } from '../../main/clinic/patients/safety.rules.ts';
import { readIdentity } from '../../main/clinic/patients/rules.ts';
import { foundBy, rowOf } from '../../main/clinic/patients/service.ts';
import type { Raw } from '../../main/db/open.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import type { Clinic } from '../support/clinic.ts';
import { withoutIndexes } from './bulk.ts';

/**
 * Registers people by bare statements: each by the contract would build a dozen statements and wait for the disk. Rows,
 * words and audit entries come from the functions that the service itself uses, and every trigger and foreign key stands;
 * tests/store/bulk.test.ts compares such a clinic with one that was filled through the contract.
 */
export function registerMany(
  { host, ids, clock }: Pick<Clinic, 'host' | 'ids' | 'clock'>,
  identities: readonly Identity[],
): string[] {
  const open = host.clinic;
  if (open === null) throw new Error('the clinic is closed');
  const { raw } = open.store;
  const key = createSecretKey(open.secrets.auditKey);
  const at = clock.now();
  const actor = { actorId: ids['nomsa'] ?? '', roles: rolesOf(raw, ids['nomsa'] ?? '') };
  const seat = { workstation: 'bench', sessionId: newId() };
  const [person, safety, audit] = [into(raw, 'patients'), into(raw, 'safetyRecords'), into(raw, 'audit')];
  const { answers: _, weight: __, allergies, medicines, ...asked } = nothingAsked;
  const kept = { ...asked, allergies: JSON.stringify(allergies), medicines: JSON.stringify(medicines) };
  let head = raw.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; mac: string }
    | undefined;
  let number = Number(raw.prepare('SELECT coalesce(max(number), 0) FROM patients').pluck().get());
  const patientIds: string[] = [];
  const texts: { number: number; folded: string }[] = [];
  raw.exec(
    'CREATE TEMP TABLE bulkWords (word TEXT NOT NULL, sortKey TEXT NOT NULL, number INTEGER NOT NULL)',
  );
  const word = raw.prepare('INSERT INTO bulkWords VALUES (?, ?, ?)');
  const some = raw.transaction((from: number) => {
    for (const identity of identities.slice(from, from + perTransaction)) {
      number += 1;
      const id = newId();
      const row = rowOf(readIdentity(identity, at.slice(0, 10)), { id, number, registeredAt: at });
      person.run(row);
      safety.run({ ...kept, patientId: id, weightKg: null, weighedOn: null });
      const { words, folded } = foundBy(row);
      for (const one of words) word.run(one, row.sortKey, number);
      texts.push({ number, folded });
      head = rowAfter(
        head,
        {
          ...{ at, zoneOffset: 120, ...actor, ...seat, action: 'C', procedure: 'patients.register' },
          ...{ patientId: id, entityId: id, version: 1, outcome: 'done' },
        },
        key,
      );
      audit.run(head);
      patientIds.push(id);
    }
  });
  withoutIndexes(raw, ['patients', 'patientWords'], () => {
    for (let from = 0; from < identities.length; from += perTransaction) some(from);
    // In their order: each page of the list of words is then written once.
    raw.exec(
      'INSERT INTO patientWords (word, number, sortKey) SELECT word, number, sortKey FROM bulkWords ORDER BY word, sortKey, number',
    );
    raw.exec('DROP TABLE bulkWords');
  });
  // Alone: a statement with a guard between two of these makes the index write what it has gathered, at every row.
  const letters = raw.prepare('INSERT INTO patientTrigrams (rowid, folded) VALUES (@number, @folded)');
  raw.transaction(() => {
    for (const text of texts) letters.run(text);
  })();
  if (head !== undefined) open.watermark.advance(head.seq, head.mac);
  return patientIds;
}

const perTransaction = 20_000;

function rolesOf(raw: Raw, userId: string): string[] {
  return raw.prepare('SELECT role FROM userRoles WHERE userId = ?').pluck().all(userId) as string[];
}

/** An insert that names every column, so that a new one cannot be forgotten. */
function into(raw: Raw, table: string) {
  const columns = raw.pragma(`table_info(${table})`) as { name: string }[];
  const names = columns.map(({ name }) => name);
  return raw.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
}
