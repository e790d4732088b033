import { useTranslation } from 'react-i18next';
import type { AdministrationInput } from '../../../../shared/contract/administration.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import { reasonKey } from '../../../../shared/rules/issues.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Trouble } from '../../../desk.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { GiveForm } from './give-form.ts';
import { IssueList } from '../against/IssueList.tsx';
import { LimitFields } from './LimitFields.tsx';
import { MissingConsent } from './MissingConsent.tsx';
import { GivingRefused } from '../note/Override.tsx';

interface GiveObjectionsProps {
  form: GiveForm;
  input: AdministrationInput | null;
  /** What the dose says as it is typed. */
  live: readonly RecordIssue[];
  refused: Trouble | null;
  sessionId: string;
  patientId: string;
  appointmentId: string | null;
  technique: string;
  reference: Reference;
  onChange: (change: Partial<GiveForm>) => void;
  onWeighed: () => void;
  onAgain: () => void;
}

/** Everything that stands against giving it, each with its way on. */
export function GiveObjections(props: GiveObjectionsProps) {
  const { form, input, live, refused, sessionId, patientId, appointmentId, technique, reference } = props;
  const { t } = useTranslation('treatments');
  const refusal = refused?.refusal;
  const said =
    refusal?.code === 'DOSE_REFUSED' || refusal?.code === 'RECORD_REFUSED' ? refusal.data.issues : [];
  const known = new Set(live.map(reasonKey));
  // The host's word on the dose may be older than what has been typed since.
  const found = [
    ...live,
    ...said.filter((issue) => !known.has(reasonKey(issue)) && issue.fieldKey !== 'dose'),
  ];
  return (
    <>
      {found.length > 0 && (
        <LimitFields
          issues={found}
          form={form}
          patientId={patientId}
          reference={reference}
          onChange={props.onChange}
          onWeighed={props.onWeighed}
        />
      )}
      {refusal?.code === 'CONSENT_MISSING' && (
        <MissingConsent
          missing={refusal.data.missing}
          patientId={patientId}
          appointmentId={appointmentId}
          reference={reference}
          parts={form.parts.map((part) => part.substanceId)}
          technique={technique}
          sites={form.siteKeys}
        />
      )}
      {found.length > 0 && (
        <Notice
          tone={found.some(({ level }) => level === 'refuse') ? 'bad' : 'warn'}
          title={said.length > 0 ? refused?.text : t('give.before')}
          live
        >
          <IssueList
            issues={found}
            reasons={form.reasons}
            onReason={(key, reason) => props.onChange({ reasons: { ...form.reasons, [key]: reason } })}
          />
        </Notice>
      )}
      {refused !== null && refusal?.code !== 'CONSENT_MISSING' && said.length === 0 && (
        <GivingRefused refused={refused} sessionId={sessionId} input={input} onOpened={props.onAgain} />
      )}
    </>
  );
}
