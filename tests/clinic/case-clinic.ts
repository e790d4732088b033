import type { Api } from '../../shared/contract/index.ts';
import type { ClinicProfile } from '../../shared/contract/practice.ts';
import type { CasePeople } from '../../main/demo/cases/steps.ts';
import { furnishedClinic, reference, type Clinic } from '../support/clinic.ts';

export const firstDay = '2026-11-23';

export type CaseClinic = Clinic & {
  /** Dr Henrik Sørensen, who holds every credential. */
  henrik: Api;
  owner: Api;
  people: CasePeople;
};

/** A clinic in which a case can be played: one practitioner with all credentials, a room, a type of visit and a laser. */
export async function caseClinic(profile: Partial<ClinicProfile> = {}): Promise<CaseClinic> {
  const { clinic, furnished: people } = await furnishedClinic('case', furnish, { profile });
  return { ...clinic, owner: await clinic.as('nomsa'), henrik: await clinic.as('henrik'), people };
}

async function furnish(owner: Api, ids: Record<string, string>): Promise<CasePeople> {
  const henrikId = ids['henrik'] ?? '';
  await giveCredentials(
    owner,
    henrikId,
    reference.data.techniques.credentialTypes.map(({ id }) => id),
  );
  const { id: laserId } = await owner.practice.saveDevice({
    kind: 'laser',
    name: 'Laser 808',
    serial: 'L-808-1',
    laserClass: '3B',
    lastPowerCheck: '2026-09-01',
  });
  const { id: roomId } = await owner.practice.saveRoom({ name: 'Room 1' });
  const { id: appointmentTypeId } = await owner.practice.saveAppointmentType({
    name: 'Treatment',
    minutes: 30,
    tint: 'teal',
    techniques: ['dry-needling', 'soft-tissue-injection', 'low-level-laser'],
  });
  return {
    practitioner: { id: henrikId, name: 'Dr Henrik Sørensen' },
    roomId,
    appointmentTypeId,
    laserId,
  };
}

export async function giveCredentials(
  owner: Api,
  userId: string,
  types: readonly string[],
  expiresOn = '2031-12-31',
): Promise<void> {
  const member = (await owner.staff.list()).find(({ id }) => id === userId);
  const credentials = types.map((type) => ({
    type,
    techniques: [],
    issuer: 'Health Professions Council',
    number: 'HP 1',
    issuedOn: '2020-01-01',
    expiresOn,
  }));
  await owner.staff.recordCredentials({ id: userId, credentials, version: member?.version ?? 1 });
}

export type Refused = { code: string; data: Record<string, unknown> };

/** What the service answers when it refuses; fails when it does not. */
export async function refusal(attempt: Promise<unknown>): Promise<Refused> {
  try {
    await attempt;
  } catch (error) {
    const { code, data } = error as { code?: unknown; data?: unknown };
    if (typeof code === 'string') return { code, data: (data ?? {}) as Record<string, unknown> };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Codes of what is refused or still asked, sorted. */
export function codesOf(issues: readonly { code: string; level: string }[], level?: string): string[] {
  return [
    ...new Set(
      issues.filter((issue) => level === undefined || issue.level === level).map(({ code }) => code),
    ),
  ].toSorted();
}
