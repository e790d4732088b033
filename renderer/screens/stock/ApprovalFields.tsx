import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';

/** By whom, when, and on which ground in law. */
export interface ApprovalForm {
  legalBasis: string;
  approvedBy: string;
  approvedOn: string;
}

const isShort = (text: string) => text.trim().length < 3;

export function isWhole({ legalBasis, approvedBy, approvedOn }: ApprovalForm): boolean {
  return !isShort(legalBasis) && !isShort(approvedBy) && approvedOn !== '';
}

interface ApprovalFieldsProps {
  form: ApprovalForm;
  today: string;
  tried: boolean;
  onChange: (change: Partial<ApprovalForm>) => void;
}

export function ApprovalFields({ form, today, tried, onChange }: ApprovalFieldsProps) {
  const { t } = useTranslation('stock');
  const missing = (is: boolean) => (tried && is ? t('receiving.missing') : undefined);
  return (
    <FieldGrid>
      <Span of={12}>
        <TextInput
          label={t('catalogue.legalBasis')}
          description={t('catalogue.legalBasisHow')}
          required
          data-autofocus
          maxLength={300}
          error={missing(isShort(form.legalBasis))}
          value={form.legalBasis}
          onChange={(event) => onChange({ legalBasis: event.currentTarget.value })}
        />
      </Span>
      <Span of={7}>
        <TextInput
          label={t('catalogue.approvedBy')}
          required
          maxLength={120}
          error={missing(isShort(form.approvedBy))}
          value={form.approvedBy}
          onChange={(event) => onChange({ approvedBy: event.currentTarget.value })}
        />
      </Span>
      <Span of={5}>
        <DateField
          label={t('catalogue.approvedOn')}
          required
          max={today}
          error={missing(form.approvedOn === '')}
          value={form.approvedOn}
          onChange={(approvedOn) => onChange({ approvedOn })}
        />
      </Span>
    </FieldGrid>
  );
}
