import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import { narrowed } from '../../../shared/rules/to-be-asked.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { ofPatient as consentsOfPatient, recordBy } from '../consents/service.ts';
import { ofPatient as limitsOfPatient } from '../limits/service.ts';
import { patientHeader } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { agreementsPdf, list, registerPdf, reopened, toBeAskedPdf } from '../register/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** As many as a desk will read on paper; whoever wants more narrows what is asked. */
const printed = 200;

export async function consentRegister(
  db: Db,
  input: Inputs['documents']['consentRegister'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { rows, next } = await list(db, { ...input, after: null, limit: printed }, act);
  const bytes = await registerPdf(
    stationeryOf(act.clinic, resources),
    { rows, more: next !== null },
    { documentId: newId(), drawnAt: act.now },
  );
  return rendered(bytes, 'Register of consents', 'report', 'consent-register');
}

/** Whom to call because what they agreed to must be talked about anew. */
export async function toBeAsked(
  db: Db,
  filter: Inputs['documents']['toBeAsked'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const rows = narrowed(await reopened(db, undefined, act), filter);
  const bytes = await toBeAskedPdf(
    stationeryOf(act.clinic, resources),
    { rows: rows.slice(0, printed), more: rows.length > printed },
    { documentId: newId(), drawnAt: act.now },
  );
  return rendered(bytes, 'Consents to be talked about anew', 'report', 'consents-to-ask');
}

/** What one patient agreed to and refused, for the patient. */
export async function patientConsents(
  db: Db,
  { patientId }: Inputs['documents']['patientConsents'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const consents = [];
  for (const { id, completedAt } of await consentsOfPatient(db, { patientId }, act))
    if (completedAt !== null) consents.push(await recordBy(db, id, act));
  const view = {
    patient: await patientHeader(db, patientId),
    limits: await limitsOfPatient(db, { patientId }, act),
    consents,
  };
  act.about({ patientId });
  const print = { documentId: newId(), drawnAt: act.now };
  const bytes = await agreementsPdf(stationeryOf(act.clinic, resources), view, print);
  return rendered(bytes, 'What I agreed to, what I refused', 'report', 'agreements');
}
