import type { Cover } from '../../../../shared/contract/consents.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { SafetyRecord } from '../../../../shared/contract/patients.ts';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import type { Reader } from '../../../db/schema.ts';
import { agreedTexts } from '../../consents/service.ts';
import type { Alert } from '../../safety/service.ts';

/**
 * What has changed since the patient agreed: a safety answer that the talk did not know, another practitioner than the
 * one named. The consent still covers; whether it needs a new talk is asked and the answer kept.
 */
export async function consentAgeIssues(
  db: Reader,
  session: TreatmentSession,
  cover: Cover,
  { alerts, safety }: { alerts: readonly Alert[]; safety: Pick<SafetyRecord, 'answers'> },
): Promise<RecordIssue[]> {
  const consents = await agreedTexts(db, cover.consentIds);
  if (consents.length === 0) return [];
  const issues: RecordIssue[] = [];
  const other = consents.find(({ document }) => document.practitioner.id !== session.practitionerId);
  if (other !== undefined) {
    const params = { name: other.document.practitioner.name };
    issues.push({ level: 'ask', code: 'other-practitioner', fieldKey: 'practitionerId', params });
  }
  const talkedOf = new Set(consents.flatMap(({ document }) => document.flags.map(({ flagId }) => flagId)));
  const lastTalk =
    consents
      .map(({ completedAt }) => completedAt)
      .toSorted()
      .at(-1) ?? '';
  const since = new Map(
    safety.answers
      .filter(({ answer, confirmedAt }) => answer === 'yes' && confirmedAt > lastTalk)
      .map(({ flagId, confirmedAt }) => [flagId, confirmedAt]),
  );
  for (const { code, level, issue, substanceId } of alerts) {
    if (level === 'note' || substanceId !== null || talkedOf.has(code) || !since.has(code)) continue;
    const name = issue?.params?.['name'] ?? code;
    issues.push({
      level: 'ask',
      code: 'flag-since-consent',
      fieldKey: code,
      params: { name, since: since.get(code) ?? '' },
    });
  }
  return issues;
}
