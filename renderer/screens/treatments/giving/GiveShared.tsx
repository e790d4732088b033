import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../../shared/rules/block-form.ts';
import { ChoiceChips } from '../../../ui/Choices.tsx';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import type { GiveForm } from './give-form.ts';
import { RecordField } from '../blocks/RecordField.tsx';

interface GiveSharedProps {
  fields: ReadonlyMap<string, FormField>;
  form: GiveForm;
  tried: boolean;
  sites: readonly { value: string; label: string }[];
  onChange: (change: Partial<GiveForm>) => void;
}

/** What holds for the whole syringe: points, route, aspiration, places. */
export function GiveShared({ fields, form, tried, sites, onChange }: GiveSharedProps) {
  const { t } = useTranslation('treatments');
  const input = (key: 'points' | 'route' | 'aspiration', of: number) => {
    const field = fields.get(key);
    return field === undefined ? null : (
      <Span of={of}>
        <RecordField
          field={field}
          value={form[key]}
          error={tried && form[key] === '' ? t('required') : undefined}
          onChange={(next) => onChange({ [key]: String(next) })}
        />
      </Span>
    );
  };
  return (
    <FieldGrid>
      {input('points', 3)}
      {input('route', 4)}
      {input('aspiration', 5)}
      <Span of={12}>
        <ChoiceChips
          label={t('give.sites')}
          required
          options={sites}
          value={form.siteKeys}
          error={tried && form.siteKeys.length === 0 ? t('required') : undefined}
          onChange={(siteKeys) => onChange({ siteKeys })}
        />
      </Span>
    </FieldGrid>
  );
}
