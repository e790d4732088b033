import { today, type GateStore } from './gate-store.ts';

const line = { lineId: 'retained:shoulder-girdle:left', region: 'shoulder-girdle', side: 'left', days: 3 };

/** A consent to one needle that stays in at the left shoulder for three days at most. */
export function agreeToNeedle(
  store: GateStore,
  said: {
    id: string;
    decision?: 'accepted' | 'refused';
    completedAt?: string;
    expiresAt?: string;
    courseId?: string;
    patientId?: string;
  },
): void {
  const { decision = 'accepted', ...consent } = said;
  const row = {
    ...{ consentId: said.id, lineId: line.lineId, kind: 'retained-needle', refId: 'shoulder-girdle:left' },
    ...{ disclosureClass: null, decision },
  };
  store.consent(
    { ...consent, substances: [] },
    { document: { retained: [{ ...line, decision }] }, lines: (rows) => [...rows, row] },
  );
}

/** The needle itself, left in at Amina's visit, as a program that asks nobody would write it. */
export function leaveNeedle(store: GateStore, id: string, change: Record<string, unknown> = {}): void {
  store.insert('retainedNeedles', {
    ...{ id, patientId: 'amina', sessionId: 'visit-amina', blockId: 'block', siteId: 'upper-trapezius' },
    ...{
      side: 'left',
      count: 1,
      consentId: 'stays',
      leftAt: today,
      leftOn: '2026-11-23',
      dueOn: '2026-11-26',
    },
    ...{ removedBy: 'clinic', leftBy: 'Dr Henrik Sørensen' },
    ...change,
  });
}
