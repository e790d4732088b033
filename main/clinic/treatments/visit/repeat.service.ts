import type { Repeat } from '../../../../shared/contract/block-repeat.ts';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { repeatOf, type Objection } from '../../../../shared/rules/block-repeat.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import type { ScreeningHit } from '../../../../shared/rules/contraindications.ts';
import {
  reachesRegion,
  reachesSubstance,
  reachesTechnique,
  traitsOf,
} from '../../../../shared/rules/limits.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { devicesOf } from '../../practice/service.ts';
import { held } from '../../recall/service.ts';
import { weigh, type Weighed } from '../../safety/service.ts';
import { planOf } from './checks.service.ts';
import { findLastTreated } from './repeat.store.ts';
import { findSession } from '../store.ts';
import { sessionOf } from './views.service.ts';

/** What of the last treatment may be taken over into this visit, by what is known of the patient and the devices now. */
export async function repeatFor(db: Reader, session: TreatmentSession, act: Act): Promise<Repeat | null> {
  const { reference } = act;
  const lastId = await findLastTreated(db, session.patientId, session.startedAt);
  const row = lastId === undefined ? undefined : await findSession(db, lastId);
  if (row === undefined) return null;
  const last = await sessionOf(db, row, reference);
  const plan = planOf(last);
  const substances = [...new Set(plan.preparations.flatMap(({ parts }) => parts))];
  const weighed = await weigh(db, session.patientId, { ...plan, substances }, act, {
    confirmedAt: session.safetyConfirmedAt,
  });
  const opened = new Set(last.content.overrides?.map(({ flagId, targetId }) => `${flagId} ${targetId}`));
  const hits = weighed.hits.filter(
    // What was opened last time is asked again and not left out: the letter may still hold.
    ({ level, override, flagId, target }) =>
      level === 'block' && (override === 'never' || !opened.has(`${flagId} ${target.id}`)),
  );
  const devices = await devicesOf(db);
  const recalled = new Set((await held(db)).flatMap(({ deviceIds }) => deviceIds));
  const today = dateAt(session.startedAt, act.clinic.zone);
  const found = repeatOf(
    reference,
    { blocks: last.content.blocks, administrations: last.administrations },
    {
      technique: (id) =>
        refusedBy(weighed, (refusal) => reachesTechnique(refusal, id)) ??
        against(hits.find(({ target, sites }) => target.id === id && sites.length === 0)),
      place: (id, siteId, side) => {
        const region = reference.sites.get(siteId)?.region ?? '';
        return (
          refusedBy(weighed, (refusal) => reachesRegion(refusal, region, side)) ??
          against(hits.find(({ target, sites }) => target.id === id && sites.includes(`${siteId}:${side}`)))
        );
      },
      device: (id) => {
        const device = devices.find((one) => one.id === id);
        if (device === undefined) return { why: 'unknown', says: '' };
        if (device.retired) return { why: 'retired', says: device.name };
        if (recalled.has(id)) return { why: 'recalled', says: device.name };
        return device.serviceDue !== null && device.serviceDue < today
          ? { why: 'service-overdue', says: device.serviceDue }
          : null;
      },
      substance: (id) => {
        const traits = traitsOf(reference, id, weighed.classes.get(id) ?? 'drug');
        return (
          refusedBy(weighed, (refusal) => traits === null || reachesSubstance(refusal, traits)) ??
          against(hits.find(({ target }) => target.kind === 'substance' && target.id === id)) ??
          (weighed.alerts.some(
            ({ code, level, substanceId }) => code === 'allergy' && level === 'block' && substanceId === id,
          )
            ? { why: 'contraindicated', says: '' }
            : null)
        );
      },
    },
  );
  return { sessionId: last.id, startedAt: last.startedAt, ...found };
}

function refusedBy(
  { refusals }: Weighed,
  reaches: (refusal: Weighed['refusals'][number]) => boolean,
): Objection | null {
  const refusal = refusals.find(reaches);
  return refusal === undefined ? null : { why: 'refused', says: refusal.words };
}

function against(hit: ScreeningHit | undefined): Objection | null {
  return hit === undefined ? null : { why: 'contraindicated', says: `${hit.name}: ${hit.why}` };
}
