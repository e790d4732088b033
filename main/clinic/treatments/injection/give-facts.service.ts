import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { LastGiven } from '../../../../shared/contract/injection.ts';
import type { Administration } from '../../../../shared/contract/administration.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import { findGivenSince, findLastBy } from './administration.store.ts';
import { doseFactsOf } from './dose.service.ts';
import { actAt } from '../note/late.service.ts';
import { hoursBefore } from '../rules.ts';
import { findSession } from '../store.ts';
import { administrationOf } from './given-rows.ts';

/** Three years: what was usual before that is not proposed any more. */
const REMEMBERED_HOURS = 3 * 365 * 24;
/** Rows of this practitioner that are looked through for what they usually do. */
const LOOKED_THROUGH = 300;

/** What the dose limits rest on, and how each substance was given last: to this patient, else by this practitioner. */
export async function giveFacts(
  db: Reader,
  { sessionId }: Inputs['treatments']['giveFacts'],
  act: Act,
): Promise<Outputs['treatments']['giveFacts']> {
  const session = await findSession(db, sessionId);
  if (session === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  act.about({ patientId: session.patientId, entityId: sessionId });
  const since = hoursBefore(act.now, REMEMBERED_HOURS);
  const toPatient = await findGivenSince(db, session.patientId, since);
  const byPerson = await findLastBy(db, act.who.userId, since, LOOKED_THROUGH);
  const last = [
    ...newestFirst(toPatient.map(administrationOf), 'patient', act),
    ...newestFirst(byPerson.map(administrationOf), 'practitioner', act),
  ];
  return { dose: await doseFactsOf(db, session, actAt(session, act)), last };
}

/** The newest syringe of each composition. */
function newestFirst(rows: readonly Administration[], of: LastGiven['of'], act: Act): LastGiven[] {
  const syringes = [...Map.groupBy(rows, ({ syringeId }) => syringeId).values()].toSorted((a, b) =>
    (a[0]?.givenAt ?? '') < (b[0]?.givenAt ?? '') ? 1 : -1,
  );
  const found = new Map<string, LastGiven>();
  for (const parts of syringes) {
    const [first] = parts;
    const key = parts
      .map(({ substanceId }) => substanceId)
      .toSorted()
      .join('+');
    if (first === undefined || found.has(key)) continue;
    found.set(key, {
      of,
      on: dateAt(first.givenAt, act.clinic.zone),
      parts: parts.map(
        ({ substanceId, productName, strengthValue, strengthUnit, volumePerPoint, offLabel }) => ({
          ...{ substanceId, productName, strengthValue, strengthUnit, volumePerPoint, offLabel },
        }),
      ),
      ...{ points: first.points, route: first.route, aspiration: first.aspiration },
    });
  }
  return [...found.values()];
}
